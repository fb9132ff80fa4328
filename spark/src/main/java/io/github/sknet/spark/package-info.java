/**
 * Model files that answer about columns of images: a transformer of Spark's, and a function for its SQL. What images and answers are as
 * rows stands here too; the answers themselves are made in sknet-vision, and nothing here trains.
 */
package io.github.sknet.spark;
