package org.example.surgery;

import io.github.sknet.app.ModelSurgery;
import io.github.sknet.graph.engine.Engines;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.surgery.KernelShape;
import io.github.sknet.graph.surgery.Surgery;
import io.github.sknet.onnx.importer.OnnxModelImport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Puts selective kernels in place of an ONNX file's convolutions: {@code network.onnx selective.safetensors}. */
public final class Operate {

    private Operate() {}

    public static void main(String[] arguments) throws IOException {
        // region the operation
        ModelFile model = OnnxModelImport.byFile().read(Path.of(arguments[0])).model();
        Surgery surgery = Surgery.exact(List.of(KernelShape.square(3), KernelShape.square(5)));
        ModelSurgery result = ModelSurgery.perform(model, surgery, 1, Engines.named("java"), 2);
        result.model().write(Path.of(arguments[1]));
        // endregion
        System.out.println("parameters " + result.before().parameters() + " → " + result.after().parameters()
                + ", outputs moved by " + result.difference() + " of their largest value");
    }
}
