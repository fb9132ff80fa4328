package io.github.sknet.onnx.importer;

import static io.github.sknet.onnx.importer.TestFile.of;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.conformance.reference.ReferenceEngine;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What answers are made of, by what a network does at last. */
class OnnxModelImportTest {

    private static final int CLASSES = 5;
    private static final List<Integer> IMAGE = List.of(1, 3, 8, 8);

    @TempDir
    private Path folder;

    private OnnxModelImport.Result read(OnnxModelImport request, Function<TestFile, String> build) throws IOException {
        TestFile file = TestFile.of(OperatorCases.OPSET, 1, 3, 8, 8);
        return request.read(file.output(build.apply(file)).write(folder));
    }

    private OnnxModelImport.Result read(Function<TestFile, String> build) throws IOException {
        return read(OnnxModelImport.byFile(), build);
    }

    private static OnnxModelImport with(Optional<String> task, Optional<String> scores, List<String> labels) {
        return new OnnxModelImport(Optional.empty(), task, scores, labels, Optional.empty());
    }

    private static String vector(TestFile file, int classes) {
        String mean = file.node("Flatten", file.node("GlobalAveragePool", "x"));
        return file.node("Gemm", mean, file.weight(classes, 3), of("transB", 1));
    }

    /** The last three operations of a convolution as a classifier: a map of one pixel, a function, a vector. */
    private static String ofOnePixel(TestFile file, String function) {
        String map = file.node("Conv", file.node("GlobalAveragePool", "x"), file.weight(CLASSES, 3, 1, 1));
        return file.node("Flatten", file.node(function, map));
    }

    private static Object scores(OnnxModelImport.Result result) {
        return result.model().outputs().toMap().get("scores");
    }

    private static float[] compute(ModelFile model) {
        Tensor image = Tensor.gaussian(IMAGE, 1);
        try (Predictor predictor = new ReferenceEngine().load(model.graph(), model.weights(), 1)) {
            return predictor
                    .predict(image, false)
                    .outputs()
                    .values()
                    .iterator()
                    .next()
                    .values();
        }
    }

    @Test
    void aSizeThatTheFileFixesIsNotAnother() throws IOException {
        OnnxModelImport same = sized(8);
        assertEquals(
                CLASSES,
                read(same, file -> vector(file, CLASSES)).model().outputs().classes());
        OnnxModelImport other = sized(16);
        String message = assertThrows(IllegalArgumentException.class, () -> read(other, file -> vector(file, CLASSES)))
                .getMessage();
        assertTrue(message.startsWith("The file takes images of 8×8 pixels, not of 16×16"), message);
    }

    /** A flattened map ties the network to its size. */
    @Test
    void imagesArePreparedToASizeThatTheNetworkTakes() throws IOException {
        Function<TestFile, String> flattened =
                file -> file.node("Gemm", file.node("Flatten", "x"), file.weight(3 * 8 * 8, CLASSES));
        assertEquals(
                Size.square(8),
                read(prepared(Optional.empty(), 8), flattened).model().imageSize());
        String message = assertThrows(
                        IllegalArgumentException.class, () -> read(prepared(Optional.empty(), 16), flattened))
                .getMessage();
        assertTrue(
                message.startsWith("The network does not take images of the size that they are prepared to, 16×16"),
                message);
        message = assertThrows(
                        IllegalArgumentException.class,
                        () -> read(prepared(Optional.of(Size.square(8)), 16), file -> vector(file, CLASSES)))
                .getMessage();
        assertEquals("--size is 8×8, but --preprocessing prepares images to 16×16", message);
    }

    private static OnnxModelImport prepared(Optional<Size> size, int side) {
        return new OnnxModelImport(
                size,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.of(Preprocessing.exactSize(3, side, side)));
    }

    private static OnnxModelImport sized(int side) {
        return new OnnxModelImport(
                Optional.of(Size.square(side)), Optional.empty(), Optional.empty(), List.of(), Optional.empty());
    }

    @Test
    void logitsAreThoseOfOneClassAnImage() throws IOException {
        OnnxModelImport.Result result = read(file -> vector(file, CLASSES));
        assertEquals("softmax", scores(result));
        assertTrue(result.remarks().stream().noneMatch(remark -> remark.contains("left to the answers")));
    }

    @Test
    void aSoftmaxIsLeftToTheAnswers() throws IOException {
        float[] logits = compute(read(file -> vector(file, CLASSES)).model());
        OnnxModelImport.Result result = read(file -> file.node("Softmax", vector(file, CLASSES), of("axis", 1)));
        assertEquals("softmax", scores(result));
        assertEquals(List.of(logits[0], logits[1]), List.of(compute(result.model())[0], compute(result.model())[1]));
        assertTrue(result.remarks().get(0).startsWith("the softmax of the output"), result.remarks()::toString);
    }

    /** A sigmoid says of each class whether the image is of it. */
    @Test
    void aSigmoidIsOfSeveralClassesAnImage() throws IOException {
        float[] logits = compute(read(file -> vector(file, CLASSES)).model());
        OnnxModelImport.Result result = read(file -> file.node("Sigmoid", vector(file, CLASSES)));
        assertEquals("sigmoid", scores(result));
        assertEquals(CLASSES, result.model().outputs().classes());
        assertEquals(List.of(logits[0], logits[1]), List.of(compute(result.model())[0], compute(result.model())[1]));
    }

    @Test
    void aFunctionOfOnePixelIsSeenBelowTheVector() throws IOException {
        assertEquals("sigmoid", scores(read(file -> ofOnePixel(file, "Sigmoid"))));
        OnnxModelImport.Result result = read(file -> ofOnePixel(file, "Sigmoid"));
        assertTrue(result.remarks().get(0).startsWith("the sigmoid of the output"), result.remarks()::toString);
    }

    /** A softmax of one class is 1, whatever the image. */
    @Test
    void oneClassIsJudgedByItsSigmoid() throws IOException {
        assertEquals("sigmoid", scores(read(file -> vector(file, 1))));
    }

    @Test
    void scoresMayBeSaid() throws IOException {
        OnnxModelImport sigmoid = with(Optional.empty(), Optional.of("sigmoid"), List.of());
        assertEquals("sigmoid", scores(read(sigmoid, file -> vector(file, CLASSES))));
        OnnxModelImport ranks = with(Optional.empty(), Optional.of("ranks"), List.of());
        assertTrue(assertThrows(IllegalArgumentException.class, () -> read(ranks, file -> vector(file, CLASSES)))
                .getMessage()
                .contains("not by 'ranks'"));
        assertTrue(assertThrows(
                        IllegalArgumentException.class,
                        () -> read(sigmoid, file -> file.node("Conv", "x", file.weight(CLASSES, 3, 1, 1))))
                .getMessage()
                .contains("not for one to segment"));
    }

    /** One channel says how likely a pixel is something: the largest of one would always be that. */
    @Test
    void aMaskOfOneChannelIsForegroundAndBackground() throws IOException {
        Function<TestFile, String> mask = file -> file.node("Sigmoid", file.node("Conv", "x", file.weight(1, 3, 1, 1)));
        ModelFile model = read(mask).model();
        assertEquals(List.of("background", "foreground"), model.labels());
        assertEquals(2, model.outputs().classes());
        float[] logits = compute(read(file -> file.node("Conv", "x", file.weight(1, 3, 1, 1)))
                .model()
                .withLabels(List.of()));
        float[] classes = compute(model);
        assertEquals(2 * 8 * 8, classes.length);
        assertEquals(0, classes[0]);
        assertEquals(logits[64], classes[64]);
        OnnxModelImport named = with(Optional.empty(), Optional.empty(), List.of("crack"));
        assertEquals(List.of("background", "crack"), read(named, mask).model().labels());
    }
}
