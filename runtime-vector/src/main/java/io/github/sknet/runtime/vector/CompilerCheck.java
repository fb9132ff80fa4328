package io.github.sknet.runtime.vector;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Whether this JVM has the compiler that the vector kernels are written for, HotSpot's C2. Without it every vector is an object, and
 * plain loops are quicker. Lucene's {@code VectorizationProvider} refuses for the same reasons.
 */
final class CompilerCheck {

    private CompilerCheck() {}

    /**
     * Why there is no C2 in this JVM; empty where there is.
     *
     * @param properties the system properties {@code java.vm.name}, {@code java.vm.info} and {@code java.vm.version}
     */
    static Optional<String> obstacle(UnaryOperator<String> properties) {
        String name = properties.apply("java.vm.name");
        String info = properties.apply("java.vm.info");
        String version = properties.apply("java.vm.version");
        if (!name.contains("Server VM")) {
            return Optional.of(
                    "this JVM is a '" + name + "', and the vector kernels need the compiler C2 of HotSpot's Server VM");
        }
        if (version.contains("jvmci")) {
            return Optional.of("this JVM (" + version
                    + ") compiles with Graal, and the vector kernels need HotSpot's compiler C2");
        }
        if (info.contains("interpreted")) {
            return Optional.of("the JVM was started with -Xint, which compiles nothing");
        }
        if (info.contains("emulated-client")) {
            return Optional.of(
                    "the JVM was started without its compiler C2, as -XX:TieredStopAtLevel=1 and -client do");
        }
        return Optional.empty();
    }
}
