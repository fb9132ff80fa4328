package io.github.sknet.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.vision.classify.Classifier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command, from folder to table. */
class SparkScoreTest {

    @TempDir
    Path folder;

    private Path model;
    private Path pictures;

    @BeforeEach
    void write() throws Exception {
        model = TestFiles.model(folder, "sknet_tiny");
        pictures = TestFiles.pictures(folder.resolve("pictures"), 5);
    }

    /** What a run gave. */
    private record Run(int status, String out, String err) {}

    private Run run(String... arguments) {
        List<String> words = new ArrayList<>(List.of(arguments));
        words.addAll(List.of("--master", "local[2]", "--conf", "spark.driver.host=127.0.0.1"));
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
        try {
            int status = SparkScore.run(words.toArray(String[]::new));
            return new Run(status, said.toString(StandardCharsets.UTF_8), complained.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private List<Row> table(Path path) throws IOException {
        try (SparkSession session = SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .getOrCreate()) {
            return session.read()
                    .parquet(path.toString())
                    .orderBy("path")
                    .select("path", "prediction.label", "prediction.error", "kernels")
                    .collectAsList();
        }
    }

    @Test
    void aFolderBecomesATable() throws Exception {
        Path out = folder.resolve("answers");
        Files.writeString(pictures.resolve("9-notes.txt"), "no picture");
        String[] words = {
            "--data", pictures.toString(), "--model", model.toString(), "--out", out.toString(), "--kernels"
        };
        Run first = run(words);
        assertEquals(1, first.status(), first.err());
        assertEquals("wrote " + out + ": 6 images, 1 error\n", first.out());
        List<Row> rows = table(out);
        assertEquals(6, rows.size());
        try (Classifier classifier = TestFiles.settled(model)) {
            for (Row row : rows.subList(0, 5)) {
                Path picture = Path.of(URI.create(row.getAs("path")));
                assertEquals(classifier.predict(picture).best().label(), row.getAs("label"));
                assertEquals(3, row.getJavaMap(row.fieldIndex("kernels")).size());
            }
        }
        assertTrue(rows.get(5).<String>getAs("error").contains("9-notes.txt is not an image"), rows.get(5)::toString);

        Run again = run(words);
        assertEquals(2, again.status());
        assertTrue(again.err().contains("sknet: " + out + " is there already; --force replaces it"), again.err());

        Path more = folder.resolve("more");
        Files.delete(pictures.resolve("9-notes.txt"));
        Run forced =
                run("--data", pictures.toString(), "--model", model.toString(), "--out", out.toString(), "--force");
        assertEquals(0, forced.status(), forced.err());
        assertEquals("wrote " + out + ": 5 images\n", forced.out());
        Run missing = run("--data", more.toString(), "--model", model.toString(), "--out", out + "2");
        assertEquals(2, missing.status());
        assertTrue(missing.err().contains("sknet: " + more + " does not exist"), missing.err());
    }
}
