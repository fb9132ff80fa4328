/**
 * A training run from its beginning to its end: what is done is a {@code TrainingRun}, who does it is a {@code Trainer}, where it
 * leaves its traces is a {@code RunDirectory}. How a network is trained is said in {@code recipe}, what for by a task; no task is
 * named here.
 */
package io.github.sknet.train.run;
