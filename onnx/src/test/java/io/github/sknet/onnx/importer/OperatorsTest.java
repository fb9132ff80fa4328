package io.github.sknet.onnx.importer;

import static io.github.sknet.onnx.importer.TestFile.FREE;
import static io.github.sknet.onnx.importer.TestFile.floats;
import static io.github.sknet.onnx.importer.TestFile.ints;
import static io.github.sknet.onnx.importer.TestFile.of;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.conformance.reference.ReferenceEngine;
import io.github.sknet.graph.Size;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Single operators and what surrounds them: the imported network computes what ONNX Runtime computes from the file. */
class OperatorsTest {

    private static final int OPSET = 17;

    private static final Map<String, Case> CASES = new LinkedHashMap<>();

    /** A file, by a function that adds to it and returns the output's name. */
    private record Case(int opset, int[] axes, Function<TestFile, String> build) {}

    private static void add(String name, int opset, int[] axes, Function<TestFile, String> build) {
        CASES.put(name, new Case(opset, axes, build));
    }

    private static void map(String name, Function<TestFile, String> build) {
        map(name, OPSET, build);
    }

    private static void map(String name, int opset, Function<TestFile, String> build) {
        add(name, opset, new int[] {2, 4, 9, 13}, build);
    }

    static {
        convolutions();
        transposedConvolutions();
        poolings();
        linearLayers();
        resizings();
        arithmetic();
        joints();
        norms();
    }

    private static void convolutions() {
        for (String way : new String[] {"SAME_UPPER", "SAME_LOWER", "VALID"}) {
            map(
                    "convolution, " + way,
                    file -> file.node(
                            "Conv", "x", file.weight(6, 4, 4, 3), ints("strides", 2, 1), of("auto_pad", way)));
        }
        map(
                "convolution, asymmetric",
                file -> file.node("Conv", "x", file.weight(6, 4, 3, 3), file.weight(6), ints("pads", 0, 1, 2, 0)));
        map(
                "convolution, dilated and grouped",
                file -> file.node(
                        "Conv",
                        "x",
                        file.weight(6, 2, 3, 2),
                        ints("dilations", 2, 3),
                        ints("pads", 2, 3, 2, 0),
                        of("group", 2)));
        map(
                "convolution of one pixel, three by three",
                file -> file.node(
                        "Conv",
                        file.node("GlobalAveragePool", "x"),
                        file.weight(6, 2, 3, 3),
                        file.weight(6),
                        ints("pads", 1, 1, 1, 1),
                        of("group", 2)));
    }

    private static void transposedConvolutions() {
        map(
                "transposed convolution",
                file -> file.node(
                        "ConvTranspose",
                        "x",
                        file.weight(4, 3, 3, 3),
                        file.weight(6),
                        ints("strides", 2, 3),
                        ints("output_padding", 1, 0),
                        ints("pads", 1, 0, 0, 1),
                        of("group", 2)));
        map(
                "transposed convolution, same",
                file -> file.node(
                        "ConvTranspose",
                        "x",
                        file.weight(4, 6, 4, 3),
                        ints("strides", 2, 2),
                        of("auto_pad", "SAME_UPPER")));
        map(
                "transposed convolution to a shape",
                file -> file.node(
                        "ConvTranspose",
                        "x",
                        file.weight(4, 6, 3, 3),
                        ints("strides", 2, 2),
                        ints("output_shape", 18, 26)));
        map(
                "transposed convolution, scaled",
                file -> file.node(
                        "Mul",
                        file.node("ConvTranspose", "x", file.weight(4, 3, 2, 2), ints("strides", 2, 2), of("group", 2)),
                        file.weight(6, 1, 1)));
    }

    private static void poolings() {
        map(
                "largest, asymmetric",
                file -> file.node(
                        "MaxPool", "x", ints("kernel_shape", 3, 3), ints("strides", 2, 2), ints("pads", 0, 1, 1, 0)));
        map(
                "largest, ceil",
                file -> file.node(
                        "MaxPool", "x", ints("kernel_shape", 2, 2), ints("strides", 2, 2), of("ceil_mode", 1)));
        map(
                "largest, more padding than half",
                file -> file.node(
                        "MaxPool", "x", ints("kernel_shape", 2, 2), ints("strides", 1, 1), ints("pads", 0, 0, 1, 1)));
        map(
                "largest, same",
                file -> file.node(
                        "MaxPool",
                        "x",
                        ints("kernel_shape", 3, 3),
                        ints("strides", 2, 2),
                        of("auto_pad", "SAME_LOWER")));
        for (int counted = 0; counted < 2; counted++) {
            long include = counted;
            map(
                    "mean, padding counted " + counted,
                    file -> file.node(
                            "AveragePool",
                            "x",
                            ints("kernel_shape", 3, 3),
                            ints("strides", 2, 2),
                            ints("pads", 1, 1, 0, 1),
                            of("count_include_pad", include)));
        }
        map(
                "mean, ceil",
                19,
                file -> file.node(
                        "AveragePool", "x", ints("kernel_shape", 3, 3), ints("strides", 2, 2), of("ceil_mode", 1)));
        map("mean of all under one window", file -> file.node("AveragePool", "x", ints("kernel_shape", 9, 13)));
        map("mean over rows and columns", file -> file.node("ReduceMean", "x", ints("axes", 2, 3)));
        map(
                "mean over columns, then rows",
                file -> file.node(
                        "ReduceMean",
                        file.node("ReduceMean", "x", ints("axes", -1), of("keepdims", 0)),
                        ints("axes", -1),
                        of("keepdims", 0)));
        map("sum over all pixels", file -> file.node("ReduceSum", "x", file.longs(-1, -2), of("keepdims", 0)));
        map("largest over all pixels", file -> file.node("ReduceMax", "x", ints("axes", 2, 3), of("keepdims", 0)));
        map("mean over channels", file -> file.node("ReduceMean", "x", ints("axes", 1)));
        map("sum over channels", file -> file.node("ReduceSum", "x", file.longs(1)));
        map("largest over channels", 18, file -> file.node("ReduceMax", "x", file.longs(1)));
        map("largest over all pixels, pooled", file -> file.node("GlobalMaxPool", "x"));
    }

    private static void linearLayers() {
        add(
                "product with factors",
                OPSET,
                new int[] {3, 5},
                file -> file.node(
                        "Gemm", "x", file.weight(5, 7), file.weight(1, 7), of("alpha", 0.5), of("beta", 2.0)));
        add(
                "product with one bias",
                OPSET,
                new int[] {3, 5},
                file -> file.node("Gemm", "x", file.weight(7, 5), file.weight(1), of("transB", 1)));
        map(
                "flattened",
                file -> file.node("Gemm", file.node("Flatten", "x"), file.weight(7, 4 * 9 * 13), of("transB", 1)));
        map(
                "flattened with channels last",
                file -> file.node(
                        "MatMul",
                        file.node("Reshape", file.node("Transpose", "x", ints("perm", 0, 2, 3, 1)), file.longs(0, -1)),
                        file.weight(4 * 9 * 13, 7)));
        map(
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
        map(
                "product of tokens",
                file -> file.node(
                        "MatMul",
                        file.node("Transpose", file.node("Reshape", "x", file.longs(0, 4, -1)), ints("perm", 0, 2, 1)),
                        file.weight(4, 6)));
        map(
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

    private static void resizings() {
        String[] ways = {"half_pixel", "pytorch_half_pixel", "align_corners", "asymmetric"};
        for (String way : ways) {
            map(
                    "linear, " + way,
                    file -> file.node(
                            "Resize",
                            "x",
                            "",
                            "",
                            file.longs(2, 4, 17, 20),
                            of("mode", "linear"),
                            of("coordinate_transformation_mode", way)));
            for (String nearest : new String[] {"floor", "ceil", "round_prefer_floor", "round_prefer_ceil"}) {
                map(
                        "nearest, " + way + ", " + nearest,
                        file -> file.node(
                                "Resize",
                                "x",
                                "",
                                file.floats(new float[] {1, 1, 2, 3}, 4),
                                of("mode", "nearest"),
                                of("nearest_mode", nearest),
                                of("coordinate_transformation_mode", way)));
            }
        }
        map(
                "resized by axes",
                18,
                file -> file.node("Resize", "x", "", "", file.longs(5, 20), ints("axes", 2, 3), of("mode", "linear")));
        map(
                "upsampled",
                9,
                file -> file.node("Upsample", "x", file.floats(new float[] {1, 1, 2, 2}, 4), of("mode", "nearest")));
        map(
                "upsampled, before operator set 9",
                7,
                file -> file.node("Upsample", "x", floats("scales", 1, 1, 2, 2), of("mode", "linear")));
        map("padded", file -> file.node("Pad", "x", file.longs(0, 0, 1, 2, 0, 0, 3, 0), file.number(1.5)));
        map(
                "padded by axes",
                18,
                file -> file.node(
                        "Pad",
                        "x",
                        file.longs(1, 2, 3, 0),
                        file.number(1.5),
                        file.longs(-2, -1),
                        of("mode", "constant")));
        map(
                "padded as a mirror",
                10,
                file -> file.node("Pad", "x", ints("pads", 0, 0, 1, 2, 0, 0, 3, 0), of("mode", "reflect")));
        map(
                "padded by the border",
                file -> file.node("Pad", "x", file.longs(0, 0, 1, 2, 0, 0, 3, 0), of("mode", "edge")));
        for (String mode : new String[] {"DCR", "CRD"}) {
            map(
                    "depth to space, " + mode,
                    file -> file.node("DepthToSpace", "x", of("blocksize", 2), of("mode", mode)));
        }
        add(
                "space to depth",
                OPSET,
                new int[] {2, 3, 6, 8},
                file -> file.node("SpaceToDepth", "x", of("blocksize", 2)));
    }

    private static void arithmetic() {
        map("a constant less a value", file -> file.node("Sub", file.number(2), "x"));
        map("less a constant by channel", file -> file.node("Sub", "x", file.weight(4, 1, 1)));
        map("a constant by channel less a value", file -> file.node("Sub", file.weight(1, 4, 1, 1), "x"));
        map("divided", file -> file.node("Div", "x", file.positive(4, 1, 1)));
        map("difference", file -> file.node("Sub", "x", file.node("Relu", "x")));
        map("map and vector", file -> file.node("Add", file.node("GlobalAveragePool", "x"), "x"));
        map("map and map of one channel", file -> file.node("Mul", "x", file.node("ReduceMean", "x", ints("axes", 1))));
        map(
                "squared and cubed",
                file -> file.node(
                        "Sum", file.node("Pow", "x", file.number(2)), file.node("Pow", "x", file.number(3)), "x"));
        map("roots", file -> file.node("Sqrt", file.node("Pow", file.node("Abs", "x"), file.number(0.5))));
        map("bounded", 8, file -> file.node("Clip", "x", of("min", -0.5), of("max", 0.25)));
        map("bounded below", file -> file.node("Clip", "x", file.number(-0.5)));
        map(
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
            map(function, file -> file.node(function, "x"));
        }
        map("Mish", 18, file -> file.node("Mish", "x"));
        map("Gelu", 20, file -> file.node("Gelu", file.node("Gelu", "x", of("approximate", "tanh"))));
        map("PRelu", file -> file.node("PRelu", "x", file.weight(4, 1, 1)));
        map("softmax over channels", file -> file.node("Softmax", "x", of("axis", 1)));
    }

    private static void joints() {
        map(
                "shuffled by a known shape",
                file -> file.node(
                        "Reshape",
                        file.node(
                                "Transpose",
                                file.node("Reshape", "x", file.longs(2, 2, 2, 9, 13)),
                                ints("perm", 0, 2, 1, 3, 4)),
                        file.longs(2, 4, 9, 13)));
        add(
                "pixel shuffle spelled out",
                OPSET,
                new int[] {2, 8, 3, 5},
                file -> file.node(
                        "Reshape",
                        file.node(
                                "Transpose",
                                file.node("Reshape", "x", file.longs(0, 2, 2, 2, 3, 5)),
                                ints("perm", 0, 1, 4, 2, 5, 3)),
                        file.longs(0, 2, 6, 10)));
        map("split, sliced and joined", file -> {
            var halves = file.nodes("Split", 2, "x", file.longs(1, 3), of("axis", 1));
            String slice =
                    file.node("Slice", halves.get(1), file.longs(1), file.longs(Integer.MAX_VALUE), file.longs(1));
            return file.node("Concat", slice, halves.get(0), "x", of("axis", 1));
        });
        map(
                "sliced by attributes",
                9,
                file -> file.node("Slice", "x", ints("starts", -3), ints("ends", -1), ints("axes", 1)));
        map("gathered", file -> file.node("Gather", "x", file.longs(2, 0, 3, 1), of("axis", 1)));
        map("stacked and summed", file -> {
            String one = file.node("Unsqueeze", "x", file.longs(1));
            String other = file.node("Unsqueeze", file.node("Relu", "x"), file.longs(1));
            String stack = file.node("Concat", one, other, of("axis", 1));
            return file.node("ReduceSum", stack, file.longs(1), of("keepdims", 0));
        });
        map("one of a stack", file -> {
            String one = file.node("Unsqueeze", "x", file.longs(1));
            String other = file.node("Unsqueeze", file.node("Relu", "x"), file.longs(1));
            return file.node("Gather", file.node("Concat", one, other, of("axis", 1)), file.index(1), of("axis", 1));
        });
        map(
                "an output with channels last",
                file -> file.node("Relu", file.node("Transpose", "x", ints("perm", 0, 2, 3, 1))));
        map("an output of tokens", file -> file.node("Reshape", "x", file.longs(0, 4, -1)));
        add(
                "an input with channels last",
                OPSET,
                new int[] {2, 9, 13, 3},
                file -> file.node(
                        "Conv", file.node("Transpose", "x", ints("perm", 0, 3, 1, 2)), file.weight(6, 3, 3, 3)));
    }

    private static void norms() {
        map(
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
        add(
                "batch norm of a vector",
                OPSET,
                new int[] {3, 5},
                file -> file.node(
                        "BatchNormalization", "x", file.weight(5), file.weight(5), file.weight(5), file.positive(5)));
        map(
                "layer norm with channels last",
                file -> file.node(
                        "LayerNormalization",
                        file.node("Transpose", "x", ints("perm", 0, 2, 3, 1)),
                        file.weight(4),
                        file.weight(4),
                        of("axis", -1)));
        map("instance norm", file -> file.node("InstanceNormalization", "x", file.weight(4), file.weight(4)));
        map("group norm spelled out", file -> {
            String groups = file.node("Reshape", "x", file.longs(0, 2, -1));
            String norm = file.node(
                    "InstanceNormalization", groups, file.floats(new float[] {1, 1}, 2), file.floats(new float[2], 2));
            String back = file.node("Reshape", norm, file.node("Shape", "x"));
            return file.node("Add", file.node("Mul", back, file.weight(4, 1, 1)), file.weight(4, 1, 1));
        });
        map(
                "group norm by channel",
                21,
                file -> file.node("GroupNormalization", "x", file.weight(4), file.weight(4), of("num_groups", 2)));
        map("local response", file -> file.node("LRN", "x", of("size", 3), of("alpha", 0.1)));
    }

    static Stream<String> names() {
        return CASES.keySet().stream();
    }

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("names")
    void computesWhatOnnxRuntimeComputes(String name) throws IOException {
        Case file = CASES.get(name);
        TestFile builder = TestFile.of(file.opset(), file.axes());
        Path path = builder.output(file.build().apply(builder)).write(folder);
        ImportedNetwork network = OnnxImporter.read(path, Optional.empty());
        ImportCheck.compare(path, network, Optional.empty(), new ReferenceEngine())
                .values()
                .forEach(difference -> assertTrue(difference.relative() < 1e-5, name + " is off by " + difference));
    }

    /** Where the file leaves sizes free, the network has them free, and is right at another size, too. */
    @ParameterizedTest
    @MethodSource("freeNames")
    void freeSizesStayFree(String name) throws IOException {
        Case file = CASES.get(name);
        TestFile builder = TestFile.of(file.opset(), FREE, file.axes()[1], FREE, FREE);
        Path path = builder.output(file.build().apply(builder)).write(folder);
        ImportedNetwork network = OnnxImporter.read(path, Optional.empty());
        ImportCheck.compare(path, network, Optional.of(new Size(12, 18)), new ReferenceEngine());
    }

    /** All whose files name no size. */
    static Stream<String> freeNames() {
        return names().filter(name -> CASES.get(name).axes().length == 4)
                .filter(name -> !name.matches(".*(same|SAME|shape|under one|sum over all|flattened|channels last"
                        + "|shuffled|linear, [a-z]|by axes|spelled out|tokens).*"
                        + "|group norm spelled out"));
    }
}
