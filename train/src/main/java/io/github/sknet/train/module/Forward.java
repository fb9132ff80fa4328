package io.github.sknet.train.module;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * What a forward pass gave. The tensors belong to the scope in which the pass was made.
 *
 * @param outputs by output name, in the graph's order
 * @param attention (N, M, C) or (N, M, H, W) by Select node, without gradient; empty where not asked for
 */
public record Forward(Map<String, Tensor> outputs, Map<String, Tensor> attention) {

    public Forward {
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
        attention = Collections.unmodifiableMap(new LinkedHashMap<>(attention));
    }

    /** The same with outputs in float32, for losses: they have no use for fewer bits. */
    public Forward toFloat() {
        Map<String, Tensor> converted = new LinkedHashMap<>(outputs);
        converted.replaceAll((name, output) -> output.to(ScalarType.Float));
        return new Forward(converted, attention);
    }

    /** The first output. */
    public Tensor output() {
        return outputs.values().iterator().next();
    }
}
