package io.github.sknet.checkpoint.origin;

import io.github.sknet.graph.models.RegisteredModel;
import io.github.sknet.graph.preprocessing.Interpolation;
import java.util.List;
import java.util.Optional;

/** torchvision: resnet.py and shufflenetv2.py. timm has ResNets of the same names, for which it prepares images bicubically. */
final class Torchvision implements CodeBase {

    @Override
    public String name() {
        return "torchvision";
    }

    @Override
    public List<String> models() {
        return List.of("resnet18", "resnet34", "resnet50", "resnext50_32x4d", "shufflenetv2_x0_5", "shufflenetv2_x1_0");
    }

    @Override
    public Optional<Preparation> preparation(RegisteredModel model, int channels) {
        return ImageNetWay.of(
                model,
                channels,
                Interpolation.BILINEAR,
                "as torchvision does; for weights of timm, which have the same names, give --config with its config.json");
    }
}
