/** A task that is nobody's but a test's: what a network must be like to say how bright an image is, and such networks by name. */
package org.example.gauge.graph;
