package io.github.sknet.checkpoint.origin;

import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.text.Listing;
import io.github.sknet.graph.weights.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code SKAttention} of xmu-xiaoma666/External-Attention-pytorch, which people put into networks of their own: a block, not a network.
 * It is recognised by its tensors, which tell its arguments.
 */
public final class SkAttentionBlocks {

    private static final Pattern CONVOLUTION = Pattern.compile("(.*?)convs\\.(\\d+)\\.conv\\.weight");

    private static final int LISTED = 3;

    private SkAttentionBlocks() {}

    /** A sentence about the blocks in a checkpoint and their arguments; empty where there are none. */
    public static Optional<String> describe(Map<String, Tensor> tensors) {
        Map<String, List<Tensor>> kernels = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            Matcher matcher = CONVOLUTION.matcher(name);
            if (matcher.matches()
                    && tensor.shape().size() == 4
                    && tensors.containsKey(matcher.group(1) + "fcs.0.weight")) {
                kernels.computeIfAbsent(matcher.group(1), prefix -> new ArrayList<>())
                        .add(tensor);
            }
        });
        List<String> blocks = new ArrayList<>();
        kernels.forEach((prefix, convolutions) -> {
            Tensor reduce = tensors.get(prefix + "fc.weight");
            if (reduce != null && reduce.shape().size() == 2) {
                blocks.add(describe(prefix, convolutions, reduce));
            }
        });
        if (blocks.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("it holds SKAttention of External-Attention-pytorch, which is a block and no network: "
                + Listing.names(blocks, LISTED)
                + "; write the network around it down in Java, and give it these weights");
    }

    private static String describe(String prefix, List<Tensor> convolutions, Tensor reduce) {
        int channel = convolutions.get(0).size(0);
        int group = channel / Math.max(1, convolutions.get(0).size(1));
        return (prefix.isEmpty() ? "" : Json.cut(prefix) + " ") + "channel=" + channel + ", kernels="
                + convolutions.stream().map(convolution -> convolution.size(2)).toList() + ", group=" + group + ", d="
                + reduce.size(0);
    }
}
