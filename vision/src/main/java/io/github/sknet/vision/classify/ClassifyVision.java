package io.github.sknet.vision.classify;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.classify.ClassifierOutputs;
import io.github.sknet.graph.classify.ClassifyTask;
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

/** Which class an image is of. */
public final class ClassifyVision implements VisionTask {

    private static final String TOP = "top";
    private static final String MIRRORED = "mirrored";
    private static final String SHIFTED = "shifted";
    private static final String FEATURES = "features";

    /** Images up to this size are classified as they are. */
    private static final int SMALL = 64;

    @Override
    public String id() {
        return ClassifyTask.ID;
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                Setting.of(TOP, "K", "how many classes to name (" + Classification.USUALLY_TOLD + ")"),
                Setting.flag(MIRRORED, "judge by the mean of what the model says of an image and of its mirror image"),
                Setting.flag(SHIFTED, "judge by the image a pixel further up left and down right as well"),
                Setting.flag(FEATURES, "also tell the feature vector: what the last layer with weights is given"));
    }

    @Override
    public Graph loaded(Graph graph, TaskOutputs outputs) {
        return FeatureOutput.added(graph, (ClassifierOutputs) outputs);
    }

    @Override
    public Classifier model(
            Graph graph,
            TaskOutputs outputs,
            List<String> labels,
            Preprocessing preprocessing,
            Predictor predictor,
            Use use,
            Settings settings) {
        if (use == Use.EVALUATION && settings.flag(FEATURES)) {
            throw new IllegalArgumentException(FEATURES + " is for predictions: a model is judged by its classes");
        }
        LoadedModel<ClassifierOutputs> loaded = new LoadedModel<>(
                graph, (ClassifierOutputs) outputs, Labels.of(labels, outputs.classes()), preprocessing, predictor);
        Classifier classifier =
                new Classifier(loaded, settings.whole(TOP, 1, Integer.MAX_VALUE).orElse(Classification.USUALLY_TOLD));
        Classifier judge = settings.flag(MIRRORED) ? classifier.mirrored() : classifier;
        judge = settings.flag(SHIFTED) ? judge.shifted() : judge;
        return settings.flag(FEATURES) ? judge.withFeatures() : judge;
    }

    /** As ImageNet's are, where the input is large; small images stay as they are. */
    @Override
    public Preprocessing preprocessing(Size size, int usual, Image sample) {
        if (size == null && Math.max(sample.width(), sample.height()) <= SMALL) {
            return Preprocessing.exactSize(sample.channels(), sample.height(), sample.width());
        }
        Size wanted = size == null ? Size.square(usual) : size;
        return sample.channels() == 3 && wanted.height() == wanted.width() && wanted.height() > SMALL
                ? Preprocessing.imageNet(wanted.height())
                : Preprocessing.exactSize(sample.channels(), wanted.height(), wanted.width());
    }
}
