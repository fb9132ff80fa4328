package io.github.sknet.graph.models;

import io.github.sknet.graph.backbones.shuffle.Plugin;
import io.github.sknet.graph.backbones.shuffle.ShuffleNetV2;
import java.util.List;

/** The light networks of the paper's table 4: ShuffleNetV2, plain, with SE and with SK; see {@link ShuffleNetV2}. */
final class LightModels {

    private LightModels() {}

    static List<RegisteredModel> models() {
        return List.of(
                model(
                        "shufflenetv2_x0_5",
                        "ShuffleNetV2 0.5× (Ma et al. 2018), as torchvision has it",
                        ShuffleNetV2.half(Plugin.NONE)),
                model(
                        "shufflenetv2_x0_5_se",
                        "ShuffleNetV2 0.5× with Squeeze-and-Excitation on every unit",
                        ShuffleNetV2.half(Plugin.SQUEEZE_EXCITATION)),
                model(
                        "shufflenetv2_x0_5_sk",
                        "ShuffleNetV2 0.5× with selective kernels for its depthwise convolutions",
                        ShuffleNetV2.half(Plugin.SELECTIVE_KERNEL)),
                model(
                        "shufflenetv2_x1_0",
                        "ShuffleNetV2 1.0× (Ma et al. 2018), as torchvision has it",
                        ShuffleNetV2.full(Plugin.NONE)),
                model(
                        "shufflenetv2_x1_0_se",
                        "ShuffleNetV2 1.0× with Squeeze-and-Excitation on every unit",
                        ShuffleNetV2.full(Plugin.SQUEEZE_EXCITATION)),
                model(
                        "shufflenetv2_x1_0_sk",
                        "ShuffleNetV2 1.0× with selective kernels for its depthwise convolutions",
                        ShuffleNetV2.full(Plugin.SELECTIVE_KERNEL)));
    }

    private static RegisteredModel model(String name, String description, ShuffleNetV2 network) {
        return new RegisteredModel(
                name,
                description,
                Architecture.of(name, 1000, 3),
                224,
                TuningOptions.dilatable(),
                a -> network.graph(a.channels(), a.classes(), TuningOptions.read(a)));
    }
}
