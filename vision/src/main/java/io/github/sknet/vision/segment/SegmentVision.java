package io.github.sknet.vision.segment;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Shape;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.segment.SegmentationOutput;
import io.github.sknet.vision.Labels;
import io.github.sknet.vision.LoadedModel;
import io.github.sknet.vision.Settings;
import io.github.sknet.vision.UnsuitableModelException;
import io.github.sknet.vision.VisionTask;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.transform.DenseInputs;
import io.github.sknet.vision.transform.Preprocessing;
import java.util.List;
import java.util.Map;

/** Of which class each pixel is. */
public final class SegmentVision implements VisionTask {

    static final String ID = "segment";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Map<String, String> settings() {
        return Map.of();
    }

    @Override
    public Segmenter model(
            Graph graph,
            List<String> labels,
            Preprocessing preprocessing,
            Predictor predictor,
            Use use,
            Settings settings) {
        String logits = graph.outputs().get(SegmentationOutput.LOGITS);
        if (logits == null) {
            throw new UnsuitableModelException("A segmenter has the output " + SegmentationOutput.LOGITS
                    + ", but there are " + graph.outputs().keySet());
        }
        Shape shape =
                graph.shapes(preprocessing.height(), preprocessing.width()).get(logits);
        return new Segmenter(new LoadedModel(graph, Labels.of(labels, shape.channels()), preprocessing, predictor));
    }

    @Override
    public Preprocessing preprocessing(Size size, int usual, Image sample) {
        return DenseInputs.preprocessing(size, usual, sample);
    }
}
