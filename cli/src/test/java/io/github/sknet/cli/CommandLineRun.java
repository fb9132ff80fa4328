package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A run of the command inside the test's JVM.
 *
 * @param status its exit status
 * @param out its standard output
 * @param err its standard error
 */
record CommandLineRun(int status, String out, String err) {

    static CommandLineRun of(Object... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
        try {
            String[] words = new String[arguments.length];
            for (int i = 0; i < words.length; i++) {
                words[i] = arguments[i].toString();
            }
            int status = Sknet.run(words);
            String told = outBytes.toString(StandardCharsets.UTF_8);
            assertTrue(
                    !List.of(words).contains("--json")
                            || List.of(words).contains("--help")
                            || told.lines().count() <= 1,
                    "with --json there is nothing but JSON: " + told);
            return new CommandLineRun(status, told, errBytes.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    /** A run that ends well and has nothing to complain of. */
    static CommandLineRun succeed(Object... arguments) {
        CommandLineRun run = of(arguments);
        assertEquals(0, run.status, run.err);
        assertFalse(run.err.contains("sknet: "), run.err);
        return run;
    }

    /**
     * A run that ends with one sentence.
     *
     * @param status that it ends with
     * @param part of the sentence
     */
    static void refused(int status, String part, Object... arguments) {
        CommandLineRun run = of(arguments);
        assertEquals(status, run.status, run.out + run.err);
        assertEquals(1, run.err.strip().lines().count(), run.err);
        assertTrue(run.err.startsWith("sknet: ") && run.err.contains(part), run.err);
    }

    /** The last line of standard output. */
    String lastLine() {
        return out.strip().lines().reduce((first, second) -> second).orElse("");
    }
}
