package io.github.sknet.checkpoint.origin;

import io.github.sknet.graph.models.RegisteredModel;
import io.github.sknet.graph.preprocessing.Interpolation;
import java.util.List;
import java.util.Optional;

/** syt2/SKNet: models/SKNet.py. */
final class Syt2 implements CodeBase {

    @Override
    public String name() {
        return "syt2/SKNet";
    }

    @Override
    public List<String> models() {
        return List.of("sknet26_syt2", "sknet50_syt2", "sknet101_syt2");
    }

    /** Its loaders/imagenet_loader.py resizes bicubically. */
    @Override
    public Optional<Preparation> preparation(RegisteredModel model, int channels) {
        return ImageNetWay.of(model, channels, Interpolation.BICUBIC, "as syt2/SKNet's loader does");
    }
}
