/** libtorch as one engine among others: prediction, and one training step laid open. */
package io.github.sknet.train.engine;
