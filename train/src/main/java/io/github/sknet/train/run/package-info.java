/**
 * A training run from its recipe to its checkpoints: what is trained is a {@code TrainingTask}, how is a {@code Recipe},
 * where it leaves its traces is a {@code RunDirectory}. No network and no arithmetic here.
 */
package io.github.sknet.train.run;
