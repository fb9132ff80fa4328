package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Weights;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Data as people have it, of which other tools' users complained: a folder each in {@code cases.zip}. All pictures are of
 * noise and rectangles: in those for boxes and masks a red one of 30×30 pixels at (20, 15), in 80×60 pixels.
 *
 * @param folder where they are unpacked
 */
record CaseFolders(Path folder) {

    /** Unpacks one of them. */
    Path unpack(String name) throws IOException {
        Path target = folder.resolve(name);
        try (InputStream resource = CaseFolders.class.getResourceAsStream("cases.zip");
                ZipInputStream zip = new ZipInputStream(resource)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().startsWith(name + "/") && !entry.isDirectory()) {
                    Path file = folder.resolve(entry.getName());
                    Files.createDirectories(file.getParent());
                    Files.write(file, zip.readAllBytes());
                }
            }
        }
        assertTrue(Files.exists(target), name);
        return target;
    }

    /** A detector of red things that has learned nothing. */
    Path detector() throws IOException {
        return model(Architecture.of("fcos_sk_small", 1, 3), List.of("red"));
    }

    /** A segmenter of two classes that has learned nothing. */
    Path segmenter() throws IOException {
        return model(Architecture.of("semantic_fpn_sk_small", 2, 3), List.of());
    }

    /** A classifier of two classes that has learned nothing. */
    Path classifier() throws IOException {
        return model(Architecture.of("sknet_tiny", 2, 3), List.of());
    }

    private Path model(Architecture architecture, List<String> labels) throws IOException {
        Path file = folder.resolve(architecture.model() + ".safetensors");
        ModelFile.of(architecture, Weights.initial(architecture.build(), 1))
                .withLabels(labels)
                .withPreprocessing(Preprocessing.exactSize(3, 32, 64))
                .write(file);
        return file;
    }

    /**
     * Runs a command, and looks at all that it says.
     *
     * @param said parts of it, divided by {@code ;}; after {@code !} one that it must not say
     */
    static void assertSays(int status, String said, List<Object> command) {
        CommandLineRun run = CommandLineRun.of(command.toArray());
        String all = run.out() + run.err();
        assertEquals(status, run.status(), all);
        assertFalse(all.contains("Exception") || all.contains("\tat "), all);
        for (String part : said.split(";")) {
            String wanted = part.strip();
            if (wanted.startsWith("!")) {
                assertFalse(all.contains(wanted.substring(1)), "says '" + wanted.substring(1) + "': " + all);
            } else {
                assertTrue(all.contains(wanted), "lacks '" + wanted + "': " + all);
            }
        }
    }

    /** Words of a command. */
    static List<Object> command(Object... words) {
        return new ArrayList<>(Arrays.asList(words));
    }
}
