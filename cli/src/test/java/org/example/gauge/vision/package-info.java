/** A task that is nobody's but a test's: what a gauge answers. */
package org.example.gauge.vision;
