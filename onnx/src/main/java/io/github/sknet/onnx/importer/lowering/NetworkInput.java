package io.github.sknet.onnx.importer.lowering;

import io.github.sknet.graph.GlobalAveragePool;
import io.github.sknet.graph.Input;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.json.Json;
import io.github.sknet.onnx.importer.ImportedNetwork.FileInput;
import io.github.sknet.onnx.importer.ValueLayout;
import io.github.sknet.onnx.importer.evaluation.Dim;
import io.github.sknet.onnx.importer.lowering.Factor.Axis;
import io.github.sknet.onnx.importer.lowering.Feature.Base;
import io.github.sknet.onnx.importer.model.InputSpec;
import io.github.sknet.onnx.importer.model.OnnxGraph;
import io.github.sknet.onnx.importer.model.OnnxNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The image that a network takes.
 *
 * @param name of the value
 * @param layout where the channels are
 * @param extents the axes in the file: 4, 3 for (N, C, L), or 2 for (N, C)
 * @param channels C
 * @param height H as the file says it, or the user
 * @param width W as the file says it, or the user
 */
record NetworkInput(
        String name,
        ValueLayout layout,
        List<OptionalLong> extents,
        int channels,
        OptionalLong height,
        OptionalLong width) {

    private static final int MOST_CHANNELS = 1 << 16;
    private static final int MOST_PIXELS = 1 << 20;

    private static final List<Long> TO_CHANNELS_FIRST = List.of(0L, 3L, 1L, 2L);

    /**
     * The only input of a graph.
     *
     * @param size the height and width where the file leaves them free, if known
     * @throws IllegalArgumentException when there are several, or it is no image
     */
    static NetworkInput of(OnnxGraph graph, Optional<Size> size) {
        Map<String, List<OnnxNode>> readers = graph.readers();
        List<InputSpec> read = graph.inputs().stream()
                .filter(input -> readers.containsKey(input.name()))
                .toList();
        if (read.size() != 1) {
            throw new IllegalArgumentException("its network takes " + read.size() + " inputs "
                    + Json.cut(read.stream().map(InputSpec::name).toList().toString()) + "; one image is supported");
        }
        InputSpec input = read.get(0);
        List<OptionalLong> extents = input.extents();
        int rank = extents.size();
        if (rank < 2 || rank > 4) {
            throw new IllegalArgumentException("its input '" + Json.cut(input.name()) + "' has " + rank
                    + " axes; an image (N, C, H, W) or (N, H, W, C), or a vector (N, C) is supported");
        }
        boolean last = rank == 4 && readers.get(input.name()).stream().allMatch(NetworkInput::isToChannelsFirst);
        OptionalLong channels = extents.get(last ? 3 : 1);
        if (channels.isEmpty() || channels.getAsLong() > MOST_CHANNELS) {
            throw new IllegalArgumentException("its input '" + Json.cut(input.name())
                    + "' does not say how many channels it has, or more than " + MOST_CHANNELS);
        }
        for (OptionalLong extent : extents) {
            if (extent.isPresent() && extent.getAsLong() > MOST_PIXELS) {
                throw new IllegalArgumentException("its input '" + Json.cut(input.name()) + "' has an axis of "
                        + extent.getAsLong() + "; at most " + MOST_PIXELS + " are supported");
            }
        }
        OptionalLong one = OptionalLong.of(1);
        OptionalLong height = rank > 2 ? extents.get(last ? 1 : 2) : one;
        OptionalLong width = rank > 3 ? extents.get(last ? 2 : 3) : one;
        return new NetworkInput(
                input.name(),
                last ? ValueLayout.CHANNELS_LAST : ValueLayout.CHANNELS_FIRST,
                extents,
                (int) channels.getAsLong(),
                height.isPresent() ? height : said(size.map(Size::height)),
                width.isPresent() ? width : said(size.map(Size::width)));
    }

    private static OptionalLong said(Optional<Integer> extent) {
        return extent.map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    private static boolean isToChannelsFirst(OnnxNode node) {
        return node.operator().equals("Transpose")
                && node.attributes().wholes("perm").isPresent()
                && TO_CHANNELS_FIRST.equals(
                        Arrays.stream(node.attributes().wholes("perm").get())
                                .boxed()
                                .toList());
    }

    boolean isVector() {
        return rank() == 2;
    }

    private int rank() {
        return extents.size();
    }

    FileInput fileInput() {
        return new FileInput(extents, layout);
    }

    /** The height and width, where both are known. */
    Optional<Size> size() {
        return height.isPresent() && width.isPresent()
                ? Optional.of(new Size((int) height.getAsLong(), (int) width.getAsLong()))
                : Optional.empty();
    }

    /** Adds the input to a network. */
    Feature add(Context context) {
        Base wanted = new Base(
                "",
                false,
                context.dims().axis("N", extents.get(0)),
                channels,
                rank() > 2 ? context.dims().axis("H", height) : Dim.of(1),
                rank() > 3 ? context.dims().axis("W", width) : Dim.of(1));
        Base image = context.add("input", new Input(channels), List.of(), Map.of(), wanted);
        Factor n = image.whole(Axis.BATCH);
        Factor c = image.whole(Axis.CHANNEL);
        if (rank() == 2) {
            return Feature.vector(Poolings.overPixels("input.vector", context, new GlobalAveragePool(), image));
        }
        if (rank() == 3) {
            return new Feature(image, new View(List.of(List.of(n), List.of(c), List.of(image.whole(Axis.HEIGHT)))));
        }
        Feature map = Feature.map(image);
        return layout == ValueLayout.CHANNELS_LAST ? map.with(map.view().transpose(List.of(0, 2, 3, 1))) : map;
    }
}
