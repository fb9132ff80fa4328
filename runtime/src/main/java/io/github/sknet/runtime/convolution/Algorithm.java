package io.github.sknet.runtime.convolution;

/** A way to compute a convolution. */
sealed interface Algorithm permits Direct, Winograd {

    /** The multiply-adds that it takes the time of, on one lane; weights and transforms are counted as such. */
    double time();

    /**
     * Tables and weights.
     *
     * @param filters keeps what is packed
     */
    PreparedConvolution prepare(FilterCache filters);
}
