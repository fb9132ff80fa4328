package io.github.sknet.checkpoint.origin;

import io.github.sknet.graph.models.RegisteredModel;
import io.github.sknet.graph.preprocessing.Interpolation;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** timm (huggingface/pytorch-image-models): sknet.py, resnest.py, and of resnet.py what torchvision lacks. */
final class Timm implements CodeBase {

    private static final Set<String> BILINEAR = Set.of("resnest14d", "resnest26d", "resnest50d", "resnest101e");

    @Override
    public String name() {
        return "timm";
    }

    @Override
    public List<String> models() {
        return List.of(
                "skresnet18",
                "skresnet34",
                "skresnet50",
                "skresnet50d",
                "skresnext50_32x4d",
                "resnext101_32x4d",
                "senet50",
                "senet101",
                "resnest14d",
                "resnest26d",
                "resnest50d",
                "resnest50d_1s4x24d",
                "resnest50d_4s2x40d",
                "resnest101e");
    }

    /** The {@code _cfg} of sknet.py and resnest.py: crop 0.875, bicubic but for most ResNeSts. */
    @Override
    public Optional<Preparation> preparation(RegisteredModel model, int channels) {
        Interpolation interpolation = BILINEAR.contains(model.name()) ? Interpolation.BILINEAR : Interpolation.BICUBIC;
        return ImageNetWay.of(model, channels, interpolation, "as timm's default configuration of it says");
    }
}
