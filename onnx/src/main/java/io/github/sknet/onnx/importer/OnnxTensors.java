package io.github.sknet.onnx.importer;

import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.onnx.importer.model.Constant;
import io.github.sknet.onnx.importer.proto.OnnxReader;
import java.io.IOException;
import java.nio.file.Path;

/** Files that hold one tensor alone: the inputs and outputs of ONNX's own tests. */
public final class OnnxTensors {

    private OnnxTensors() {}

    /**
     * A tensor, whatever its type, as floats.
     *
     * @throws OnnxImportException naming the file, when it is none
     * @throws IOException when it can't be read
     */
    public static Tensor read(Path file) throws IOException {
        Constant constant = OnnxReader.readTensor(file);
        return new Tensor(constant.shape(), constant.asFloats());
    }
}
