package io.github.sknet.onnx.importer;

import static io.github.sknet.onnx.importer.TestFile.FREE;
import static io.github.sknet.onnx.importer.TestFile.ints;
import static io.github.sknet.onnx.importer.TestFile.of;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.conformance.reference.ReferenceEngine;
import io.github.sknet.graph.Size;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not supported is named with operator, node and reason, all of it at once. */
class UnsupportedTest {

    @TempDir
    private Path folder;

    private List<String> problems(TestFile file, String output) throws IOException {
        Path path = file.output(output).write(folder);
        return assertThrows(OnnxImportException.class, () -> OnnxImporter.read(path, Optional.empty()))
                .problems();
    }

    @Test
    void everyNodeIsNamedAndNoneThatOnlyReadsAnother() throws IOException {
        TestFile file = TestFile.of(17, FREE, 4, FREE, FREE);
        String shrunk = file.node("Shrink", "x");
        String conv = file.node("Conv", shrunk, file.weight(4, 4, 3, 3));
        String cubic = file.node("Resize", "x", "", "", file.longs(1, 4, 8, 8), of("mode", "cubic"));
        String output = file.node("Concat", conv, cubic, file.node("Det", conv), of("axis", 1));
        List<String> problems = problems(file, output);
        assertEquals(3, problems.size(), problems.toString());
        assertTrue(problems.get(0).startsWith("Shrink '" + shrunk + "': the operator is not supported"));
        assertEquals("Resize '" + cubic + "': its mode 'cubic' is not supported", problems.get(1));
        assertTrue(problems.get(2).startsWith("Det '"), problems.get(2));
    }

    @Test
    void whatContributesToNoOutputIsNotBlamed() throws IOException {
        TestFile file = TestFile.of(17, FREE, 4, FREE, FREE);
        file.node("Shrink", "x");
        Path path = file.output(file.node("Relu", "x")).write(folder);
        assertEquals(
                2, OnnxImporter.read(path, Optional.empty()).graph().nodes().size());
    }

    @Test
    void transposesOfHeightAndWidthAndProductsOfTwoValues() throws IOException {
        TestFile file = TestFile.of(17, FREE, 4, FREE, FREE);
        String turned = file.node("Relu", file.node("Transpose", "x", ints("perm", 0, 1, 3, 2)));
        String convolved = file.node("Conv", turned, file.weight(2, 4, 1, 1));
        String product = file.node("MatMul", "x", "x");
        String output = file.node("Add", file.node("GlobalAveragePool", convolved), product);
        List<String> problems = problems(file, output);
        assertTrue(problems.get(0).contains("axes in another order"), problems.toString());
        assertTrue(problems.get(1).contains("two values that are both computed"), problems.toString());
    }

    @Test
    void severalInputsAreRefused() throws IOException {
        TestFile file = TestFile.of(17, FREE, 4, FREE, FREE).input("y", FREE, 4, FREE, FREE);
        Path path = file.output(file.node("Add", "x", "y")).write(folder);
        OnnxImportException thrown =
                assertThrows(OnnxImportException.class, () -> OnnxImporter.read(path, Optional.empty()));
        assertTrue(thrown.getMessage().contains("takes 2 inputs"), thrown.getMessage());
    }

    /** A flattened map ties the network to one size, which has to be known. */
    @Test
    void aSizeThatMattersMustBeGiven() throws IOException {
        TestFile file = TestFile.of(17, FREE, 4, FREE, FREE);
        String output = file.node("Gemm", file.node("Flatten", "x"), file.weight(4 * 6 * 5, 3));
        Path path = file.output(output).write(folder);
        OnnxImportException thrown =
                assertThrows(OnnxImportException.class, () -> OnnxImporter.read(path, Optional.empty()));
        assertTrue(thrown.getMessage().contains("Gemm"), thrown.getMessage());
        ImportedNetwork network = OnnxImporter.read(path, Optional.of(new Size(6, 5)));
        assertEquals(new Size(6, 5), network.graph().probe());
    }

    @Test
    void tensorsThatAreNoNumbersAreNamed() throws IOException {
        for (float wrong : new float[] {Float.NaN, Float.NEGATIVE_INFINITY}) {
            TestFile file = TestFile.of(17, FREE, 1, FREE, FREE);
            String weight = file.floats(new float[] {1, wrong}, 2, 1, 1, 1);
            Path path = file.output(file.node("Conv", "x", weight)).write(folder);
            OnnxImportException thrown =
                    assertThrows(OnnxImportException.class, () -> OnnxImporter.read(path, Optional.empty()));
            assertEquals(path + ": tensor '" + weight + "' holds NaN or an infinity", thrown.getMessage());
        }
    }

    /** A bound that is none. */
    @Test
    void aSingleNumberMayBeInfinite() throws IOException {
        TestFile file = TestFile.of(17, FREE, 1, FREE, FREE);
        String output = file.node("Clip", "x", file.number(0), file.number(Double.POSITIVE_INFINITY));
        Path path = file.output(output).write(folder);
        assertEquals(
                2, OnnxImporter.read(path, Optional.empty()).graph().nodes().size());
    }

    /** ONNX Runtime has no such old BatchNormalization. */
    @Test
    void whatOnnxRuntimeCantRunIsImportedWithoutComparison() throws IOException {
        TestFile file = TestFile.of(6, 1, 2, 8, 8);
        String normed =
                file.node("BatchNormalization", "x", file.weight(2), file.weight(2), file.weight(2), file.positive(2));
        Path path = file.output(normed).write(folder);
        ImportedNetwork network = OnnxImporter.read(path, Optional.empty());
        String message = assertThrows(
                        IllegalStateException.class,
                        () -> ImportCheck.compare(path, network, Optional.empty(), new ReferenceEngine()))
                .getMessage();
        assertTrue(
                message.startsWith("Nothing to compare with (--no-check imports " + path + " without that): "),
                message);
    }

    /** Small files may ask for any amount of memory. */
    @Test
    void memoryIsCountedBeforeItIsTaken() throws IOException {
        TestFile file = TestFile.of(17, FREE, 4, FREE, FREE);
        String weight = file.node("ConstantOfShape", file.longs(40_000, 40_000));
        String output = file.node("MatMul", file.node("Flatten", file.node("GlobalAveragePool", "x")), weight);
        List<String> problems = problems(file, output);
        assertTrue(problems.get(0).contains("more than half of Java's heap"), problems.toString());
    }
}
