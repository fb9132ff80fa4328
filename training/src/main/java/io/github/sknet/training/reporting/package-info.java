/**
 * Joins what training tells (metrics, a result) and what the report module draws (a page, TensorBoard's events): neither
 * knows the other. No command, no training and no drawing here.
 */
package io.github.sknet.training.reporting;
