package io.github.sknet.onnx.importer;

import io.github.sknet.graph.Size;
import io.github.sknet.graph.codec.GraphCodec;
import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.onnx.importer.evaluation.ConstantFolding;
import io.github.sknet.onnx.importer.lowering.Lowering;
import io.github.sknet.onnx.importer.model.Constant;
import io.github.sknet.onnx.importer.model.MemoryBudget;
import io.github.sknet.onnx.importer.model.OnnxGraph;
import io.github.sknet.onnx.importer.patterns.Patterns;
import io.github.sknet.onnx.importer.proto.OnnxReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a network of this project of an ONNX file, in four steps, a package each: {@code proto} reads the file, {@code evaluation}
 * computes what depends on no image, {@code patterns} recognises what is spelled out in small operators, and {@code lowering} writes the
 * network. Sizes are followed as formulas, so that height, width and batch stay free unless the file itself ties them down.
 */
public final class OnnxImporter {

    private OnnxImporter() {}

    /**
     * Reads a network.
     *
     * @param size the height and width of the input, where the file leaves them free and the network depends on them
     * @throws OnnxImportException naming every node that is not supported, or a tensor that holds NaN or an infinity, or saying what is wrong with the file
     * @throws IOException when it can't be read
     */
    public static ImportedNetwork read(Path file, Optional<Size> size) throws IOException {
        MemoryBudget budget = MemoryBudget.ofHeap();
        OnnxReader.Model model = OnnxReader.read(file, budget);
        requireNumbers(file, model.graph());
        List<String> problems = new ArrayList<>();
        try {
            OnnxGraph folded = ConstantFolding.apply(model.graph(), budget, problems);
            OnnxGraph simplified = Patterns.apply(folded);
            Lowering.Lowered lowered = Lowering.lower(simplified, size, budget, problems)
                    .orElseThrow(() -> new OnnxImportException(file + " can't be imported", problems));
            // What no model file may hold is refused here, by the same limits.
            GraphCodec.read(GraphCodec.write(lowered.graph()));
            return new ImportedNetwork(
                    lowered.graph(), lowered.weights(), lowered.input(), lowered.outputs(), model.metadata());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new OnnxImportException(file + " can't be imported: " + e.getMessage(), e);
        }
    }

    /** Of tensors that are read. A single number may be infinite: the bound of a Clip, the border of a pooling. */
    private static void requireNumbers(Path file, OnnxGraph graph) throws OnnxImportException {
        Set<String> read = graph.readers().keySet();
        for (Map.Entry<String, Constant> tensor : graph.constants().entrySet()) {
            Constant constant = tensor.getValue();
            if (!constant.whole() && constant.size() > 1 && read.contains(tensor.getKey()) && !isFinite(constant)) {
                throw new OnnxImportException(
                        file + ": tensor '" + Json.cut(tensor.getKey()) + "' holds NaN or an infinity");
            }
        }
    }

    private static boolean isFinite(Constant constant) {
        return new Tensor(constant.shape(), constant.floats()).isFinite();
    }
}
