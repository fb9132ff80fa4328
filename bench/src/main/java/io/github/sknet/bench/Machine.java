package io.github.sknet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/** What figures were measured on. */
final class Machine {

    private Machine() {}

    /** Processor, JDK and date on one line. */
    static String describe() throws IOException {
        return processor() + ", " + Runtime.getRuntime().availableProcessors() + " processors, "
                + System.getProperty("java.vm.name") + " " + System.getProperty("java.version") + ", "
                + System.getProperty("os.name") + ", " + LocalDate.now();
    }

    private static String processor() throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        if (!Files.exists(info)) {
            return System.getProperty("os.arch");
        }
        String text = Files.readString(info);
        String name = field(text, "model name");
        String extensions = text.contains(" avx512f") ? " (AVX-512)" : text.contains(" avx2") ? " (AVX2)" : "";
        return (name.isEmpty() ? System.getProperty("os.arch") : name) + extensions;
    }

    private static String field(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("");
    }
}
