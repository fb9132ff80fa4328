package io.github.sknet.onnx.importer;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.weights.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A network that was read from an ONNX file.
 *
 * @param graph the network
 * @param weights exactly its parameters
 * @param input what the file's input is like
 * @param outputs how the file has each output, by name
 * @param metadata what the file says about itself
 */
public record ImportedNetwork(
        Graph graph, Weights weights, FileInput input, Map<String, ValueLayout> outputs, Map<String, String> metadata) {

    public ImportedNetwork {
        outputs = new LinkedHashMap<>(outputs);
        metadata = Map.copyOf(metadata);
    }

    /**
     * A file's input.
     *
     * @param extents its axes as the file says them; empty where one is free
     * @param layout where its channels are
     */
    public record FileInput(List<OptionalLong> extents, ValueLayout layout) {

        public FileInput {
            extents = List.copyOf(extents);
        }

        /** The height and width that the file fixes, if it fixes both. */
        public Optional<Size> size() {
            int height = layout == ValueLayout.CHANNELS_LAST ? 1 : 2;
            if (extents.size() < 4
                    || extents.get(height).isEmpty()
                    || extents.get(height + 1).isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new Size((int) extents.get(height).getAsLong(), (int)
                    extents.get(height + 1).getAsLong()));
        }
    }
}
