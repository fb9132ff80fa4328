package org.example.gauge.vision;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.task.TaskOutputs;
import io.github.sknet.vision.Labels;
import io.github.sknet.vision.LoadedModel;
import io.github.sknet.vision.Setting;
import io.github.sknet.vision.Settings;
import io.github.sknet.vision.VisionTask;
import io.github.sknet.vision.image.Image;
import java.util.List;
import org.example.gauge.graph.GaugeOutputs;
import org.example.gauge.graph.GaugeTask;

/** How gauges answer. */
public final class GaugeVision implements VisionTask {

    private static final String DECIMALS = "decimals";
    private static final int USUAL_DECIMALS = 2;
    private static final int MOST_DECIMALS = 9;

    @Override
    public String id() {
        return GaugeTask.ID;
    }

    @Override
    public List<Setting> settings() {
        return List.of(Setting.of(DECIMALS, "N", "so many digits after the point (" + USUAL_DECIMALS + ")"));
    }

    @Override
    public BrightnessGauge model(
            Graph graph,
            TaskOutputs outputs,
            List<String> labels,
            Preprocessing preprocessing,
            Predictor predictor,
            Use use,
            Settings settings) {
        LoadedModel<GaugeOutputs> loaded = new LoadedModel<>(
                graph, (GaugeOutputs) outputs, Labels.of(labels, outputs.classes()), preprocessing, predictor);
        return new BrightnessGauge(
                loaded, settings.whole(DECIMALS, 0, MOST_DECIMALS).orElse(USUAL_DECIMALS));
    }

    @Override
    public Preprocessing preprocessing(Size size, int usual, Image sample) {
        Size wanted = size == null ? Size.square(usual) : size;
        return Preprocessing.exactSize(sample.channels(), wanted.height(), wanted.width());
    }
}
