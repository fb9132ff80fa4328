package io.github.sknet.checkpoint.origin;

import io.github.sknet.checkpoint.format.Checkpoint;
import io.github.sknet.graph.models.RegisteredModel;
import io.github.sknet.graph.preprocessing.Interpolation;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * segmentation_models.pytorch with timm's SK networks as encoders ({@code timm-skresnet18}). Its decoders are not described here: the
 * encoder is taken, as a classifier without a head.
 */
final class SegmentationModels implements CodeBase {

    private static final String ENCODER = "encoder.";

    @Override
    public String name() {
        return "segmentation_models.pytorch";
    }

    @Override
    public List<String> models() {
        return List.of("skresnet18", "skresnet34", "skresnext50_32x4d");
    }

    @Override
    public Optional<Checkpoint> translate(Checkpoint checkpoint) {
        Map<String, Tensor> encoder = new LinkedHashMap<>();
        Map<String, Integer> others = new TreeMap<>();
        checkpoint.weights().tensors().forEach((name, tensor) -> {
            if (name.startsWith(ENCODER)) {
                encoder.put(name.substring(ENCODER.length()), tensor);
            } else {
                others.merge(name.split("\\.", 2)[0], 1, Integer::sum);
            }
        });
        if (encoder.isEmpty() || !others.containsKey("decoder")) {
            return Optional.empty();
        }
        return Optional.of(checkpoint.with(
                new Weights(encoder),
                "took the encoder; left aside, by tensors: "
                        + others.toString().replace("{", "").replace("}", "").replace("=", " ")));
    }

    @Override
    public Optional<Preparation> preparation(RegisteredModel model, int channels) {
        return ImageNetWay.of(
                model, channels, Interpolation.BICUBIC, "as timm does, whose weights these encoders start from");
    }
}
