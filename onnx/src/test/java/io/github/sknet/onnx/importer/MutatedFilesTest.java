package io.github.sknet.onnx.importer;

import static io.github.sknet.onnx.importer.TestFile.FREE;
import static io.github.sknet.onnx.importer.TestFile.ints;
import static io.github.sknet.onnx.importer.TestFile.of;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that were changed at random, ten thousand times: each is read, or refused in one sentence. Nothing else is thrown. */
class MutatedFilesTest {

    private static final int OF_BYTES = 5_000;
    private static final int OF_MEANINGS = 5_000;

    private static final long[] EXTREMES = {
        0,
        1,
        -1,
        2,
        3,
        7,
        64,
        255,
        1 << 16,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        1L << 40,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };

    private final Random random = new Random(11);

    @TempDir
    private Path folder;

    private static List<byte[]> files() {
        return List.of(convolutional(), shuffled(), shaped(), old());
    }

    private static byte[] convolutional() {
        TestFile file = TestFile.of(17, FREE, 3, 32, 48);
        String conv = file.node(
                "Conv",
                "x",
                file.weight(8, 3, 3, 3),
                file.weight(8),
                ints("strides", 2, 2),
                of("auto_pad", "SAME_UPPER"));
        String norm =
                file.node("BatchNormalization", conv, file.weight(8), file.weight(8), file.weight(8), file.positive(8));
        String swish = file.node("Mul", norm, file.node("Sigmoid", norm));
        String pooled = file.node("MaxPool", swish, ints("kernel_shape", 3, 3), ints("pads", 1, 1, 1, 1));
        String excited = file.node("Conv", file.node("GlobalAveragePool", pooled), file.weight(8, 8, 1, 1));
        String scaled = file.node("Mul", pooled, excited);
        String up = file.node("ConvTranspose", scaled, file.weight(8, 4, 2, 2), ints("strides", 2, 2), of("group", 2));
        String resized = file.node("Resize", up, "", file.floats(new float[] {1, 1, 2, 2}, 4), of("mode", "linear"));
        String mean = file.node("ReduceMean", resized, ints("axes", 2, 3), of("keepdims", 0));
        String logits = file.node("Gemm", mean, file.weight(8, 5), file.weight(5));
        return file.output(file.node("Softmax", logits, of("axis", 1))).bytes();
    }

    private static byte[] shuffled() {
        TestFile file = TestFile.of(13, FREE, 8, FREE, FREE);
        String shape = file.node("Shape", "x");
        String batch = file.node("Unsqueeze", file.node("Gather", shape, file.index(0)), file.longs(0));
        String pixels = file.node("Slice", shape, file.longs(2), file.longs(4));
        String five = file.node("Concat", batch, file.longs(2, 4), pixels, of("axis", 0));
        String groups = file.node("Transpose", file.node("Reshape", "x", five), ints("perm", 0, 2, 1, 3, 4));
        String back = file.node("Reshape", groups, file.node("Concat", batch, file.longs(-1), pixels, of("axis", 0)));
        List<String> halves = file.nodes("Split", 2, back, file.longs(3, 5), of("axis", 1));
        String joined = file.node("Concat", halves.get(1), halves.get(0), of("axis", 1));
        String padded = file.node("Pad", joined, file.longs(0, 0, 1, 1, 0, 0, 1, 1), file.number(0));
        return file.output(file.node("DepthToSpace", padded, of("blocksize", 2)))
                .bytes();
    }

    private static byte[] shaped() {
        TestFile file = TestFile.of(17, 2, 4, 6, 6);
        String weight = file.node("ConstantOfShape", file.longs(144, 10));
        String flat = file.node("Flatten", file.node("Relu", "x"));
        String stack = file.node(
                "Concat",
                file.node("Unsqueeze", file.node("MatMul", flat, weight), file.longs(1)),
                file.node("Unsqueeze", file.node("MatMul", flat, file.weight(144, 10)), file.longs(1)),
                of("axis", 1));
        return file.output(file.node("ReduceSum", stack, file.longs(1), of("keepdims", 0)))
                .bytes();
    }

    private static byte[] old() {
        TestFile file = TestFile.of(7, 1, 3, 8, 8);
        String shifted = file.node("Add", "x", file.weight(3, 1, 1));
        String slice = file.node("Slice", shifted, ints("axes", 1), ints("starts", 1), ints("ends", 3));
        String up = file.node("Upsample", slice, TestFile.floats("scales", 1, 1, 2, 2));
        return file.output(file.node("Clip", up, of("min", 0.0), of("max", 6.0)))
                .bytes();
    }

    @Test
    void tenThousandFilesAreReadOrRefused() throws IOException {
        List<byte[]> files = files();
        Path path = folder.resolve("model.onnx");
        int read = 0;
        for (byte[] file : files) {
            Files.write(path, file);
            OnnxImporter.read(path, Optional.empty());
        }
        for (int i = 0; i < OF_BYTES; i++) {
            Files.write(path, bytesChanged(files.get(i % files.size())));
            read += isRead(path) ? 1 : 0;
        }
        for (int i = 0; i < OF_MEANINGS; i++) {
            Files.write(path, meaningChanged(files.get(i % files.size())));
            read += isRead(path) ? 1 : 0;
        }
        assertTrue(read > 100 && read < OF_BYTES + OF_MEANINGS, read + " were read");
    }

    private static boolean isRead(Path path) throws IOException {
        try {
            OnnxImporter.read(path, Optional.empty());
            return true;
        } catch (OnnxImportException refused) {
            assertFalse(refused.getMessage().isBlank());
            assertTrue(refused.getMessage().length() < 20_000, "a message of any length");
            return false;
        }
    }

    private byte[] bytesChanged(byte[] file) {
        byte[] changed = file.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            int place = random.nextInt(changed.length);
            switch (random.nextInt(4)) {
                case 0 -> changed[place] = (byte) random.nextInt(256);
                case 1 -> changed[place] ^= (byte) (1 << random.nextInt(8));
                case 2 -> changed = Arrays.copyOf(changed, Math.max(1, place));
                default -> {
                    int from = random.nextInt(changed.length);
                    int length = Math.min(random.nextInt(16), changed.length - Math.max(from, place));
                    System.arraycopy(changed, from, changed, place, length);
                }
            }
        }
        return changed;
    }

    /** Numbers, names and nodes are changed, so that what is left is still a message. */
    private byte[] meaningChanged(byte[] file) throws IOException {
        ModelProto.Builder model = ModelProto.parseFrom(file).toBuilder();
        GraphProto.Builder graph = model.getGraphBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            switch (random.nextInt(6)) {
                case 0 -> changeDimension(graph);
                case 1 -> changeAttribute(graph);
                case 2 -> changeWhole(graph);
                case 3 -> rewire(graph);
                case 4 -> changeInput(graph);
                default -> changeOperator(graph);
            }
        }
        return model.build().toByteArray();
    }

    private long extreme() {
        return EXTREMES[random.nextInt(EXTREMES.length)];
    }

    private void changeDimension(GraphProto.Builder graph) {
        TensorProto.Builder tensor = graph.getInitializerBuilder(random.nextInt(graph.getInitializerCount()));
        if (tensor.getDimsCount() > 0) {
            tensor.setDims(random.nextInt(tensor.getDimsCount()), extreme());
        }
    }

    private void changeWhole(GraphProto.Builder graph) {
        TensorProto.Builder tensor = graph.getInitializerBuilder(random.nextInt(graph.getInitializerCount()));
        if (tensor.getInt64DataCount() > 0) {
            tensor.setInt64Data(random.nextInt(tensor.getInt64DataCount()), extreme());
        }
    }

    private void changeAttribute(GraphProto.Builder graph) {
        NodeProto.Builder node = graph.getNodeBuilder(random.nextInt(graph.getNodeCount()));
        if (node.getAttributeCount() > 0) {
            AttributeProto.Builder attribute = node.getAttributeBuilder(random.nextInt(node.getAttributeCount()));
            attribute.setI(extreme());
            if (attribute.getIntsCount() > 0) {
                attribute.setInts(random.nextInt(attribute.getIntsCount()), extreme());
            }
            if (random.nextInt(8) == 0) {
                attribute.setType(AttributeProto.AttributeType.forNumber(1 + random.nextInt(7)));
            }
        }
    }

    private void rewire(GraphProto.Builder graph) {
        List<String> values = new ArrayList<>();
        graph.getInitializerList().forEach(tensor -> values.add(tensor.getName()));
        graph.getNodeList().forEach(node -> values.addAll(node.getOutputList()));
        values.add("x");
        NodeProto.Builder node = graph.getNodeBuilder(random.nextInt(graph.getNodeCount()));
        if (node.getInputCount() > 0) {
            node.setInput(random.nextInt(node.getInputCount()), values.get(random.nextInt(values.size())));
        }
    }

    private void changeInput(GraphProto.Builder graph) {
        var shape =
                graph.getInputBuilder(0).getTypeBuilder().getTensorTypeBuilder().getShapeBuilder();
        if (random.nextInt(4) == 0) {
            shape.addDimBuilder().setDimValue(extreme());
        } else if (shape.getDimCount() > 0) {
            shape.getDimBuilder(random.nextInt(shape.getDimCount())).setDimValue(extreme());
        }
    }

    private void changeOperator(GraphProto.Builder graph) {
        NodeProto.Builder one = graph.getNodeBuilder(random.nextInt(graph.getNodeCount()));
        NodeProto other = graph.getNode(random.nextInt(graph.getNodeCount()));
        one.setOpType(other.getOpType());
        if (random.nextInt(3) == 0 && one.getInputCount() > 0) {
            one.addInput(one.getInput(0));
        }
    }
}
