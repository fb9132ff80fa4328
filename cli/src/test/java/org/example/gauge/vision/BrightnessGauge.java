package org.example.gauge.vision;

import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.task.Task;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.vision.Attention;
import io.github.sknet.vision.LoadedModel;
import io.github.sknet.vision.VisionModel;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.transform.ImagePreparation;
import java.util.List;
import java.util.stream.IntStream;
import org.example.gauge.graph.GaugeOutputs;

/** Says how bright a picture is. */
public final class BrightnessGauge implements VisionModel<Brightness> {

    private final LoadedModel<GaugeOutputs> model;
    private final int decimals;

    BrightnessGauge(LoadedModel<GaugeOutputs> model, int decimals) {
        this.model = model;
        this.decimals = decimals;
    }

    @Override
    public Task task() {
        return model.outputs().task();
    }

    @Override
    public List<String> labels() {
        return model.labels().names();
    }

    @Override
    public boolean named() {
        return model.labels().named();
    }

    @Override
    public List<String> columns() {
        return List.of("brightness");
    }

    @Override
    public Preprocessing preprocessing() {
        return model.preprocessing();
    }

    @Override
    public List<Brightness> predict(List<Image> images, boolean attention) {
        Preprocessing shape = preprocessing();
        ImagePreparation preparation = new ImagePreparation(shape);
        float[] inputs = new float[images.size() * shape.inputSize()];
        for (int i = 0; i < images.size(); i++) {
            preparation.write(preparation.fit(images.get(i)), inputs, i * shape.inputSize());
        }
        Prediction prediction = model.predictor()
                .predict(Tensor.of(inputs, images.size(), shape.channels(), shape.height(), shape.width()), attention);
        float[] values = values(prediction);
        return IntStream.range(0, images.size())
                .mapToObj(row -> new Brightness(values[row], decimals, Attention.of(model.graph(), prediction, row)))
                .toList();
    }

    @Override
    public Prediction outputs(Tensor inputs) {
        return model.compute(inputs);
    }

    /** The brightness of each image, 0 to 1 where the network is right. */
    public float[] values(Prediction outputs) {
        return outputs.outputs().get(model.outputs().output()).values();
    }

    @Override
    public void close() {
        model.close();
    }
}
