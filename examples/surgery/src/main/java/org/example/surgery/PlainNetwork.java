package org.example.surgery;

import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.onnx.OnnxExporter;
import io.github.sknet.onnx.OnnxOptions;
import java.io.IOException;
import java.nio.file.Path;

/** Writes a ResNet of 3×3 convolutions as ONNX, for who has no such file at hand: {@code network.onnx}. */
public final class PlainNetwork {

    private PlainNetwork() {}

    public static void main(String[] arguments) throws IOException {
        Architecture resnet = Architecture.of("resnet20_cifar", 3, 10);
        ModelFile model = ModelFile.of(resnet, Weights.initial(resnet.build(), 1));
        OnnxExporter.write(model, Path.of(arguments[0]), OnnxOptions.lean());
    }
}
