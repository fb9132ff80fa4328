/**
 * What there is to tell of a run, for people: a page to read and share, and events for TensorBoard. What is told depends on the
 * task, in the packages {@code classify}, {@code detect} and {@code segment}; what they share stands here, and names none of
 * them. Nothing here trains, or says when a report is written.
 */
package io.github.sknet.report;
