package io.github.sknet.models;

import io.github.sknet.backbones.shuffle.Plugin;
import io.github.sknet.backbones.shuffle.ShuffleNetV2;
import java.util.List;
import java.util.Optional;

/** The light networks of the paper's table 4: ShuffleNetV2, plain, with SE and with SK. */
final class LightModels {

    private LightModels() {}

    static List<RegisteredModel> models() {
        return List.of(
                model(
                        "shufflenetv2_x0_5",
                        "ShuffleNetV2 0.5× (Ma et al. 2018), as torchvision has it",
                        Published.light(38.41, 1.40, 40.39),
                        ShuffleNetV2.half(Plugin.NONE)),
                model(
                        "shufflenetv2_x0_5_se",
                        "ShuffleNetV2 0.5× with Squeeze-and-Excitation on every unit",
                        Published.light(36.34, 1.56, 40.85),
                        ShuffleNetV2.half(Plugin.SQUEEZE_EXCITATION)),
                model(
                        "shufflenetv2_x0_5_sk",
                        "ShuffleNetV2 0.5× with selective kernels for its depthwise convolutions",
                        Published.light(35.35, 1.48, 42.58),
                        ShuffleNetV2.half(Plugin.SELECTIVE_KERNEL)),
                model(
                        "shufflenetv2_x1_0",
                        "ShuffleNetV2 1.0× (Ma et al. 2018), as torchvision has it",
                        Published.light(30.57, 2.45, 140.35),
                        ShuffleNetV2.full(Plugin.NONE)),
                model(
                        "shufflenetv2_x1_0_se",
                        "ShuffleNetV2 1.0× with Squeeze-and-Excitation on every unit",
                        Published.light(29.47, 2.66, 141.73),
                        ShuffleNetV2.full(Plugin.SQUEEZE_EXCITATION)),
                model(
                        "shufflenetv2_x1_0_sk",
                        "ShuffleNetV2 1.0× with selective kernels for its depthwise convolutions",
                        Published.light(28.36, 2.63, 145.66),
                        ShuffleNetV2.full(Plugin.SELECTIVE_KERNEL)));
    }

    private static RegisteredModel model(String name, String description, Published published, ShuffleNetV2 network) {
        return new RegisteredModel(
                name,
                description,
                Architecture.of(name, 1000, 3),
                224,
                TuningOptions.dilatable(),
                Optional.of(published),
                a -> network.graph(a.channels(), a.classes(), TuningOptions.read(a)));
    }
}
