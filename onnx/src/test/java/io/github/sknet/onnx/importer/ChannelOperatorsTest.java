package io.github.sknet.onnx.importer;

import static io.github.sknet.onnx.importer.TestFile.ints;
import static io.github.sknet.onnx.importer.TestFile.of;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Operators that go pixel by pixel: linear layers, arithmetic, norms, and moves of channels. */
class ChannelOperatorsTest {

    private static final OperatorCases CASES = new OperatorCases();

    static {
        linearLayers();
        arithmetic();
        joints();
        norms();
    }

    private static void linearLayers() {
        CASES.add(
                "product with factors",
                OperatorCases.OPSET,
                new int[] {3, 5},
                file -> file.node(
                        "Gemm", "x", file.weight(5, 7), file.weight(1, 7), of("alpha", 0.5), of("beta", 2.0)));
        CASES.add(
                "product with one bias",
                OperatorCases.OPSET,
                new int[] {3, 5},
                file -> file.node("Gemm", "x", file.weight(7, 5), file.weight(1), of("transB", 1)));
        CASES.map(
                "flattened",
                file -> file.node("Gemm", file.node("Flatten", "x"), file.weight(7, 4 * 9 * 13), of("transB", 1)));
        CASES.map(
                "flattened with channels last",
                file -> file.node(
                        "MatMul",
                        file.node("Reshape", file.node("Transpose", "x", ints("perm", 0, 2, 3, 1)), file.longs(0, -1)),
                        file.weight(4 * 9 * 13, 7)));
        CASES.map(
                "product by pixel",
                file -> file.node(
                        "Transpose",
                        file.node(
                                "Add",
                                file.node(
                                        "MatMul",
                                        file.node("Transpose", "x", ints("perm", 0, 2, 3, 1)),
                                        file.weight(4, 6)),
                                file.weight(6)),
                        ints("perm", 0, 3, 1, 2)));
        CASES.map(
                "product of tokens",
                file -> file.node(
                        "MatMul",
                        file.node("Transpose", file.node("Reshape", "x", file.longs(0, 4, -1)), ints("perm", 0, 2, 1)),
                        file.weight(4, 6)));
        CASES.map(
                "product of shuffled channels",
                file -> file.node(
                        "MatMul",
                        file.node(
                                "Reshape",
                                file.node(
                                        "Transpose",
                                        file.node("Reshape", file.node("GlobalAveragePool", "x"), file.longs(2, 2, 2)),
                                        ints("perm", 0, 2, 1)),
                                file.longs(2, 4)),
                        file.weight(4, 6)));
    }

    private static void arithmetic() {
        CASES.map("a constant less a value", file -> file.node("Sub", file.number(2), "x"));
        CASES.map("less a constant by channel", file -> file.node("Sub", "x", file.weight(4, 1, 1)));
        CASES.map("a constant by channel less a value", file -> file.node("Sub", file.weight(1, 4, 1, 1), "x"));
        CASES.map("divided", file -> file.node("Div", "x", file.positive(4, 1, 1)));
        CASES.map("difference", file -> file.node("Sub", "x", file.node("Relu", "x")));
        CASES.map("map and vector", file -> file.node("Add", file.node("GlobalAveragePool", "x"), "x"));
        CASES.map(
                "map and map of one channel",
                file -> file.node("Mul", "x", file.node("ReduceMean", "x", ints("axes", 1))));
        CASES.map(
                "squared and cubed",
                file -> file.node(
                        "Sum", file.node("Pow", "x", file.number(2)), file.node("Pow", "x", file.number(3)), "x"));
        CASES.map("roots", file -> file.node("Sqrt", file.node("Pow", file.node("Abs", "x"), file.number(0.5))));
        CASES.map("bounded", 8, file -> file.node("Clip", "x", of("min", -0.5), of("max", 0.25)));
        CASES.map("bounded below", file -> file.node("Clip", "x", file.number(-0.5)));
        CASES.map(
                "no less and no more",
                file -> file.node("Min", file.node("Max", "x", file.number(-0.5)), file.number(0.5)));
        for (String function : new String[] {
            "Relu",
            "Sigmoid",
            "Tanh",
            "Softplus",
            "Softsign",
            "Abs",
            "Exp",
            "Neg",
            "HardSwish",
            "LeakyRelu",
            "Elu",
            "Selu",
            "HardSigmoid"
        }) {
            CASES.map(function, file -> file.node(function, "x"));
        }
        CASES.map("Mish", 18, file -> file.node("Mish", "x"));
        CASES.map("Gelu", 20, file -> file.node("Gelu", file.node("Gelu", "x", of("approximate", "tanh"))));
        CASES.map("PRelu", file -> file.node("PRelu", "x", file.weight(4, 1, 1)));
        CASES.map("softmax over channels", file -> file.node("Softmax", "x", of("axis", 1)));
    }

    private static void joints() {
        CASES.map(
                "shuffled by a known shape",
                file -> file.node(
                        "Reshape",
                        file.node(
                                "Transpose",
                                file.node("Reshape", "x", file.longs(2, 2, 2, 9, 13)),
                                ints("perm", 0, 2, 1, 3, 4)),
                        file.longs(2, 4, 9, 13)));
        CASES.add(
                "pixel shuffle spelled out",
                OperatorCases.OPSET,
                new int[] {2, 8, 3, 5},
                file -> file.node(
                        "Reshape",
                        file.node(
                                "Transpose",
                                file.node("Reshape", "x", file.longs(0, 2, 2, 2, 3, 5)),
                                ints("perm", 0, 1, 4, 2, 5, 3)),
                        file.longs(0, 2, 6, 10)));
        CASES.map("split, sliced and joined", file -> {
            var halves = file.nodes("Split", 2, "x", file.longs(1, 3), of("axis", 1));
            String slice =
                    file.node("Slice", halves.get(1), file.longs(1), file.longs(Integer.MAX_VALUE), file.longs(1));
            return file.node("Concat", slice, halves.get(0), "x", of("axis", 1));
        });
        CASES.map(
                "sliced by attributes",
                9,
                file -> file.node("Slice", "x", ints("starts", -3), ints("ends", -1), ints("axes", 1)));
        CASES.map("gathered", file -> file.node("Gather", "x", file.longs(2, 0, 3, 1), of("axis", 1)));
        CASES.map("stacked and summed", file -> {
            String one = file.node("Unsqueeze", "x", file.longs(1));
            String other = file.node("Unsqueeze", file.node("Relu", "x"), file.longs(1));
            String stack = file.node("Concat", one, other, of("axis", 1));
            return file.node("ReduceSum", stack, file.longs(1), of("keepdims", 0));
        });
        CASES.map("one of a stack", file -> {
            String one = file.node("Unsqueeze", "x", file.longs(1));
            String other = file.node("Unsqueeze", file.node("Relu", "x"), file.longs(1));
            return file.node("Gather", file.node("Concat", one, other, of("axis", 1)), file.index(1), of("axis", 1));
        });
        CASES.map(
                "an output with channels last",
                file -> file.node("Relu", file.node("Transpose", "x", ints("perm", 0, 2, 3, 1))));
        CASES.map("an output of tokens", file -> file.node("Reshape", "x", file.longs(0, 4, -1)));
        CASES.add(
                "an input with channels last",
                OperatorCases.OPSET,
                new int[] {2, 9, 13, 3},
                file -> file.node(
                        "Conv", file.node("Transpose", "x", ints("perm", 0, 3, 1, 2)), file.weight(6, 3, 3, 3)));
    }

    private static void norms() {
        CASES.map(
                "batch norm and a scale after it",
                file -> file.node(
                        "Add",
                        file.node(
                                "Mul",
                                file.node(
                                        "BatchNormalization",
                                        "x",
                                        file.weight(4),
                                        file.weight(4),
                                        file.weight(4),
                                        file.positive(4)),
                                file.weight(4, 1, 1)),
                        file.weight(4, 1, 1)));
        CASES.add(
                "batch norm of a vector",
                OperatorCases.OPSET,
                new int[] {3, 5},
                file -> file.node(
                        "BatchNormalization", "x", file.weight(5), file.weight(5), file.weight(5), file.positive(5)));
        CASES.map(
                "layer norm with channels last",
                file -> file.node(
                        "LayerNormalization",
                        file.node("Transpose", "x", ints("perm", 0, 2, 3, 1)),
                        file.weight(4),
                        file.weight(4),
                        of("axis", -1)));
        CASES.map("instance norm", file -> file.node("InstanceNormalization", "x", file.weight(4), file.weight(4)));
        CASES.map("group norm spelled out", file -> {
            String groups = file.node("Reshape", "x", file.longs(0, 2, -1));
            String norm = file.node(
                    "InstanceNormalization", groups, file.floats(new float[] {1, 1}, 2), file.floats(new float[2], 2));
            String back = file.node("Reshape", norm, file.node("Shape", "x"));
            return file.node("Add", file.node("Mul", back, file.weight(4, 1, 1)), file.weight(4, 1, 1));
        });
        CASES.map(
                "group norm by channel",
                21,
                file -> file.node("GroupNormalization", "x", file.weight(4), file.weight(4), of("num_groups", 2)));
        CASES.map("local response", file -> file.node("LRN", "x", of("size", 3), of("alpha", 0.1)));
    }

    static Stream<String> names() {
        return CASES.names();
    }

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("names")
    void computesWhatOnnxRuntimeComputes(String name) throws IOException {
        CASES.verify(name, folder);
    }

    static Stream<String> freeNames() {
        return CASES.freeNames();
    }

    @ParameterizedTest
    @MethodSource("freeNames")
    void freeSizesStayFree(String name) throws IOException {
        CASES.verifyFree(name, folder);
    }
}
