package io.github.sknet.train.classify;

import io.github.sknet.datasets.augment.Augmentation;
import io.github.sknet.graph.classify.ClassifierOutputs;
import io.github.sknet.graph.classify.ClassifyTask;
import io.github.sknet.train.Records;
import io.github.sknet.train.TaskSettings;
import java.util.List;
import java.util.Map;

/**
 * What a recipe says of classification alone.
 *
 * @param labelSmoothing the share of each label that is spread over all classes, 0 to below 1
 * @param classWeights a weight for each class, 0 or above; empty: all alike
 * @param augmentation random changes of the training images
 * @param crops smaller images in a run's first part
 * @param mirrored whether a network is judged by the mean of what it says of an image and of its mirror image
 */
public record ClassificationSettings(
        double labelSmoothing,
        List<Double> classWeights,
        Augmentation augmentation,
        ProgressiveCrops crops,
        boolean mirrored)
        implements TaskSettings {

    /** Images as they are in prediction, labels as they are. */
    public static final ClassificationSettings PLAIN =
            new ClassificationSettings(0, List.of(), Augmentation.NONE, ProgressiveCrops.NONE, false);

    public ClassificationSettings {
        classWeights = List.copyOf(classWeights);
        new CrossEntropy(labelSmoothing, classWeights);
        if (augmentation == null || crops == null) {
            throw new IllegalArgumentException("Classification needs an augmentation and crops");
        }
    }

    @Override
    public String task() {
        return ClassifyTask.ID;
    }

    /** What is learned for answers that are made of such outputs. */
    Learning learning(ClassifierOutputs outputs) {
        return outputs.scores().exclusive()
                ? new OneClass(new CrossEntropy(labelSmoothing, classWeights))
                : new SeveralClasses(new BinaryCrossEntropy(labelSmoothing, classWeights), outputs.classes());
    }

    @Override
    public Map<String, Object> toMap() {
        return Records.toMap(this);
    }
}
