/**
 * What the commands do without training: opening data, answering, judging, explaining. Options, consoles and progress bars
 * live in sknet-cli; libtorch never comes here.
 */
package io.github.sknet.app;
