package io.github.sknet.checkpoint;

import io.github.sknet.checkpoint.caffe.CaffeFormat;
import io.github.sknet.checkpoint.format.Checkpoint;
import io.github.sknet.checkpoint.format.MovingAverage;
import io.github.sknet.checkpoint.format.WeightsFormat;
import io.github.sknet.checkpoint.pytorch.PyTorchFormat;
import io.github.sknet.checkpoint.safetensors.SafetensorsFormat;
import io.github.sknet.graph.weights.FileKind;
import io.github.sknet.graph.weights.WeightsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads the weights that other tools saved: {@code .safetensors}, one file or several with an index; what {@code torch.save} wrote
 * ({@code .pth}, {@code .pt}, {@code .ckpt}); {@code .caffemodel}. The kind is told from the content, not from the name. Nothing in a file is executed.
 */
public final class Checkpoints {

    private static final List<WeightsFormat> FORMATS =
            List.of(new SafetensorsFormat(), new PyTorchFormat(), new CaffeFormat());

    /** What a folder of Hugging Face's holds its weights in, the best first. */
    private static final List<String> IN_FOLDERS = List.of(
            "model.safetensors", "model.safetensors.index.json", "pytorch_model.bin", "pytorch_model.bin.index.json");

    private Checkpoints() {}

    /** All tensors of a file, the moving average where it holds two sets; see {@link #read(Path, MovingAverage)}. */
    public static Checkpoint read(Path file) throws IOException {
        return read(file, MovingAverage.IF_PRESENT);
    }

    /**
     * All tensors of a file, as floats, by their names there. A state dictionary may be wrapped in other dictionaries
     * ({@code state_dict}, {@code model} …); prefixes that DataParallel and torch.compile add to all names are dropped. A folder
     * stands for the file with weights in it.
     *
     * @throws WeightsException when the file is damaged or holds something else; the message names it
     * @throws IOException when it can't be read
     */
    public static Checkpoint read(Path file, MovingAverage average) throws IOException {
        if (Files.isDirectory(file)) {
            return read(inFolder(file), average);
        }
        if (!Files.isRegularFile(file)) {
            throw new WeightsException("There is no file " + file);
        }
        Shards.requireNoPart(file);
        return readWhole(file, average);
    }

    /** As {@link #read(Path, MovingAverage)}, for a file that is there and may be a part of several. */
    static Checkpoint readWhole(Path file, MovingAverage average) throws IOException {
        FileKind kind = FileKind.of(file);
        if (kind == FileKind.JSON) {
            return Shards.read(file, average);
        }
        for (WeightsFormat format : FORMATS) {
            if (format.claims(kind)) {
                return Prefixes.strip(format.read(file, average), Prefixes.WRAPPERS);
            }
        }
        throw new WeightsException(file + " holds no weights that are read here: it is " + kind.description()
                + (kind == FileKind.TAR
                        ? "; what PyTorch's first versions wrote so must be loaded and saved again there"
                        : "")
                + ". Read are safetensors files, PyTorch checkpoints and Caffe models");
    }

    private static Path inFolder(Path folder) throws WeightsException {
        return IN_FOLDERS.stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new WeightsException(
                        "The folder " + folder + " holds none of " + String.join(", ", IN_FOLDERS)));
    }
}
