package io.github.sknet.checkpoint.format;

import io.github.sknet.graph.weights.FileKind;
import io.github.sknet.graph.weights.WeightsException;
import java.io.IOException;
import java.nio.file.Path;

/** A format of files that hold weights. Reading one executes nothing that stands in it. */
public interface WeightsFormat {

    /**
     * Whether a file that begins as the given kind may be of this format.
     *
     * @param kind what its first bytes say
     */
    boolean claims(FileKind kind);

    /**
     * Reads all tensors of a file as floats.
     *
     * @throws WeightsException when it is damaged or holds something else; the message names the file
     * @throws IOException when it can't be read
     */
    Checkpoint read(Path file, MovingAverage average) throws IOException;
}
