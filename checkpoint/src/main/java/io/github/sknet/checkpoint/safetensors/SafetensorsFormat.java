package io.github.sknet.checkpoint.safetensors;

import io.github.sknet.checkpoint.format.Checkpoint;
import io.github.sknet.checkpoint.format.MovingAverage;
import io.github.sknet.checkpoint.format.WeightsFormat;
import io.github.sknet.graph.weights.FileKind;
import io.github.sknet.graph.weights.Safetensors;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.graph.weights.WeightsException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** One safetensors file. */
public final class SafetensorsFormat implements WeightsFormat {

    @Override
    public boolean claims(FileKind kind) {
        return kind == FileKind.SAFETENSORS;
    }

    @Override
    public Checkpoint read(Path file, MovingAverage average) throws IOException {
        requireNoAverage(file, average);
        return new Checkpoint(
                "a safetensors file", new Weights(Safetensors.read(file).tensors()), List.of());
    }

    static void requireNoAverage(Path file, MovingAverage average) throws WeightsException {
        if (average == MovingAverage.REQUIRED) {
            throw new WeightsException(
                    file + " holds one set of weights, and does not say whether it is a moving average");
        }
    }
}
