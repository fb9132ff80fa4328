/**
 * What every predictor is made of. The predictors live in classify, detect and segment, a package a task; data sets and
 * judging never do.
 */
package io.github.sknet.vision;
