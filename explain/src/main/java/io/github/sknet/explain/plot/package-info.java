/**
 * Pictures that show many images and what a network says of them. The picture of one answer belongs to the answer, in
 * sknet-vision.
 */
package io.github.sknet.explain.plot;
