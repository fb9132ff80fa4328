package io.github.sknet.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.DataSource;
import io.github.sknet.datasets.JudgedBy;
import io.github.sknet.datasets.Splits;
import io.github.sknet.datasets.segment.SegmentDatasets;
import io.github.sknet.datasets.segment.SegmentationDataset;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.task.ClassHead;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.train.recipe.Recipe;
import io.github.sknet.vision.image.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Segmenters and detectors that start from a file: the rules are those of classifiers. */
class DenseStartingPointTest {

    private static final int SIDE = 32;

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("known.safetensors");
    }

    private ModelFile known(String name, String... labels) throws IOException {
        Architecture architecture = Architecture.of(name, labels.length, 3);
        ModelFile model = ModelFile.of(architecture, Weights.initial(architecture.build(), 99))
                .withLabels(List.of(labels))
                .withPreprocessing(Preprocessing.exactSize(3, SIDE, SIDE));
        model.write(file());
        return model;
    }

    private void picture(String name, int channels, int... values) throws IOException {
        Path path = folder.resolve("data").resolve(name);
        Files.createDirectories(path.getParent());
        byte[] samples = new byte[channels * SIDE * SIDE];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) values[i % values.length];
        }
        ImageIO.write(new Image(SIDE, SIDE, channels, samples).toBufferedImage(), "png", path.toFile());
    }

    private DataSource masks(String names) throws IOException {
        picture("train/a.png", 3, 50, 90);
        picture("trainannot/a.png", 1, 0, 1, 1);
        picture("val/b.png", 3, 70, 20);
        picture("valannot/b.png", 1, 1, 0);
        if (!names.isEmpty()) {
            Files.writeString(folder.resolve("data/classes.txt"), names);
        }
        return DataSource.of(folder.resolve("data").toString());
    }

    private DataSource boxes() throws IOException {
        StringBuilder images = new StringBuilder();
        StringBuilder annotations = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            picture("images/" + i + ".png", 3, 10 * i, 200);
            images.append(i == 0 ? "" : ",")
                    .append("{\"id\":%d,\"file_name\":\"%d.png\",\"width\":32,\"height\":32}".formatted(i, i));
            annotations
                    .append(i == 0 ? "" : ",")
                    .append("{\"id\":%d,\"image_id\":%d,\"category_id\":%d,\"iscrowd\":0,\"bbox\":[2,2,9,9]}"
                            .formatted(i, i, i % 2));
        }
        Files.createDirectories(folder.resolve("data/annotations"));
        Files.writeString(
                folder.resolve("data/annotations/instances.json"),
                "{\"images\":[" + images
                        + "],\"categories\":[{\"id\":0,\"name\":\"cell\"},{\"id\":1,\"name\":\"dot\"}],"
                        + "\"annotations\":[" + annotations + "]}");
        return DataSource.of(folder.resolve("data").toString());
    }

    private TrainingPlan plan(DataSource data, String recipe, Optional<String> model) throws IOException {
        return new NewRun(data, JudgedBy.usual(0.25), model, Map.of(), Optional.empty(), Optional.of(file()), false)
                .plan(Recipe.named(recipe));
    }

    @Test
    void masksOfTheSameNamesInAnotherOrderAreReadInTheFilesOrder() throws IOException {
        ModelFile known = known("semantic_fpn_sk_small", "sky", "road");
        TrainingPlan plan = plan(masks("road\nsky\n"), "segment", Optional.empty());
        assertEquals(known.weights(), plan.model().weights());
        assertEquals(List.of("sky", "road"), plan.model().labels());
        try (Splits<SegmentationDataset> splits =
                plan.data().open(new SegmentDatasets(), new AnnotationProblems(false))) {
            SegmentationDataset train = splits.forTraining(plan.judgedBy(), 1).train();
            assertEquals(List.of("sky", "road"), train.labels());
            byte[] mask = train.mask(0).samples();
            assertArrayEquals(new byte[] {1, 0, 0, 1}, new byte[] {mask[0], mask[1], mask[2], mask[3]});
            assertArrayEquals(new int[] {1, 1}, train.imagesByClass());
        }
    }

    /** Masks whose indices nobody names are the file's classes; one of them may have no pixel. */
    @Test
    void masksWithoutNamesAreTheFilesClasses() throws IOException {
        ModelFile known = known("semantic_fpn_sk_small", "sky", "road", "car");
        TrainingPlan plan = plan(masks(""), "segment", Optional.of("semantic_fpn_sk_small"));
        assertEquals(known.weights(), plan.model().weights());
        assertEquals(List.of("sky", "road", "car"), plan.model().labels());
        assertTrue(plan.reasons().get("classes").contains("the data does not name its own"));
    }

    @Test
    void otherMasksGetAFreshHead() throws IOException {
        ModelFile known = known("semantic_fpn_sk_small", "sky", "road", "car");
        DataSource data = masks("cell\nground\n");
        for (Optional<String> model : List.of(Optional.<String>empty(), Optional.of("semantic_fpn_sk_small"))) {
            ModelFile trained = plan(data, "segment", model).model();
            assertEquals(List.of("cell", "ground"), trained.labels());
            assertEquals(2, trained.outputs().classes());
            assertEquals(Optional.of(Architecture.of("semantic_fpn_sk_small", 2, 3)), trained.architecture());
            assertFalse(trained.weights().equals(known.weights()));
        }
    }

    @Test
    void detectorsFollowTheSameRules() throws IOException {
        ModelFile known = known("fcos_sk_small", "dot", "cell");
        DataSource data = boxes();
        TrainingPlan reordered = plan(data, "detect", Optional.empty());
        assertEquals(known.weights(), reordered.model().weights());
        assertEquals(List.of("dot", "cell"), reordered.model().labels());

        ModelFile others = known("fcos_sk_small", "cat", "dog");
        TrainingPlan plan = plan(data, "detect", Optional.empty());
        assertEquals(List.of("cell", "dot"), plan.model().labels());
        assertFalse(others.weights().equals(plan.model().weights()));
        ClassHead head = ClassHead.of(plan.model().graph(), plan.model().outputs());
        assertTrue(
                plan.reasons()
                        .get("classes")
                        .endsWith("the head (" + String.join(", ", head.nodes()) + ") starts anew"),
                plan.reasons()::toString);
        String shared =
                plan.model().graph().node(head.nodes().iterator().next()).parametersOf();
        assertTrue(plan.reasons().get("from").endsWith("; fresh: " + shared), plan.reasons()::toString);
    }
}
