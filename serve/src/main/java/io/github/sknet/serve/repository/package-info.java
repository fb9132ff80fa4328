/** The models that are served, by name: which files they come from, loading, unloading, and loading anew what was replaced. */
package io.github.sknet.serve.repository;
