/**
 * Pictures that show images and what a network says of them. Charts of numbers are drawn in {@code chart}, whose colours
 * are used here.
 */
package io.github.sknet.vision.plot;
