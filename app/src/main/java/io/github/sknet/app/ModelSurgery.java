package io.github.sknet.app;

import io.github.sknet.graph.Node;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.Summary;
import io.github.sknet.graph.engine.Engine;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.surgery.Change;
import io.github.sknet.graph.surgery.Intervention;
import io.github.sknet.graph.surgery.MeasuredNorms;
import io.github.sknet.graph.surgery.Operated;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.TensorDifference;
import io.github.sknet.vision.image.ImageDecoder;
import io.github.sknet.vision.transform.ImagePreparation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What surgery made of a model.
 *
 * @param model the same labels, preprocessing and task, another network
 * @param operated the network, and what of it is new
 * @param before the costs of the old network for an image of the model's size
 * @param after those of the new one
 * @param difference the largest difference of an output value between the two, for random images, as a share of the largest
 *     magnitude in that output
 */
public record ModelSurgery(ModelFile model, Operated operated, Summary before, Summary after, double difference) {

    private static final int IMAGES = 2;

    /**
     * Operates on a model's network, and measures how far its outputs moved.
     *
     * @param seed of what starts anew
     * @param engine computes both networks
     * @throws IllegalArgumentException as {@link Intervention#apply}
     */
    public static ModelSurgery perform(
            ModelFile model, Intervention intervention, long seed, Engine engine, int threads) {
        Size size = model.imageSize();
        Operated operated = intervention.apply(model.graph(), model.weights(), seed);
        ModelFile result = replaced(model, operated);
        return new ModelSurgery(
                result,
                operated,
                Summary.of(model.graph(), size.height(), size.width()),
                Summary.of(operated.graph(), size.height(), size.width()),
                difference(model, result, size, seed, engine, threads));
    }

    /**
     * Gives a model's convolutions a BatchNorm, as {@link MeasuredNorms} does, before it is operated on.
     *
     * @param where which convolutions
     * @param images pictures, some dozens, prepared as the model says
     * @throws IOException naming the image that can't be read
     * @throws IllegalArgumentException when the model does not say how images are prepared
     */
    public static ModelFile normalised(
            ModelFile model, Predicate<Node> where, List<Path> images, Engine engine, int threads) throws IOException {
        ImagePreparation preparation = new ImagePreparation(model.preprocessing()
                .orElseThrow(() -> new IllegalArgumentException(
                        "The model does not say how images are prepared, so that no statistics can be measured")));
        List<Tensor> inputs = new ArrayList<>();
        for (Path image : images) {
            inputs.add(preparation.toInput(ImageDecoder.read(image)));
        }
        return replaced(model, MeasuredNorms.behind(model.graph(), model.weights(), where, inputs, engine, threads));
    }

    /** The same model with another network of the same outputs. */
    private static ModelFile replaced(ModelFile model, Operated operated) {
        return new ModelFile(
                operated.graph(),
                operated.weights(),
                model.outputs().task().outputs(operated.graph(), model.outputs().toMap()),
                model.labels(),
                model.preprocessing(),
                Optional.empty(),
                model.training());
    }

    /** This as a plain map, such as {@link io.github.sknet.graph.json.Json} writes. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("changes", operated.changes().stream().map(ModelSurgery::toMap).toList());
        map.put("kept", operated.kept());
        map.put("fresh", operated.fresh());
        map.put("parameters", List.of(before.parameters(), after.parameters()));
        map.put("macs", List.of(before.macs(), after.macs()));
        map.put("difference", difference);
        return map;
    }

    private static Map<String, Object> toMap(Change change) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("node", change.node());
        map.put("was", change.was());
        map.put("became", change.became());
        return map;
    }

    private static double difference(
            ModelFile before, ModelFile after, Size size, long seed, Engine engine, int threads) {
        Tensor images =
                Tensor.gaussian(List.of(IMAGES, before.graph().inputChannels(), size.height(), size.width()), seed);
        Map<String, Tensor> expected = outputs(before, images, engine, threads);
        Map<String, Tensor> actual = outputs(after, images, engine, threads);
        return expected.entrySet().stream()
                .mapToDouble(output -> TensorDifference.between(output.getValue(), actual.get(output.getKey()))
                        .relative())
                .max()
                .orElseThrow();
    }

    private static Map<String, Tensor> outputs(ModelFile model, Tensor images, Engine engine, int threads) {
        try (Predictor predictor = engine.load(model.graph(), model.weights(), threads)) {
            return predictor.predict(images, false).outputs();
        }
    }
}
