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
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Which class an image is of. */
public final class ClassifyVision implements VisionTask {

    private static final String TOP = "top";
    private static final String MIRRORED = "mirrored";
    private static final String SHIFTED = "shifted";
    private static final String FEATURES = "features";
    private static final String THRESHOLD = "threshold";

    /** Images up to this size are classified as they are. */
    private static final int SMALL = 64;

    @Override
    public String id() {
        return ClassifyTask.ID;
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                Setting.of(
                        TOP,
                        "K",
                        "how many classes to name at most (" + Classification.USUALLY_TOLD
                                + "; of a model of several classes an image all above the threshold)"),
                Setting.of(
                        THRESHOLD,
                        "SCORE",
                        "of a model of several classes an image: the least probability of a class that is told of ("
                                + Telling.USUAL_THRESHOLD + ")"),
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
        Classifier classifier = new Classifier(loaded, telling(loaded.outputs(), settings));
        Classifier judge = settings.flag(MIRRORED) ? classifier.mirrored() : classifier;
        judge = settings.flag(SHIFTED) ? judge.shifted() : judge;
        return settings.flag(FEATURES) ? judge.withFeatures() : judge;
    }

    private static Telling telling(ClassifierOutputs outputs, Settings settings) {
        OptionalInt most = settings.whole(TOP, 1, Integer.MAX_VALUE);
        OptionalDouble threshold = settings.number(THRESHOLD, 0, 1);
        if (!outputs.scores().exclusive()) {
            return new Telling(most.orElse(Integer.MAX_VALUE), threshold.orElse(Telling.USUAL_THRESHOLD));
        }
        if (threshold.isPresent()) {
            throw new IllegalArgumentException("--" + THRESHOLD
                    + " is for models of several classes an image; of this one's classes an image has one: --" + TOP
                    + " says how many to name");
        }
        return Telling.best(most.orElse(Classification.USUALLY_TOLD));
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
