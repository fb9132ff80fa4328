package io.github.sknet.onnx.importer;

import static io.github.sknet.onnx.importer.TestFile.FREE;
import static io.github.sknet.onnx.importer.TestFile.ints;
import static io.github.sknet.onnx.importer.TestFile.of;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.conformance.reference.ReferenceEngine;
import io.github.sknet.graph.Activation;
import io.github.sknet.graph.Activation.Function;
import io.github.sknet.graph.GlobalAveragePool;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Op;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.blocks.SelectiveKernel;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.onnx.OnnxExporter;
import io.github.sknet.onnx.OnnxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is spelled out in small operators becomes one operation again, and computes the same. */
class PatternsTest {

    @TempDir
    private Path folder;

    private ImportedNetwork imported(TestFile file, String output) throws IOException {
        Path path = file.output(output).write(folder);
        ImportedNetwork network = OnnxImporter.read(path, Optional.empty());
        ImportCheck.compare(path, network, Optional.of(new Size(12, 10)), new ReferenceEngine());
        return network;
    }

    /** The operations after the input, by the names of their records, and functions by their own. */
    private static List<String> operations(ImportedNetwork network) {
        List<String> names = new ArrayList<>();
        for (Node node :
                network.graph().nodes().subList(1, network.graph().nodes().size())) {
            Op op = node.op();
            names.add(
                    op instanceof Activation activation
                            ? activation.function().name()
                            : op.getClass().getSimpleName());
        }
        return names;
    }

    private static TestFile map() {
        return TestFile.of(17, FREE, 4, FREE, FREE);
    }

    @Test
    void siluIsAProductWithItsSigmoid() throws IOException {
        TestFile file = map();
        ImportedNetwork network = imported(file, file.node("Mul", file.node("Sigmoid", "x"), "x"));
        assertEquals(List.of("SILU"), operations(network));
    }

    @Test
    void hardSwishHasThreeForms() throws IOException {
        TestFile byGate = map();
        String gate = byGate.node("HardSigmoid", "x", of("alpha", 1 / 6.0), of("beta", 0.5));
        assertEquals(List.of("HARD_SWISH"), operations(imported(byGate, byGate.node("Mul", "x", gate))));

        TestFile atLast = map();
        String clip = clip(atLast);
        String product = atLast.node("Mul", "x", clip);
        assertEquals(
                List.of("HARD_SWISH"), operations(imported(atLast, atLast.node("Div", product, atLast.number(6)))));

        TestFile first = map();
        String sixth = first.node("Mul", clip(first), first.number(1 / 6.0));
        assertEquals(List.of("HARD_SWISH"), operations(imported(first, first.node("Mul", sixth, "x"))));
    }

    private static String clip(TestFile file) {
        return file.node("Clip", file.node("Add", "x", file.number(3)), file.number(0), file.number(6));
    }

    @Test
    void anotherClipIsNoHardSwish() throws IOException {
        TestFile file = map();
        String clip = file.node("Clip", file.node("Add", "x", file.number(2)), file.number(0), file.number(6));
        ImportedNetwork network = imported(file, file.node("Div", file.node("Mul", "x", clip), file.number(6)));
        assertEquals(List.of("LINEAR", "CLIP", "Multiply", "LINEAR"), operations(network));
    }

    @Test
    void geluHasTheHalfAtAnyPlace() throws IOException {
        for (int place = 0; place < 3; place++) {
            TestFile file = map();
            String erf = file.node("Erf", file.node("Div", "x", file.number(Math.sqrt(2))));
            String gate = file.node("Add", erf, file.number(1));
            String output = switch (place) {
                case 0 -> file.node("Mul", file.node("Mul", "x", file.number(0.5)), gate);
                case 1 -> file.node("Mul", file.node("Mul", "x", gate), file.number(0.5));
                default -> file.node("Mul", "x", file.node("Mul", gate, file.number(0.5)));
            };
            assertEquals(List.of("GELU"), operations(imported(file, output)));
        }
    }

    @Test
    void geluByATangent() throws IOException {
        TestFile file = map();
        String cube = file.node("Mul", file.node("Pow", "x", file.number(3)), file.number(0.044715));
        String inner = file.node("Mul", file.node("Add", "x", cube), file.number(Math.sqrt(2 / Math.PI)));
        String gate = file.node("Add", file.node("Tanh", inner), file.number(1));
        String output = file.node("Mul", file.node("Mul", "x", file.number(0.5)), gate);
        assertEquals(List.of("GELU_TANH"), operations(imported(file, output)));
    }

    @Test
    void mishIsAProductWithATangentOfSoftplus() throws IOException {
        TestFile file = map();
        String output = file.node("Mul", "x", file.node("Tanh", file.node("Softplus", "x")));
        assertEquals(List.of("MISH"), operations(imported(file, output)));
    }

    /** ConvNeXt's: channels last, the mean of squares, weight and bias as products and sums. */
    @Test
    void layerNormIsSpelledOutBetweenTransposes() throws IOException {
        TestFile file = map();
        String last = file.node("Transpose", "x", ints("perm", 0, 2, 3, 1));
        String centred = file.node("Sub", last, file.node("ReduceMean", last, ints("axes", -1)));
        String variance = file.node("ReduceMean", file.node("Pow", centred, file.number(2)), ints("axes", -1));
        String root = file.node("Sqrt", file.node("Add", variance, file.number(1e-6)));
        String norm = file.node("Div", centred, root);
        String scaled = file.node("Add", file.node("Mul", norm, file.weight(4)), file.weight(4));
        ImportedNetwork network = imported(file, file.node("Transpose", scaled, ints("perm", 0, 3, 1, 2)));
        assertEquals(List.of("LayerNorm"), operations(network));
    }

    @Test
    void batchNormSpelledOutVanishesInTheConvolutionBeforeIt() throws IOException {
        TestFile file = map();
        String conv = file.node("Conv", "x", file.weight(6, 4, 3, 3));
        String centred = file.node("Sub", conv, file.weight(6, 1, 1));
        String scaled = file.node("Mul", file.node("Div", centred, file.positive(6, 1, 1)), file.weight(6, 1, 1));
        ImportedNetwork network = imported(file, file.node("Relu", file.node("Add", scaled, file.weight(6, 1, 1))));
        assertEquals(List.of("Conv2d", "RELU"), operations(network));
    }

    /** What else reads the convolution must not see the scale. */
    @Test
    void aScaleStaysWhereTheConvolutionIsReadTwice() throws IOException {
        TestFile file = map();
        String conv = file.node("Conv", "x", file.weight(6, 4, 3, 3));
        String scaled = file.node("Mul", conv, file.weight(6, 1, 1));
        ImportedNetwork network = imported(file, file.node("Add", scaled, conv));
        assertEquals(List.of("Conv2d", "ChannelAffine", "Add"), operations(network));
    }

    @Test
    void squeezeAndExcitationMultipliesByAVector() throws IOException {
        TestFile file = map();
        String squeezed = file.node("Conv", file.node("GlobalAveragePool", "x"), file.weight(2, 4, 1, 1));
        String excited = file.node("Conv", file.node("Relu", squeezed), file.weight(4, 2, 1, 1), file.weight(4));
        ImportedNetwork network = imported(file, file.node("Mul", file.node("HardSigmoid", excited), "x"));
        assertEquals(
                List.of("GlobalAveragePool", "Linear", "RELU", "Linear", "HARD_SIGMOID", "Multiply"),
                operations(network));
    }

    /** ShuffleNet's, as torch.onnx writes it: sizes are computed of the value's own shape. */
    @Test
    void channelShuffleComputesItsSizes() throws IOException {
        TestFile file = map();
        String shape = file.node("Shape", "x");
        String batch = file.node("Unsqueeze", file.node("Gather", shape, file.index(0)), file.longs(0));
        String half = file.node("Div", file.node("Gather", shape, file.index(1)), file.index(2));
        String perGroup = file.node("Unsqueeze", file.node("Cast", half, of("to", 7)), file.longs(0));
        String pixels = file.node("Slice", shape, file.longs(2), file.longs(4));
        String five = file.node("Concat", batch, file.longs(2), perGroup, pixels, of("axis", 0));
        String four = file.node("Concat", batch, file.longs(-1), pixels, of("axis", 0));
        String groups = file.node("Transpose", file.node("Reshape", "x", five), ints("perm", 0, 2, 1, 3, 4));
        ImportedNetwork network = imported(file, file.node("Reshape", groups, four));
        assertEquals(List.of("ChannelPermute"), operations(network));
        assertTrue(network.graph().shapes(33, 65).values().stream().anyMatch(s -> s.width() == 65));
    }

    /** A segmenter's last step: as large as the image, whatever its size. */
    @Test
    void aResizingToTheImagesOwnSizeIsFree() throws IOException {
        TestFile file = map();
        String small = file.node("Conv", "x", file.weight(5, 4, 3, 3), ints("strides", 2, 2));
        String like = file.node("Slice", file.node("Shape", "x"), file.longs(2), file.longs(4));
        String own = file.node("Slice", file.node("Shape", small), file.longs(0), file.longs(2));
        String sizes = file.node("Concat", own, file.node("Cast", like, of("to", 7)), of("axis", 0));
        ImportedNetwork network = imported(file, file.node("Resize", small, "", "", sizes, of("mode", "linear")));
        assertEquals(List.of("Conv2d", "Resize"), operations(network));
        assertEquals(
                50,
                network.graph()
                        .shapes(41, 50)
                        .get(network.graph().outputs().values().iterator().next())
                        .width());
    }

    @Test
    void selectiveKernelsAreFuseAndSelect() throws IOException {
        for (int branches = 2; branches < 4; branches++) {
            TestFile file = map();
            ImportedNetwork network = imported(file, selectiveKernel(file, branches));
            List<String> operations = operations(network);
            assertTrue(operations.contains("Fuse"), operations.toString());
            assertEquals("Select", operations.get(operations.size() - 1));
            assertEquals(1, network.graph().selections().size());
        }
    }

    /** The seed article's code: stacks of maps and of logits. */
    private static String selectiveKernel(TestFile file, int branches) {
        List<Object> maps = new ArrayList<>();
        for (int i = 0; i < branches; i++) {
            long pad = i + 1;
            String conv =
                    file.node("Conv", "x", file.weight(6, 4, 2 * i + 3, 2 * i + 3), ints("pads", pad, pad, pad, pad));
            maps.add(file.node("Unsqueeze", conv, file.longs(1)));
        }
        maps.add(of("axis", 1));
        String stack = file.node("Concat", maps.toArray());
        String sum = file.node("ReduceSum", stack, file.longs(1), of("keepdims", 0));
        String rows = file.node("ReduceMean", sum, ints("axes", -1), of("keepdims", 0));
        String fused = file.node("ReduceMean", rows, ints("axes", -1), of("keepdims", 0));
        List<Object> logits = new ArrayList<>();
        for (int i = 0; i < branches; i++) {
            logits.add(
                    file.node("Unsqueeze", file.node("Gemm", fused, file.weight(6, 6), file.weight(6)), file.longs(1)));
        }
        logits.add(of("axis", 1));
        String attention = file.node("Softmax", file.node("Concat", logits.toArray()), of("axis", 1));
        String factors = file.node("Unsqueeze", attention, file.longs(3, 4));
        return file.node("ReduceSum", file.node("Mul", stack, factors), file.longs(1), of("keepdims", 0));
    }

    /** timm's code: one layer of logits for all branches. */
    @Test
    void selectiveKernelsWithOneLayerOfLogits() throws IOException {
        TestFile file = map();
        String first = file.node("Conv", "x", file.weight(6, 4, 1, 1));
        String second = file.node("Conv", "x", file.weight(6, 4, 1, 1));
        String stack = file.node(
                "Concat",
                file.node("Unsqueeze", first, file.longs(1)),
                file.node("Unsqueeze", second, file.longs(1)),
                of("axis", 1));
        String sum = file.node("ReduceSum", stack, file.longs(1), of("keepdims", 0));
        String pooled = file.node("ReduceMean", sum, ints("axes", 2, 3));
        String logits = file.node("Conv", pooled, file.weight(12, 6, 1, 1));
        String attention = file.node("Softmax", file.node("Reshape", logits, file.longs(0, 2, 6, 1, 1)), of("axis", 1));
        String output = file.node("ReduceSum", file.node("Mul", stack, attention), file.longs(1), of("keepdims", 0));
        assertEquals(List.of("Conv2d", "Conv2d", "Fuse", "Linear", "Select"), operations(imported(file, output)));
    }

    /** Means of maps of two sizes are no Fuse. */
    @Test
    void theSumOfMeansOfDifferentMapsStaysOne() throws IOException {
        TestFile file = map();
        String half = file.node("MaxPool", "x", ints("kernel_shape", 2, 2), ints("strides", 2, 2));
        String sum = file.node("Add", file.node("GlobalAveragePool", "x"), file.node("GlobalAveragePool", half));
        assertEquals(
                List.of("MaxPool", "GlobalAveragePool", "GlobalAveragePool", "Add"), operations(imported(file, sum)));
    }

    /** What this project exports comes back with the same selections, and computes the same. */
    @Test
    void theOwnExportComesBack() throws IOException {
        for (int branches = 2; branches < 4; branches++) {
            GraphBuilder builder = new GraphBuilder(4);
            Node block = SelectiveKernel.paper(4, branches, 2, 2, 1, 4).build(builder.scope("select"), builder.input());
            builder.output("logits", builder.add("pool", new GlobalAveragePool(), block));
            Graph graph = builder.build();
            Path path = folder.resolve("own.onnx");
            Files.write(path, OnnxExporter.toBytes(graph, Weights.initial(graph, 3), OnnxOptions.lean(), Map.of()));
            ImportedNetwork network = OnnxImporter.read(path, Optional.empty());
            ImportCheck.compare(path, network, Optional.empty(), new ReferenceEngine());
            assertEquals(1, network.graph().selections().size());
            assertTrue(operations(network).contains("Fuse"), operations(network).toString());
        }
    }

    @Test
    void reluSixIsAClip() throws IOException {
        TestFile file = map();
        ImportedNetwork network = imported(file, file.node("Clip", "x", file.number(0), file.number(6)));
        assertEquals(Activation.clip(0, 6), network.graph().nodes().get(1).op());
        assertEquals(Function.CLIP.name(), operations(network).get(0));
    }
}
