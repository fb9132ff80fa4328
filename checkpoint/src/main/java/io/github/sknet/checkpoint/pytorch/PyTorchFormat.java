package io.github.sknet.checkpoint.pytorch;

import io.github.sknet.checkpoint.format.Checkpoint;
import io.github.sknet.checkpoint.format.MovingAverage;
import io.github.sknet.checkpoint.format.WeightsFormat;
import io.github.sknet.graph.weights.FileKind;
import io.github.sknet.graph.weights.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Checkpoints that {@code torch.save} wrote, in its format since PyTorch 1.6 or the one before. */
public final class PyTorchFormat implements WeightsFormat {

    @Override
    public boolean claims(FileKind kind) {
        return kind == FileKind.PYTORCH || kind == FileKind.ZIP || kind == FileKind.PICKLE;
    }

    @Override
    public Checkpoint read(Path file, MovingAverage average) throws IOException {
        boolean legacy = FileKind.of(file) == FileKind.PICKLE;
        try (TorchFile open = legacy ? LegacyCheckpoint.open(file) : TorchArchive.open(file)) {
            Pickled pickled = open.readObject();
            StateDictionaries.Found found = StateDictionaries.find(file.toString(), pickled.object(), average);
            List<String> notes = new ArrayList<>(found.notes());
            if (!pickled.suspicious().isEmpty()) {
                notes.add("beware: Python would run " + String.join(", ", pickled.suspicious())
                        + " when it loads this file; here it was not run");
            }
            Weights weights = new Weights(new TensorReader(open.storages()).read(found.tensors()));
            return new Checkpoint(
                    legacy ? "a PyTorch checkpoint of the format before 1.6" : "a PyTorch checkpoint", weights, notes);
        }
    }
}
