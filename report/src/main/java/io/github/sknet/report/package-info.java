/**
 * What a run did, for people: a page to read and share, and events for TensorBoard. Nothing here measures or trains.
 */
package io.github.sknet.report;
