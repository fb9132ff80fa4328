package io.github.sknet.train.torch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.pytorch.global.torch;

/**
 * Unpacks the native libraries before the first of them is loaded.
 *
 * <p>JavaCPP unpacks a library when it is asked for. A libtorch that is installed on the system's library path is then
 * found for those not unpacked yet, and two libtorches in one process crash it. With all of them side by side on the
 * disk before anything is loaded, each finds its own neighbours.
 */
final class NativeLibraries {

    private NativeLibraries() {}

    static void unpack() {
        String platform = Loader.getPlatform();
        try {
            for (Class<?> library : List.of(Loader.class, openblas.class, torch.class)) {
                String folder = folderOf(library) + "/" + platform + "/";
                if (Loader.cacheResources(library, folder).length == 0 && library == torch.class) {
                    throw new IllegalStateException("There is no libtorch for the platform " + platform
                            + " on the class path: the artifact org.bytedeco:pytorch is needed with that classifier");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "libtorch could not be unpacked into JavaCPP's cache folder: " + e.getMessage(), e);
        }
    }

    private static String folderOf(Class<?> library) {
        String folder = "/" + library.getPackageName().replace('.', '/');
        return folder.endsWith("/global") ? folder.substring(0, folder.length() - "/global".length()) : folder;
    }
}
