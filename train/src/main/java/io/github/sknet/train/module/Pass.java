package io.github.sknet.train.module;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * One forward pass.
 *
 * @param training whether batch statistics and dropout apply
 * @param attention receives (N, M, C) or (N, M, H, W) by Select node; null where nobody asked
 */
record Pass(boolean training, Map<String, Tensor> attention) {

    boolean wantsAttention() {
        return attention != null;
    }
}
