package io.github.sknet.checkpoint.origin;

import io.github.sknet.graph.models.RegisteredModel;
import io.github.sknet.graph.preprocessing.Interpolation;
import io.github.sknet.graph.preprocessing.Preprocessing;
import java.util.Optional;

/** ImageNet's usual preparation, the middle 87.5 % of the shorter side (224 of 256 pixels), in the two interpolations in use. */
final class ImageNetWay {

    private static final double CROP = 0.875;

    private ImageNetWay() {}

    /** Empty for inputs that are not RGB. */
    static Optional<Preparation> of(RegisteredModel model, int channels, Interpolation interpolation, String reason) {
        if (channels != 3) {
            return Optional.empty();
        }
        Preprocessing usual = Preprocessing.imageNet(model.size());
        return Optional.of(new Preparation(
                new Preprocessing(
                        3,
                        usual.height(),
                        usual.width(),
                        (int) Math.floor(model.size() / CROP),
                        interpolation,
                        usual.mean(),
                        usual.std()),
                reason));
    }
}
