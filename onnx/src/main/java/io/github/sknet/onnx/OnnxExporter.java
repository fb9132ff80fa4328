package io.github.sknet.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Input;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Select;
import io.github.sknet.graph.Shape;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.engine.Engine;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.weights.AtomicFile;
import io.github.sknet.graph.weights.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes networks as ONNX files, {@linkplain Opset#USUAL usually} of opset 19 (IR version 9), which ONNX Runtime reads from version
 * 1.16 on; {@link OnnxOptions#opset} chooses another.
 *
 * <ul>
 *   <li>The input {@code input} is (batch, C, height, width), with all but C free. Outputs carry the graph's output names;
 *       maps have free sizes {@code NAME_height} and {@code NAME_width}.
 *   <li>A BatchNorm that is the only reader of a convolution or linear layer is folded into it.
 *   <li>Parameters keep their PyTorch names; shared ones are written once.
 *   <li>The metadata are those of the model file (see {@link ModelFile}).
 * </ul>
 */
public final class OnnxExporter {

    /** Mistakes show at small sizes, too; large ones only take longer. */
    private static final int MAX_CHECK_SIZE = 128;

    private OnnxExporter() {}

    /**
     * Writes a model as an ONNX file, whole or not at all, without checking it.
     *
     * @throws IOException naming the file, when it can't be written
     */
    public static void write(ModelFile model, Path file, OnnxOptions options) throws IOException {
        writeFile(toModel(model.graph(), model.weights(), options, model.metadata()), file);
    }

    /**
     * Writes a model as an ONNX file, whole or not at all, after ONNX Runtime has computed the same outputs from it as
     * another engine.
     *
     * @param reference the engine to compare with
     * @throws IOException naming the file, when it can't be written
     * @throws IllegalStateException saying which output differs, when they don't agree; then nothing is written
     */
    public static void writeChecked(ModelFile model, Path file, OnnxOptions options, Engine reference)
            throws IOException {
        Graph graph = model.graph();
        ModelProto exported = toModel(graph, model.weights(), options, model.metadata());
        OnnxCheck.compare(exported.toByteArray(), graph, model.weights(), reference, checkedSize(model));
        writeFile(exported, file);
    }

    /**
     * Writes a detector as an ONNX file that makes the objects itself, as {@link OnnxDetection} says, whole or not at all. ONNX
     * Runtime has computed the network's outputs from it as another engine does, and made the same objects of them as a decoding.
     *
     * @param options with a detection
     * @throws IOException naming the file, when it can't be written
     * @throws IllegalStateException saying what differs; then nothing is written
     */
    public static void writeChecked(
            ModelFile model, Path file, OnnxOptions options, Engine reference, OnnxDetection.Decoding decoding)
            throws IOException {
        OnnxDetection detection = options.detection().orElseThrow();
        OnnxOptions plain = options.withoutDetection();
        Size size = checkedSize(model);
        OnnxCheck.compare(
                toBytes(model.graph(), model.weights(), plain, Map.of()),
                model.graph(),
                model.weights(),
                reference,
                size);
        ModelProto both = toModel(
                model.graph(),
                model.weights(),
                options.withDetection(detection.withAnyScore()),
                true,
                model.metadata());
        OnnxCheck.compareObjects(both.toByteArray(), model.graph(), detection.withAnyScore(), decoding, size);
        write(model, file, options);
    }

    private static Size checkedSize(ModelFile model) {
        int least =
                Math.min(Math.min(model.imageSize().height(), model.imageSize().width()), MAX_CHECK_SIZE);
        // Wider than high, so that no axis is taken for the other.
        return ((Input) model.graph().input().op()).size().orElse(new Size(least, least + least / 4));
    }

    private static void writeFile(ModelProto model, Path file) throws IOException {
        AtomicFile.write(file, model::writeTo);
    }

    /**
     * A network as the bytes of an ONNX file.
     *
     * @param metadata what the file says about itself
     * @throws IllegalArgumentException when the weights do not fit the graph, or naming a node that the opset can't say
     */
    public static byte[] toBytes(Graph graph, Weights weights, OnnxOptions options, Map<String, String> metadata) {
        return toModel(graph, weights, options, metadata).toByteArray();
    }

    private static ModelProto toModel(Graph graph, Weights weights, OnnxOptions options, Map<String, String> metadata) {
        return toModel(graph, weights, options, options.detection().isEmpty(), metadata);
    }

    /** The model; with the network's own outputs, or with objects alone. */
    private static ModelProto toModel(
            Graph graph, Weights weights, OnnxOptions options, boolean own, Map<String, String> metadata) {
        if (options.detection().isPresent()) {
            requireFree(graph.outputs().keySet());
        }
        List<Node> attentions = options.attention() ? graph.selections() : List.of();
        List<String> reserved = new ArrayList<>(graph.outputs().keySet());
        reserved.add(graph.input().name());
        attentions.forEach(node -> reserved.add(node.name()));
        options.detection().ifPresent(detection -> reserved.addAll(DetectionLowering.OUTPUTS));

        Map<String, Shape> shapes = graph.shapes();
        OnnxModelBuilder model = new OnnxModelBuilder("sknet", options.opset(), reserved);
        Optional<Size> size = ((Input) graph.input().op()).size();
        Object height = size.isPresent() ? size.get().height() : "height";
        Object width = size.isPresent() ? size.get().width() : "width";
        model.input(graph.input().name(), "batch", graph.inputChannels(), height, width);
        new OnnxLowering(graph, weights.fitting(graph), model, options, shapes).writeNodes();
        options.detection()
                .ifPresent(detection -> new DetectionLowering(
                                model,
                                graph.input().name(),
                                detection,
                                shapes.get(graph.outputs()
                                                .get(detection.levels().get(0).classes()))
                                        .channels())
                        .write());
        if (own) {
            graph.outputs().forEach((output, node) -> writeOutput(model, output, shapes.get(node)));
        }
        for (Node node : attentions) {
            writeAttention(model, node, shapes.get(node.name()));
        }
        return model.build(ModelFile.VERSION, metadata);
    }

    private static void requireFree(Set<String> outputs) {
        for (String name : DetectionLowering.OUTPUTS) {
            if (outputs.contains(name)) {
                throw new IllegalArgumentException("The network has an output '" + name
                        + "' of its own, and so the exported file can't give it to objects");
            }
        }
    }

    private static void writeAttention(OnnxModelBuilder model, Node node, Shape map) {
        Select op = (Select) node.op();
        String name = node.name();
        switch (op.extent()) {
            case CHANNEL -> model.output(name, "batch", op.branches(), map.channels());
            case PIXEL -> model.output(name, "batch", op.branches(), name + "_height", name + "_width");
        }
    }

    private static void writeOutput(OnnxModelBuilder model, String name, Shape shape) {
        if (shape.vector()) {
            model.output(name, "batch", shape.channels());
        } else {
            model.output(name, "batch", shape.channels(), name + "_height", name + "_width");
        }
    }
}
