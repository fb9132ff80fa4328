package io.github.sknet.checkpoint.origin;

import io.github.sknet.graph.models.RegisteredModel;
import io.github.sknet.graph.preprocessing.Interpolation;
import java.util.List;
import java.util.Optional;

/** implus/PytorchInsight, of the paper's first author: classification/models/imagenet/resnet_sk.py. */
final class PytorchInsight implements CodeBase {

    @Override
    public String name() {
        return "PytorchInsight";
    }

    @Override
    public List<String> models() {
        return List.of("sk_resnet50", "sk_resnet101");
    }

    /** {@code Resize(256)}, {@code CenterCrop(224)} of its training scripts. */
    @Override
    public Optional<Preparation> preparation(RegisteredModel model, int channels) {
        return ImageNetWay.of(model, channels, Interpolation.BILINEAR, "as PytorchInsight's training scripts do");
    }
}
