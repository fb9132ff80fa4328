/**
 * What files spell out in small operators, recognised and put back as one: a class each. What they look for is the arithmetic, not
 * names, and constants are in place already.
 */
package io.github.sknet.onnx.importer.patterns;
