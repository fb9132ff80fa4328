package io.github.sknet.train.torch;

import io.github.sknet.graph.text.FileProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;

/**
 * Unpacks the native libraries before the first of them is loaded.
 *
 * <p>JavaCPP unpacks a library when it is asked for. A libtorch that is installed on the system's library path is then
 * found for those not unpacked yet, and two libtorches in one process crash it. With all of them side by side on the
 * disk before anything is loaded, each finds its own neighbours.
 */
final class NativeLibraries {

    /** What the names of platforms end with: the processor's libraries, and those that know GPUs. */
    private static final List<String> KINDS = List.of("", "-gpu");

    private NativeLibraries() {}

    /** Unpacks what there is and loads libtorch. */
    static void load() {
        unpack("javacpp");
        unpack("openblas");
        // Where the build's profile cuda-redist took it.
        unpack("cuda");
        if (unpack("pytorch") == 0) {
            throw new IllegalStateException("There is no libtorch for the platform " + Loader.getPlatform()
                    + ": the artifact org.bytedeco:pytorch is needed with that classifier on the class path, or on the module path"
                    + " with --add-modules ALL-MODULE-PATH (in a distribution, bin/sknet-natives pytorch gets it)");
        }
        try {
            Loader.load(torch.class);
        } catch (UnsatisfiedLinkError e) {
            throw new IllegalStateException(
                    "libtorch can't be loaded (one for GPUs needs NVIDIA's driver, CUDA and cuDNN): " + reason(e), e);
        }
    }

    /** The linker's own words, below JavaCPP's that the library is nowhere on the library path. */
    private static String reason(Throwable error) {
        Throwable first = error;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        return String.valueOf(first.getMessage()).lines().findFirst().orElse("");
    }

    /** Unpacks what a package of the presets has for this platform; the number of its files. */
    private static int unpack(String library) {
        int files = 0;
        try {
            for (String kind : KINDS) {
                String folder = "/org/bytedeco/" + library + "/" + Loader.getPlatform() + kind + "/";
                files += Loader.cacheResources(torch.class, folder).length;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "libtorch could not be unpacked into JavaCPP's cache folder: " + FileProblem.sentence(e), e);
        }
        return files;
    }
}
