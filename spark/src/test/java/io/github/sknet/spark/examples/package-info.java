/** The programs of docs/spark.md, which tests run. */
package io.github.sknet.spark.examples;
