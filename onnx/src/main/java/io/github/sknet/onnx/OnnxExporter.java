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
        int least =
                Math.min(Math.min(model.imageSize().height(), model.imageSize().width()), MAX_CHECK_SIZE);
        // Wider than high, so that no axis is taken for the other.
        Size size = ((Input) graph.input().op()).size().orElse(new Size(least, least + least / 4));
        OnnxCheck.compare(exported.toByteArray(), graph, model.weights(), reference, size);
        writeFile(exported, file);
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
        List<Node> attentions = options.attention() ? graph.selections() : List.of();
        List<String> reserved = new ArrayList<>(graph.outputs().keySet());
        reserved.add(graph.input().name());
        attentions.forEach(node -> reserved.add(node.name()));

        Map<String, Shape> shapes = graph.shapes();
        OnnxModelBuilder model = new OnnxModelBuilder("sknet", options.opset(), reserved);
        Optional<Size> size = ((Input) graph.input().op()).size();
        Object height = size.isPresent() ? size.get().height() : "height";
        Object width = size.isPresent() ? size.get().width() : "width";
        model.input(graph.input().name(), "batch", graph.inputChannels(), height, width);
        new OnnxLowering(graph, weights.fitting(graph), model, options, shapes).writeNodes();
        graph.outputs().forEach((output, node) -> writeOutput(model, output, shapes.get(node)));
        for (Node node : attentions) {
            writeAttention(model, node, shapes.get(node.name()));
        }
        return model.build(ModelFile.VERSION, metadata);
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
