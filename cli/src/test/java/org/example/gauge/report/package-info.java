/** A task that is nobody's but a test's: what a report tells of it. */
package org.example.gauge.report;
