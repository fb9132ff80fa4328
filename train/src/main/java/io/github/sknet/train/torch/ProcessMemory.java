package io.github.sknet.train.torch;

import org.bytedeco.javacpp.Pointer;

/** What the whole process holds: the Java heap, libtorch's tensors and everything else. */
public final class ProcessMemory {

    private static final double BYTES_PER_MEBIBYTE = 1 << 20;

    private ProcessMemory() {}

    /** The memory that is resident, in MiB. */
    public static double residentMebibytes() {
        return Pointer.physicalBytes() / BYTES_PER_MEBIBYTE;
    }
}
