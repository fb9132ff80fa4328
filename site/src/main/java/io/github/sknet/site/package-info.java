/**
 * The documentation as a site: the project's Markdown pages, in the folders in which they lie, with navigation and a search that
 * need no server.
 */
package io.github.sknet.site;
