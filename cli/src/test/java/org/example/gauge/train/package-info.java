/** A task that is nobody's but a test's: how it learns. */
package org.example.gauge.train;
