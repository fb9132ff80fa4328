package io.github.sknet.checkpoint.safetensors;

import io.github.sknet.checkpoint.format.Checkpoint;
import io.github.sknet.checkpoint.format.MovingAverage;
import io.github.sknet.checkpoint.format.WeightsFormat;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.weights.FileKind;
import io.github.sknet.graph.weights.Safetensors;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.graph.weights.WeightsException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One safetensors file. */
public final class SafetensorsFormat implements WeightsFormat {

    @Override
    public boolean claims(FileKind kind) {
        return kind == FileKind.SAFETENSORS;
    }

    @Override
    public Checkpoint read(Path file, MovingAverage average) throws IOException {
        if (average == MovingAverage.REQUIRED) {
            throw new WeightsException(
                    file + " holds one set of weights, and does not say whether it is a moving average");
        }
        Safetensors read = Safetensors.read(file);
        Map<String, Tensor> tensors = new LinkedHashMap<>(read.tensors());
        // A run keeps its state in tensors of such names.
        tensors.keySet().removeIf(name -> name.startsWith(ModelFile.RESERVED));
        boolean isModelFile = read.metadata().keySet().stream().anyMatch(key -> key.startsWith(ModelFile.RESERVED));
        return new Checkpoint(
                "a safetensors file",
                new Weights(tensors),
                isModelFile ? List.of("it is a model file already, of which only the weights were taken") : List.of());
    }
}
