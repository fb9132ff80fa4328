/**
 * What a run did as one HTML file that needs no network: the page, and the sections that a run of any task can have. Sections
 * are given finished numbers and pictures; none are measured here.
 */
package io.github.sknet.report.html;
