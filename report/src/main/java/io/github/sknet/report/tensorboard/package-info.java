/**
 * Events that TensorBoard reads. What is worth recording is decided by whoever trains, never here.
 */
package io.github.sknet.report.tensorboard;
