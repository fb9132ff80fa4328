/** Models as a service over HTTP: what is served, within which limits, and its start and stop. */
package io.github.sknet.serve;
