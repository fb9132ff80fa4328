package io.github.sknet.graph.surgery;

import io.github.sknet.graph.blocks.Attention;

/**
 * The attention of the selective kernels that are put in: its width is d = max(⌊C / reduction⌋, minimum), the paper's equation 4
 * (Selective KernelShape Networks, §3.1).
 *
 * @param reduction r, at least 1; 16 in the paper's networks
 * @param minimum L, at least 1; 32 in the paper's networks
 */
public record Gate(int reduction, int minimum) {

    /** The paper's: r = 16, L = 32. */
    public static final Gate PAPER = new Gate(16, 32);

    public Gate {
        if (reduction < 1 || minimum < 1) {
            throw new IllegalArgumentException(
                    "The attention's reduction and least width are at least 1, not " + reduction + " and " + minimum);
        }
    }

    Attention attention(int channels) {
        return Attention.paper(Attention.width(channels, reduction, minimum));
    }
}
