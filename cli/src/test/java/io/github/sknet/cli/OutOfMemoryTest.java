package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

/** A heap that is too small is one sentence, which says what to do. */
class OutOfMemoryTest {

    @Command(name = "hungry")
    static final class Hungry implements Runnable {

        @Override
        public void run() {
            throw new OutOfMemoryError("Java heap space");
        }
    }

    @Test
    void itIsToldAsASentence() {
        PrintStream err = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            assertEquals(1, Sknet.run(new String[] {"hungry"}, List.of(new Hungry())));
        } finally {
            System.setErr(err);
        }
        assertEquals(
                "sknet: Out of memory (Java heap space); a smaller batch or image needs less, SKNET_JAVA_OPTS=-Xmx… gives"
                        + " more",
                bytes.toString(StandardCharsets.UTF_8).strip());
    }
}
