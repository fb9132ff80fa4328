package io.github.sknet.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.vision.Settings;
import io.github.sknet.vision.VisionModel;
import io.github.sknet.vision.VisionModels;
import io.github.sknet.vision.classify.Classification;
import io.github.sknet.vision.classify.Classifier;
import io.github.sknet.vision.detect.Detections;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.image.ImageDecoder;
import io.github.sknet.vision.segment.Segmentation;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The transformer in Spark's local mode, beside what sknet-vision says of the same images. */
class SknetTransformerTest {

    private static final int COUNT = 12;

    @TempDir
    static Path folder;

    private static SparkSession session;
    private static Path model;

    @BeforeAll
    static void start() throws Exception {
        session = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.sql.warehouse.dir", folder.resolve("warehouse").toString())
                .getOrCreate();
        model = TestFiles.model(folder, "sknet_tiny");
        TestFiles.pictures(folder.resolve("pictures"), COUNT);
    }

    @AfterAll
    static void stop() {
        session.stop();
    }

    /** A classifier whose kernels are compiled: executors wait for theirs, too. */
    private static Classifier classifier() throws Exception {
        return TestFiles.settled(model);
    }

    private static Dataset<Row> pictures() {
        return session.read()
                .format("binaryFile")
                .load(folder.resolve("pictures").toString());
    }

    private static SknetTransformer transformer() {
        return new SknetTransformer().setModelPath(model.toString());
    }

    private static Path file(Row row) {
        return Path.of(URI.create(row.getAs("path")));
    }

    @Test
    void answersAreTheClassifiersWhateverPartitionsAndBatches() throws Exception {
        try (Classifier classifier = classifier()) {
            for (int partitions : new int[] {1, 5}) {
                for (int batch : new int[] {1, 3, 8}) {
                    List<Row> rows = transformer()
                            .setBatchSize(batch)
                            .transform(pictures().repartition(partitions))
                            .collectAsList();
                    assertEquals(COUNT, rows.size());
                    for (Row row : rows) {
                        Classification expected = classifier.predict(file(row));
                        Row said = row.getAs("prediction");
                        assertEquals(expected.best().label(), said.getAs("label"));
                        assertEquals(expected.best().score(), (float) said.getAs("score"));
                        assertNull(said.getAs("error"));
                        List<Row> top = said.getList(said.fieldIndex("top"));
                        assertEquals(3, top.size());
                        for (int i = 0; i < top.size(); i++) {
                            assertEquals(
                                    expected.scores().get(i).label(), top.get(i).getAs("label"));
                            assertEquals(expected.scores().get(i).score(), (float)
                                    top.get(i).getAs("score"));
                        }
                    }
                }
            }
        }
    }

    @Test
    void featuresAndAttentionHaveColumns() throws Exception {
        List<Row> rows = transformer()
                .setFeaturesCol("features")
                .setAttentionCol("kernels")
                .setTopK(1)
                .transform(pictures())
                .collectAsList();
        try (Classifier classifier = classifier()) {
            for (Row row : rows) {
                Image image = ImageDecoder.read(file(row));
                float[] features = classifier.features(image);
                List<Float> said = row.getList(row.fieldIndex("features"));
                assertEquals(features.length, said.size());
                for (int i = 0; i < features.length; i++) {
                    assertEquals(features[i], said.get(i));
                }
                Map<String, float[]> shares =
                        classifier.explain(image).attention().shares();
                Map<String, Object> kernels = row.getJavaMap(row.fieldIndex("kernels"));
                assertEquals(shares.keySet(), kernels.keySet());
            }
        }
        assertEquals(
                3,
                transformer()
                        .setAttentionCol("kernels")
                        .transform(pictures())
                        .selectExpr("explode(kernels) as (unit, shares)")
                        .groupBy("unit")
                        .count()
                        .filter("count = " + COUNT)
                        .count());
    }

    @Test
    void objectsAndMasksHaveColumnsOfTheirOwn() throws Exception {
        Path detector = TestFiles.model(folder, "fcos_sk_small");
        Path segmenter = TestFiles.model(folder, "semantic_fpn_sk_small");
        Row objects = new SknetTransformer()
                .setModelPath(detector.toString())
                .setSettings(new String[] {"score-threshold=0"})
                .transform(pictures())
                .orderBy("path")
                .first();
        Row mask = new SknetTransformer()
                .setModelPath(segmenter.toString())
                .transform(pictures())
                .orderBy("path")
                .first();
        Settings threshold = new Settings(Map.of("score-threshold", "0"));
        try (VisionModel<?> boxes =
                        VisionModels.load(detector, VisionModels.Options.usual().withSettings(threshold));
                VisionModel<?> labels = VisionModels.load(segmenter)) {
            Detections expected = (Detections) boxes.predict(file(objects));
            Row said = objects.getAs("prediction");
            List<Row> each = said.getList(said.fieldIndex("objects"));
            assertEquals(expected.size(), each.size());
            assertEquals(expected.objects().get(0).name(), each.get(0).getAs("label"));
            assertEquals(
                    expected.objects().get(0).box().x(), (double) each.get(0).getAs("x"));
            Segmentation segmentation = (Segmentation) labels.predict(file(mask));
            Row answer = mask.getAs("prediction");
            assertEquals(segmentation.mask().width(), (int) answer.getAs("width"));
            assertArrayEquals(segmentation.mask().samples(), (byte[]) answer.getAs("mask"));
        }
    }

    @Test
    void sparksImagesAreAnsweredAboutAsTheirFiles() {
        Dataset<Row> images =
                session.read().format("image").load(folder.resolve("pictures").toString());
        List<Row> ofImages = transformer()
                .setInputCol("image")
                .transform(images)
                .selectExpr("image.origin as path", "prediction.score")
                .orderBy("path")
                .collectAsList();
        List<Row> ofFiles = transformer()
                .transform(pictures())
                .orderBy("path")
                .selectExpr("path", "prediction.score")
                .collectAsList();
        assertEquals(COUNT, ofImages.size());
        for (int i = 0; i < COUNT; i++) {
            assertEquals((float) ofFiles.get(i).getAs("score"), (float)
                    ofImages.get(i).getAs("score"));
        }
    }

    private static Dataset<Row> contents(byte[]... contents) {
        List<Row> rows = new ArrayList<>();
        for (byte[] content : contents) {
            rows.add(RowFactory.create("row " + rows.size(), content));
        }
        StructType schema = new StructType().add("path", DataTypes.StringType).add("content", DataTypes.BinaryType);
        return session.createDataFrame(rows, schema);
    }

    @Test
    void aBrokenImageIsARowWithASentence() throws Exception {
        byte[] good = Files.readAllBytes(folder.resolve("pictures/0000.png"));
        Dataset<Row> rows =
                contents(null, new byte[0], good, Arrays.copyOf(good, 60), TestFiles.largeHeader(), "text".getBytes());
        List<Row> said =
                transformer().transform(rows).selectExpr("prediction.*").collectAsList();
        List<String> errors =
                said.stream().map(row -> (String) row.getAs("error")).toList();
        assertEquals("row 0 is null", errors.get(0));
        assertEquals("row 1 is empty", errors.get(1));
        assertNull(errors.get(2));
        assertNotNull(said.get(2).getAs("label"));
        assertEquals("row 3 is a broken or truncated PNG file", errors.get(3));
        assertEquals("row 4 is 20000×20000, 400000000 pixels; at most 100000000 are read", errors.get(4));
        assertTrue(errors.get(5).startsWith("row 5 is not an image of a supported format ("), errors.get(5));
        assertNull(said.get(3).getAs("label"));

        Exception failure = assertThrows(
                Exception.class,
                () -> transformer()
                        .setKeepErrors(false)
                        .transform(rows.coalesce(1))
                        .collectAsList());
        assertTrue(causes(failure).contains("row 0 is null"), causes(failure));
    }

    private static String causes(Throwable failure) {
        return failure == null ? "" : failure.getMessage() + "\n" + causes(failure.getCause());
    }

    private static String refusal(SknetTransformer transformer, Dataset<Row> images) {
        return assertThrows(IllegalArgumentException.class, () -> transformer.transform(images))
                .getMessage();
    }

    @Test
    void whatDoesNotFitIsRefusedBeforeAnyWork() throws Exception {
        assertEquals(
                "The param modelPath must be set: which model answers?", refusal(new SknetTransformer(), pictures()));
        assertEquals(
                "The model file /nowhere/m.safetensors does not exist",
                refusal(transformer().setModelPath("/nowhere/m.safetensors"), pictures()));
        assertEquals(
                "The param modelPath is a model file's, and " + folder + " is a folder",
                refusal(transformer().setModelPath(folder.toString()), pictures()));
        Path picture = folder.resolve("pictures/0000.png");
        String none = refusal(transformer().setModelPath(picture.toString()), pictures());
        assertTrue(none.startsWith(picture.toString()), none);
        assertEquals(
                model + " holds a model for the task classify, not detect",
                refusal(transformer().setTask("detect"), pictures()));
        assertEquals(
                "There is no column 'photo' (inputCol) of images; there are path, modificationTime, length, content",
                refusal(transformer().setInputCol("photo"), pictures()));
        assertEquals(
                "The column 'path' (inputCol) is of type string; images are binary (as of binaryFile) or structs of"
                        + " origin, height, width, nChannels, mode, data (as of Spark's source image)",
                refusal(transformer().setInputCol("path"), pictures()));
        assertEquals(
                "There is a column 'length' already; the new one needs another name",
                refusal(transformer().setOutputCol("length"), pictures()));
        assertEquals(
                "score-threshold is for models to detect, and this is one to classify",
                refusal(transformer().setSettings(new String[] {"score-threshold=0.5"}), pictures()));
        assertThrows(IllegalArgumentException.class, () -> transformer().setBatchSize(0));
    }

    @Test
    void itIsSavedCopiedAndPartOfAPipeline() throws Exception {
        SknetTransformer before = transformer().setOutputCol("said").setTopK(2).setSettings(new String[] {"mirrored"});
        String path = folder.resolve("saved").toString();
        before.write().overwrite().save(path);
        SknetTransformer after = SknetTransformer.load(path);
        assertEquals(before.uid(), after.uid());
        assertEquals("said", after.getOutputCol());
        assertEquals(2, after.getTopK());
        assertEquals(before.getModelPath(), after.getModelPath());
        assertArrayEquals(before.getSettings(), after.getSettings());
        SknetTransformer copy = before.copy(new ParamMap().put(before.topK(), 1));
        assertEquals(1, copy.getTopK());
        assertEquals(2, before.getTopK());
        assertEquals(before.getModelPath(), copy.getModelPath());

        PipelineModel pipeline =
                new Pipeline().setStages(new PipelineStage[] {before}).fit(pictures());
        String pipelinePath = folder.resolve("pipeline").toString();
        pipeline.write().overwrite().save(pipelinePath);
        assertEquals(
                before.transform(pictures()).select("said").collectAsList(),
                PipelineModel.load(pipelinePath)
                        .transform(pictures())
                        .select("said")
                        .collectAsList());
    }

    @Test
    void sqlHasAFunction() {
        SknetFunctions.register(session, "sknet_predict", transformer());
        pictures().createOrReplaceTempView("photos");
        List<Row> said = session.sql("SELECT path, sknet_predict(content).score AS score FROM photos ORDER BY path")
                .collectAsList();
        List<Row> expected = transformer()
                .transform(pictures())
                .orderBy("path")
                .selectExpr("path", "prediction.score AS score")
                .collectAsList();
        assertEquals(expected, said);
    }

    @Test
    void sparkConnectFindsIt() {
        assertTrue(ServiceLoader.load(Transformer.class).stream()
                .anyMatch(provider -> provider.type() == SknetTransformer.class));
        assertEquals(11, new SknetTransformer().params().length);
    }

    /** PySpark's file is not run here; what it names is there. */
    @Test
    void pythonNamesTheSameParams() throws Exception {
        String python = Files.readString(Path.of("src/main/python/sknet_spark.py"));
        for (Param<?> param : new SknetTransformer().params()) {
            String name = param.name();
            assertTrue(python.contains("    " + name + " = _param(\"" + name + "\", "), name);
        }
        assertEquals(new SknetTransformer().params().length, python.split(" = _param\\(", -1).length - 1);
        assertTrue(python.contains("_classpath = \"" + SknetTransformer.class.getName() + "\""));
    }
}
