/** The kernels of the pure-Java engine in the Vector API; they are found, not named. */
module io.github.sknet.runtime.vector {
    requires io.github.sknet.runtime;
    requires jdk.incubator.vector;

    provides io.github.sknet.runtime.kernels.KernelsProvider with
            io.github.sknet.runtime.vector.VectorKernelsProvider;
}
