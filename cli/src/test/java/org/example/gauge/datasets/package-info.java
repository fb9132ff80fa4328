/** A task that is nobody's but a test's: its data, its batches and how it is judged. */
package org.example.gauge.datasets;
