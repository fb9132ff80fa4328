package io.github.sknet.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;

/**
 * Where errors go. The launcher filters what is said on the process's standard error, line by line and a moment later, because the JVM
 * warns there of the incubating vector module. It hands the unfiltered one over as the descriptor named by the property
 * {@code sknet.stderr}.
 */
final class ErrorStream {

    private static final String PROPERTY = "sknet.stderr";

    private ErrorStream() {}

    /** Puts the real standard error back as {@link System#err}. */
    static void restore() {
        Integer descriptor = Integer.getInteger(PROPERTY);
        if (descriptor == null) {
            return;
        }
        try {
            // Opening /dev/fd/3 by name would not share the file offset with standard output, and fails for sockets.
            Constructor<FileDescriptor> constructor = FileDescriptor.class.getDeclaredConstructor(int.class);
            constructor.setAccessible(true);
            FileOutputStream stream = new FileOutputStream(constructor.newInstance(descriptor));
            System.setErr(new PrintStream(stream, true, StandardCharsets.UTF_8));
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalStateException(
                    "The launcher's " + PROPERTY + "=" + descriptor
                            + " needs --add-opens java.base/java.io=ALL-UNNAMED",
                    e);
        }
    }
}
