/**
 * The {@code sknet} command: one class a subcommand, what they share, and how results and errors reach the user. What the
 * commands do lives in the other modules.
 */
package io.github.sknet.cli;
