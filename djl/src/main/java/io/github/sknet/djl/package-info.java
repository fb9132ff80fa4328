/**
 * The engine {@code SKNet} behind DJL's interfaces: model files loaded by {@code Criteria}, answers as DJL's objects, and arrays that
 * can do as much as preparing images takes. What learns lives in blocks.
 */
package io.github.sknet.djl;
