/**
 * Questions that wait for a model, and the threads that answer them: bounded queues, batches, deadlines. Knows nothing of HTTP and
 * of what is asked.
 */
package io.github.sknet.serve.work;
