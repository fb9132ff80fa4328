package io.github.sknet.runtime.kernels;

import java.util.Optional;

/** Offers kernels; found by {@link java.util.ServiceLoader}. */
public interface KernelsProvider {

    /** Why the kernels cannot be used in this JVM, with what would change it; empty where they can. */
    Optional<String> obstacle();

    /**
     * The kernels.
     *
     * @throws IllegalStateException when a system property asks for what this machine lacks
     */
    Kernels kernels();
}
