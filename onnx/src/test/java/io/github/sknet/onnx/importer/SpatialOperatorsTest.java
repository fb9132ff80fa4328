package io.github.sknet.onnx.importer;

import static io.github.sknet.onnx.importer.TestFile.floats;
import static io.github.sknet.onnx.importer.TestFile.ints;
import static io.github.sknet.onnx.importer.TestFile.of;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Operators that see more than one pixel: convolutions, poolings, resizing, padding. */
class SpatialOperatorsTest {

    private static final OperatorCases CASES = new OperatorCases();

    static {
        convolutions();
        transposedConvolutions();
        poolings();
        resizings();
    }

    private static void convolutions() {
        for (String way : new String[] {"SAME_UPPER", "SAME_LOWER", "VALID"}) {
            CASES.map(
                    "convolution, " + way,
                    file -> file.node(
                            "Conv", "x", file.weight(6, 4, 4, 3), ints("strides", 2, 1), of("auto_pad", way)));
        }
        CASES.map(
                "convolution, asymmetric",
                file -> file.node("Conv", "x", file.weight(6, 4, 3, 3), file.weight(6), ints("pads", 0, 1, 2, 0)));
        CASES.map(
                "convolution, dilated and grouped",
                file -> file.node(
                        "Conv",
                        "x",
                        file.weight(6, 2, 3, 2),
                        ints("dilations", 2, 3),
                        ints("pads", 2, 3, 2, 0),
                        of("group", 2)));
        CASES.map(
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
        CASES.map(
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
        CASES.map(
                "transposed convolution, same",
                file -> file.node(
                        "ConvTranspose",
                        "x",
                        file.weight(4, 6, 4, 3),
                        ints("strides", 2, 2),
                        of("auto_pad", "SAME_UPPER")));
        CASES.map(
                "transposed convolution to a shape",
                file -> file.node(
                        "ConvTranspose",
                        "x",
                        file.weight(4, 6, 3, 3),
                        ints("strides", 2, 2),
                        ints("output_shape", 18, 26)));
        CASES.map(
                "transposed convolution, scaled",
                file -> file.node(
                        "Mul",
                        file.node("ConvTranspose", "x", file.weight(4, 3, 2, 2), ints("strides", 2, 2), of("group", 2)),
                        file.weight(6, 1, 1)));
    }

    private static void poolings() {
        CASES.map(
                "largest, asymmetric",
                file -> file.node(
                        "MaxPool", "x", ints("kernel_shape", 3, 3), ints("strides", 2, 2), ints("pads", 0, 1, 1, 0)));
        CASES.map(
                "largest, ceil",
                file -> file.node(
                        "MaxPool", "x", ints("kernel_shape", 2, 2), ints("strides", 2, 2), of("ceil_mode", 1)));
        CASES.map(
                "largest, more padding than half",
                file -> file.node(
                        "MaxPool", "x", ints("kernel_shape", 2, 2), ints("strides", 1, 1), ints("pads", 0, 0, 1, 1)));
        CASES.map(
                "largest, same",
                file -> file.node(
                        "MaxPool",
                        "x",
                        ints("kernel_shape", 3, 3),
                        ints("strides", 2, 2),
                        of("auto_pad", "SAME_LOWER")));
        for (int counted = 0; counted < 2; counted++) {
            long include = counted;
            CASES.map(
                    "mean, padding counted " + counted,
                    file -> file.node(
                            "AveragePool",
                            "x",
                            ints("kernel_shape", 3, 3),
                            ints("strides", 2, 2),
                            ints("pads", 1, 1, 0, 1),
                            of("count_include_pad", include)));
        }
        CASES.map(
                "mean, ceil",
                19,
                file -> file.node(
                        "AveragePool", "x", ints("kernel_shape", 3, 3), ints("strides", 2, 2), of("ceil_mode", 1)));
        CASES.map("mean of all under one window", file -> file.node("AveragePool", "x", ints("kernel_shape", 9, 13)));
        CASES.map("mean over rows and columns", file -> file.node("ReduceMean", "x", ints("axes", 2, 3)));
        CASES.map(
                "mean over columns, then rows",
                file -> file.node(
                        "ReduceMean",
                        file.node("ReduceMean", "x", ints("axes", -1), of("keepdims", 0)),
                        ints("axes", -1),
                        of("keepdims", 0)));
        CASES.map("sum over all pixels", file -> file.node("ReduceSum", "x", file.longs(-1, -2), of("keepdims", 0)));
        CASES.map(
                "largest over all pixels", file -> file.node("ReduceMax", "x", ints("axes", 2, 3), of("keepdims", 0)));
        CASES.map("mean over channels", file -> file.node("ReduceMean", "x", ints("axes", 1)));
        CASES.map("sum over channels", file -> file.node("ReduceSum", "x", file.longs(1)));
        CASES.map("largest over channels", 18, file -> file.node("ReduceMax", "x", file.longs(1)));
        CASES.map("largest over all pixels, pooled", file -> file.node("GlobalMaxPool", "x"));
    }

    private static void resizings() {
        String[] ways = {"half_pixel", "pytorch_half_pixel", "align_corners", "asymmetric"};
        for (String way : ways) {
            CASES.map(
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
                CASES.map(
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
        CASES.map(
                "resized by axes",
                18,
                file -> file.node("Resize", "x", "", "", file.longs(5, 20), ints("axes", 2, 3), of("mode", "linear")));
        CASES.map(
                "upsampled",
                9,
                file -> file.node("Upsample", "x", file.floats(new float[] {1, 1, 2, 2}, 4), of("mode", "nearest")));
        CASES.map(
                "upsampled, before operator set 9",
                7,
                file -> file.node("Upsample", "x", floats("scales", 1, 1, 2, 2), of("mode", "linear")));
        CASES.map("padded", file -> file.node("Pad", "x", file.longs(0, 0, 1, 2, 0, 0, 3, 0), file.number(1.5)));
        CASES.map(
                "padded by axes",
                18,
                file -> file.node(
                        "Pad",
                        "x",
                        file.longs(1, 2, 3, 0),
                        file.number(1.5),
                        file.longs(-2, -1),
                        of("mode", "constant")));
        CASES.map(
                "padded as a mirror",
                10,
                file -> file.node("Pad", "x", ints("pads", 0, 0, 1, 2, 0, 0, 3, 0), of("mode", "reflect")));
        CASES.map(
                "padded by the border",
                file -> file.node("Pad", "x", file.longs(0, 0, 1, 2, 0, 0, 3, 0), of("mode", "edge")));
        for (String mode : new String[] {"DCR", "CRD"}) {
            CASES.map(
                    "depth to space, " + mode,
                    file -> file.node("DepthToSpace", "x", of("blocksize", 2), of("mode", mode)));
        }
        CASES.add(
                "space to depth",
                OperatorCases.OPSET,
                new int[] {2, 3, 6, 8},
                file -> file.node("SpaceToDepth", "x", of("blocksize", 2)));
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
