package org.example.loop;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.blocks.SKUnit;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.train.module.GraphModule;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;

// region the module
/** A graph that makes maps and a layer of libtorch's own: images (N, 3, H, W) become logits (N, classes). */
public final class PooledUnit extends Module {

    private static final int CHANNELS = 16;

    private final GraphModule unit;
    private final LinearImpl head;

    public PooledUnit(int classes) {
        super("PooledUnit");
        Graph graph = new SKUnit(3, CHANNELS, 32, 2, 4, 2).graph();
        unit = register_module("unit", new GraphModule(graph, 1));
        head = register_module("head", new LinearImpl(CHANNELS, classes));
    }

    public Tensor forward(Tensor images) {
        return head.forward(unit.forward(images).mean(2, 3));
    }

    /** What the graph has learned, for a model file or another engine. */
    public Weights weights() {
        return unit.weights();
    }

    @Override
    public void close() {
        unit.close();
        head.close();
        super.close();
    }
}
// endregion
