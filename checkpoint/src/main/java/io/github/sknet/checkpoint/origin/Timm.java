package io.github.sknet.checkpoint.origin;

import io.github.sknet.graph.models.RegisteredModel;
import io.github.sknet.graph.preprocessing.Interpolation;
import java.util.List;
import java.util.Optional;

/** timm (huggingface/pytorch-image-models): sknet.py, and of resnet.py what torchvision lacks. */
final class Timm implements CodeBase {

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
                "senet101");
    }

    /** The {@code _cfg} of sknet.py: crop 0.875 of 224, bicubic. */
    @Override
    public Optional<Preparation> preparation(RegisteredModel model, int channels) {
        return ImageNetWay.of(model, channels, Interpolation.BICUBIC, "as timm's default configuration of it says");
    }
}
