/** What is counted and timed, in Prometheus's text form. Knows nothing of those who count. */
package io.github.sknet.serve.metrics;
