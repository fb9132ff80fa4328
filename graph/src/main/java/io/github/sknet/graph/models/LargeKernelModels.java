package io.github.sknet.graph.models;

import io.github.sknet.graph.backbones.lsk.LskNetwork;
import java.util.List;

/** LSKNet (Li et al., ICCV 2023): the two networks of its paper, as classifiers; see {@link LskNetwork}. */
final class LargeKernelModels {

    private LargeKernelModels() {}

    static List<RegisteredModel> models() {
        return List.of(
                model("lsknet_t", "LSKNet-T", LskNetwork.tiny()), model("lsknet_s", "LSKNet-S", LskNetwork.small()));
    }

    private static RegisteredModel model(String name, String title, LskNetwork network) {
        return new RegisteredModel(
                name,
                title + " (Li et al. 2023): each pixel chooses between kernels of 5×5 and 23×23; parameters named as in"
                        + " zcablii/LSKNet",
                Architecture.of(name, 1000, 3),
                224,
                TuningOptions.fixedStride(),
                a -> network.graph(a.channels(), a.classes(), TuningOptions.read(a)));
    }
}
