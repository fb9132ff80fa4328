/**
 * What turns gradients into better parameters: optimisers, learning-rate schedules, weight averages. No networks, losses or
 * data here.
 */
package io.github.sknet.train.optim;
