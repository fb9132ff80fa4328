package io.github.sknet.train.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessorTest {

    @Test
    void avx512IsWhatTheSystemSays(@TempDir Path folder) throws IOException {
        Path info = folder.resolve("cpuinfo");
        Files.writeString(info, "model name: x\nflags\t: fpu avx2 avx512f avx512dq avx512bw avx512vl\n");
        assertTrue(Processor.hasAvx512(info));
        Files.writeString(info, "model name: x\nflags\t: fpu avx2 avx512f\n");
        assertFalse(Processor.hasAvx512(info));
        assertFalse(Processor.hasAvx512(folder.resolve("none")));
    }

    /** Slower kernels for that reason alone would be a riddle. */
    @Test
    void whatCannotBeReadIsTold(@TempDir Path folder) {
        List<String> told = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                told.add(record.getLevel() + " " + record.getParameters()[0]);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger(Processor.class.getName());
        logger.addHandler(handler);
        try {
            assertFalse(Processor.hasAvx512(folder));
        } finally {
            logger.removeHandler(handler);
        }
        assertEquals(List.of("WARNING " + folder), told);
    }

    @Test
    void theEnvironmentMayHoldOneDnnToOlderInstructions() {
        assertTrue(Processor.heldBelowAvx512(Map.of("ONEDNN_MAX_CPU_ISA", "AVX2")));
        assertFalse(Processor.heldBelowAvx512(Map.of("ONEDNN_MAX_CPU_ISA", "avx512_core")));
        assertFalse(Processor.heldBelowAvx512(Map.of()));
    }
}
