package io.github.sknet.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.github.sknet.checkpoint.format.Checkpoint;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrefixesTest {

    private static Checkpoint checkpoint(String... names) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (String name : names) {
            tensors.put(name, Tensor.of(new float[1], 1));
        }
        return new Checkpoint("a file", new Weights(tensors), List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "module.",
                "_orig_mod.",
                "module._orig_mod.",
                "_orig_mod.module.",
                "model.",
                "encoder.",
                "backbone.",
                "module.model.backbone.",
                "model.module.module."
            })
    void leavesOutUntilNoneIsLeft(String prefix) {
        Checkpoint stripped =
                Prefixes.strip(checkpoint(prefix + "conv1.weight", prefix + "modules.0.bias"), Prefixes.ALL);
        assertEquals(
                Set.of("conv1.weight", "modules.0.bias"),
                stripped.weights().tensors().keySet());
        assertEquals(List.of("all names began with '" + prefix + "', which was left out"), stripped.notes());
    }

    @Test
    void leavesAloneWhatNotAllNamesBeginWith() {
        Checkpoint mixed = checkpoint("model.conv1.weight", "criterion.weight");
        assertSame(mixed, Prefixes.strip(mixed, Prefixes.ALL));
        Checkpoint bare = checkpoint("module.");
        assertSame(bare, Prefixes.strip(bare, Prefixes.ALL), "a name is not left empty");
        Checkpoint own = checkpoint("encoder.0.weight");
        assertSame(own, Prefixes.strip(own, Prefixes.WRAPPERS));
    }
}
