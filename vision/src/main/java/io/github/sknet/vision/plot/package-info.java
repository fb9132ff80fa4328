/**
 * What pictures of answers are drawn with: a canvas that can be read, and colours for classes. Charts of numbers live
 * in sknet-explain.
 */
package io.github.sknet.vision.plot;
