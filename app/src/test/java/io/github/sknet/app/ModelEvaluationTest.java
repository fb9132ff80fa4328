package io.github.sknet.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.datasets.DataSource;
import io.github.sknet.datasets.Evaluation;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.vision.VisionModel;
import io.github.sknet.vision.VisionModels;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelEvaluationTest {

    private static final int WIDTH = 48;
    private static final int HEIGHT = 32;

    @TempDir
    Path folder;

    private final List<String> notes = new ArrayList<>();

    private Path model(String name, int classes, List<String> labels) throws IOException {
        Architecture architecture = Architecture.of(name, classes, 3);
        Path file = folder.resolve(name + ".safetensors");
        ModelFile.of(architecture, Weights.initial(architecture.build(), 1))
                .withPreprocessing(Preprocessing.exactSize(3, HEIGHT, WIDTH))
                .withLabels(labels)
                .write(file);
        return file;
    }

    private void writeImage(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
    }

    private DataSource boxes() throws IOException {
        writeImage("voc/JPEGImages/0.png");
        Files.createDirectories(folder.resolve("voc/Annotations"));
        Files.writeString(
                folder.resolve("voc/Annotations/0.xml"),
                "<annotation><size><width>48</width><height>32</height></size><object><name>cell</name><bndbox>"
                        + "<xmin>9</xmin><ymin>5</ymin><xmax>24</xmax><ymax>20</ymax></bndbox></object></annotation>");
        return DataSource.of(folder.resolve("voc").toString());
    }

    private Evaluation evaluate(Path model, DataSource data) throws IOException {
        return evaluate(model, data, 2, Progress.NONE);
    }

    private Evaluation evaluate(Path model, DataSource data, int batch, Progress progress) throws IOException {
        try (VisionModel<?> loaded =
                VisionModels.load(model, VisionModels.Options.usual().forEvaluation())) {
            return new ModelEvaluation(loaded, data, batch, 1, false).run(progress, notes::add);
        }
    }

    @Test
    void classesWithoutNamesAreTheDatasAndThatIsNoted() throws IOException {
        Path detector = model("fcos_sk_small", 1, List.of());
        Evaluation evaluation = evaluate(detector, boxes());
        assertEquals(1, evaluation.images());
        assertTrue(evaluation.lines().toString().contains("cell"), evaluation.lines()::toString);
        assertEquals(
                List.of(
                        "The model does not name its classes (1): they are taken to be the data's, in the data's order"),
                notes);
    }

    @Test
    void classesWithNamesAreTheDatasOrRefused() throws IOException {
        assertEquals(
                1, evaluate(model("fcos_sk_small", 1, List.of("cell")), boxes()).images());
        writeImage("folders/cat/0.png");
        writeImage("folders/dog/0.png");
        DataSource folders = DataSource.of(folder.resolve("folders").toString());
        Path animals = model("sknet_tiny", 2, List.of("cat", "dog"));
        List<Integer> seen = new ArrayList<>();
        Evaluation evaluation = evaluate(animals, folders, 1, (done, total) -> seen.add(10 * done + total));
        assertEquals(2, evaluation.images());
        assertEquals(List.of(12, 22), seen, "1 of 2, then 2 of 2");
        assertEquals(List.of(), notes);
        Path numbers = model("sknet_tiny", 2, List.of("0", "1"));
        assertThrows(IllegalArgumentException.class, () -> evaluate(numbers, folders));
    }
}
