/**
 * Engines side by side: every contender in a process of its own, taking turns within one run, so that a machine that slows
 * down slows all of them. Figures are medians and ratios, with the multiply-add peak measured in the same run.
 */
package io.github.sknet.bench;
