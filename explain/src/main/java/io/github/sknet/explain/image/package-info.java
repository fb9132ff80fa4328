/**
 * What a network's answer to one image rests on: where each kernel contributed, what it would have answered with other kernels, and
 * where a class's score comes from. What a network does over many images is the business of {@code explain}.
 */
package io.github.sknet.explain.image;
