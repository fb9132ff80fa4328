/** The programs of docs/djl.md, which tests run. */
package io.github.sknet.djl.examples;
