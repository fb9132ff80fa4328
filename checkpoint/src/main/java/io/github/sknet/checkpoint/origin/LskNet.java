package io.github.sknet.checkpoint.origin;

import io.github.sknet.graph.models.RegisteredModel;
import io.github.sknet.graph.preprocessing.Interpolation;
import java.util.List;
import java.util.Optional;

/** zcablii/LSKNet: mmrotate/models/backbones/lsknet.py. */
final class LskNet implements CodeBase {

    @Override
    public String name() {
        return "zcablii/LSKNet";
    }

    @Override
    public List<String> models() {
        return List.of("lsknet_t", "lsknet_s");
    }

    /** It says nothing of the classifiers that its backbones are taken from. */
    @Override
    public Optional<Preparation> preparation(RegisteredModel model, int channels) {
        return ImageNetWay.of(
                model,
                channels,
                Interpolation.BILINEAR,
                "the mean and deviation are those of LSKNet's detectors, the rest is assumed");
    }
}
