/**
 * Predictors: from a model file and a picture to an answer in one line. They put together what the packages below
 * provide; decoding, preprocessing and metrics live there and never here.
 */
package io.github.sknet.vision;
