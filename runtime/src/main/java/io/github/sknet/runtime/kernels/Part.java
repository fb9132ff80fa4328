package io.github.sknet.runtime.kernels;

/**
 * A part of a convolution: some of its tiles times some of its panels of output channels.
 *
 * @param firstTile the first tile; with Winograd's filtering, the first block of tiles
 * @param endTile one past the last
 * @param firstPanel the first panel
 * @param endPanel one past the last
 */
public record Part(int firstTile, int endTile, int firstPanel, int endPanel) {}
