/**
 * What the commands do to train: planning a run, carrying it out, reporting on it. Options and consoles live in
 * sknet-cli, the training loop in sknet-train.
 */
package io.github.sknet.training;
