package io.github.sknet.train.optim;

import io.github.sknet.train.torch.NativeScope;
import io.github.sknet.train.torch.Tensors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** A running average of gradients, one flat tensor for each group of parameters. */
final class Moments {

    private final String name;
    private final List<Tensor> tensors = new ArrayList<>();

    Moments(String name, FlatParameters parameters) {
        this.name = name;
        parameters.groups().forEach(group -> tensors.add(NativeScope.keep(() -> torch.zeros_like(group.values()))));
    }

    Tensor of(int group) {
        return tensors.get(group);
    }

    Map<String, io.github.sknet.graph.weights.Tensor> state() {
        Map<String, io.github.sknet.graph.weights.Tensor> state = new LinkedHashMap<>();
        for (int group = 0; group < tensors.size(); group++) {
            state.put(name + "." + group, Tensors.toJava(tensors.get(group)));
        }
        return state;
    }

    void restore(Map<String, io.github.sknet.graph.weights.Tensor> state) {
        for (int group = 0; group < tensors.size(); group++) {
            String key = name + "." + group;
            io.github.sknet.graph.weights.Tensor saved = state.get(key);
            if (saved == null || saved.values().length != tensors.get(group).numel()) {
                throw new IllegalArgumentException(
                        "The saved state has no fitting '" + key + "': it belongs to another optimiser or network");
            }
            Tensors.copy(saved, tensors.get(group));
        }
    }

    void close() {
        tensors.forEach(Pointer::close);
    }
}
