package io.github.sknet.runtime.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.runtime.kernels.KernelChoice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Without C2 the vector kernels are refused, and the reason is said. */
class CompilerCheckTest {

    private static final String SERVER = "OpenJDK 64-Bit Server VM";

    private static Optional<String> obstacle(String name, String info, String version) {
        return CompilerCheck.obstacle(
                Map.of("java.vm.name", name, "java.vm.info", info, "java.vm.version", version)::get);
    }

    @Test
    void otherCompilersAreNamed() {
        assertEquals(Optional.empty(), obstacle(SERVER, "mixed mode, sharing", "17.0.15+6"));
        assertEquals(Optional.empty(), obstacle("Java HotSpot(TM) 64-Bit Server VM", "compiled mode", "25.0.3+9-LTS"));
        assertTrue(obstacle("Eclipse OpenJ9 VM", "JRE 17", "openj9-0.38.0")
                .orElseThrow()
                .contains("Eclipse OpenJ9 VM"));
        assertTrue(obstacle("OpenJDK 64-Bit Zero VM", "interpreted mode", "17.0.15+6")
                .orElseThrow()
                .contains("Zero"));
        assertTrue(obstacle(SERVER, "mixed mode, sharing", "21.0.1+12-jvmci-23.1-b19")
                .orElseThrow()
                .contains("Graal"));
    }

    @ParameterizedTest
    @CsvSource({"-Xint, -Xint", "-XX:TieredStopAtLevel=1, C2"})
    void aJvmWithoutC2TakesTheScalarKernelsAndSaysWhy(String flag, String reason)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules",
                        "jdk.incubator.vector",
                        flag,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Chosen.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        assertTrue(said.contains("chosen: scalar"), said);
        assertTrue(said.contains("slow, because") && said.contains(reason), said);
    }

    /** Prints which kernels a JVM chooses. */
    static final class Chosen {

        private Chosen() {}

        public static void main(String[] arguments) {
            System.out.println("chosen: " + KernelChoice.kernels().name());
        }
    }
}
