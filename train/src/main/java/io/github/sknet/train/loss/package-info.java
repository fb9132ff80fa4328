/** What training makes small. */
package io.github.sknet.train.loss;
