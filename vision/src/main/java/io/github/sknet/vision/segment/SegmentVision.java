package io.github.sknet.vision.segment;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.segment.SegmentTask;
import io.github.sknet.graph.segment.SegmenterOutputs;
import io.github.sknet.graph.task.TaskOutputs;
import io.github.sknet.vision.Labels;
import io.github.sknet.vision.LoadedModel;
import io.github.sknet.vision.Setting;
import io.github.sknet.vision.Settings;
import io.github.sknet.vision.TileSettings;
import io.github.sknet.vision.VisionTask;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.transform.DenseInputs;
import java.util.List;

/** Of which class each pixel is. */
public final class SegmentVision implements VisionTask {

    @Override
    public String id() {
        return SegmentTask.ID;
    }

    @Override
    public List<Setting> settings() {
        return TileSettings.all();
    }

    @Override
    public Segmenter model(
            Graph graph,
            TaskOutputs outputs,
            List<String> labels,
            Preprocessing preprocessing,
            Predictor predictor,
            Use use,
            Settings settings) {
        LoadedModel<SegmenterOutputs> loaded = new LoadedModel<>(
                graph, (SegmenterOutputs) outputs, Labels.of(labels, outputs.classes()), preprocessing, predictor);
        return new Segmenter(loaded, TileSettings.of(settings, use));
    }

    @Override
    public Preprocessing preprocessing(Size size, int usual, Image sample) {
        return DenseInputs.preprocessing(size, usual, sample);
    }
}
