package io.github.sknet.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.spark.examples.PhotoScores;
import io.github.sknet.vision.classify.Classifier;
import io.github.sknet.vision.classify.LabelScore;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.SparkStageInfo;
import org.apache.spark.SparkStatusTracker;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Option;

/** A real cluster of a master and two workers: executors are other processes, which have the model by broadcast alone. */
class ClusterTest {

    private static final int COUNT = 60;

    @TempDir
    static Path folder;

    private static LocalCluster cluster;
    private static SparkSession session;
    private static Path model;
    private static Path pictures;

    @BeforeAll
    static void start() throws Exception {
        model = TestFiles.model(folder, "sknet_tiny");
        pictures = TestFiles.pictures(folder.resolve("pictures"), COUNT);
        cluster = new LocalCluster(folder.resolve("spark"), 2);
        session = SparkSession.builder()
                .master(cluster.master())
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.ui.enabled", "false")
                .config("spark.executor.memory", "768m")
                .config("spark.executor.extraClassPath", LocalCluster.classFolders())
                .config("spark.scheduler.minRegisteredResourcesRatio", "1.0")
                .config("spark.sql.warehouse.dir", folder.resolve("warehouse").toString())
                .getOrCreate();
    }

    @AfterAll
    static void stop() throws Exception {
        if (session != null) {
            session.stop();
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    private static void assertRight(List<Row> rows) throws Exception {
        Set<String> paths = new TreeSet<>();
        try (Classifier classifier = TestFiles.settled(model)) {
            for (Row row : rows) {
                paths.add(row.getAs("path"));
                LabelScore expected = classifier
                        .predict(Path.of(URI.create(row.getAs("path"))))
                        .best();
                assertEquals(expected.label(), row.getAs("label"));
                assertEquals(expected.score(), (float) row.getAs("score"));
                assertNull(row.getAs("error"));
            }
        }
        assertEquals(COUNT, rows.size());
        assertEquals(COUNT, paths.size());
    }

    @Test
    void twoExecutorsAnswerAsOneProcessAndReadTheModelOnce() throws Exception {
        Dataset<Row> labels = PhotoScores.labels(session, pictures.toString(), model.toString());
        assertRight(labels.collectAsList());
        assertRight(labels.collectAsList());
        assertEquals(
                COUNT,
                PhotoScores.count(session, pictures.toString(), model.toString())
                        .agg(functions.sum("photos"))
                        .first()
                        .getLong(0));
        assertTrue(PhotoScores.kernels(session, pictures.toString(), model.toString())
                        .count()
                >= 3);

        List<String> logs = cluster.executorLogs();
        assertTrue(logs.size() >= 2, logs.size() + " executors");
        for (String log : logs) {
            assertTrue(log.split("Reading the model", -1).length - 1 <= 1, log);
        }
        assertTrue(logs.stream().anyMatch(log -> log.contains("Reading the model")), "executors tell what they do");
        assertTrue(logs.stream().noneMatch(log -> log.contains("started without --add-modules")), "vector kernels");
    }

    @Test
    void anExecutorThatIsKilledIsMadeUpFor() throws Exception {
        Dataset<Row> files =
                session.read().format("binaryFile").load(pictures.toString()).repartition(30);
        Dataset<Row> slow = new SknetTransformer()
                .setModelPath(model.toString())
                .setBatchSize(1)
                .transform(files)
                .selectExpr("path", "prediction.label", "prediction.score", "prediction.error");
        CompletableFuture<List<Row>> scored = CompletableFuture.supplyAsync(slow::collectAsList);
        while (!hasDoneSome() && !scored.isDone()) {
            Thread.sleep(5);
        }
        ProcessHandle executor = cluster.executors().get(0);
        executor.destroyForcibly();
        executor.onExit().get();
        assertRight(scored.get());
    }

    private static boolean hasDoneSome() {
        SparkStatusTracker tracker = session.sparkContext().statusTracker();
        for (int stage : tracker.getActiveStageIds()) {
            Option<SparkStageInfo> info = tracker.getStageInfo(stage);
            if (info.isDefined() && info.get().numCompletedTasks() > 0) {
                return true;
            }
        }
        return false;
    }
}
