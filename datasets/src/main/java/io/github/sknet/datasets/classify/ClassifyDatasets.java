package io.github.sknet.datasets.classify;

import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.BatchLoader;
import io.github.sknet.datasets.ClassNames;
import io.github.sknet.datasets.DataSource;
import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.DatasetTask;
import io.github.sknet.datasets.Judge;
import io.github.sknet.datasets.Split;
import io.github.sknet.datasets.Splits;
import io.github.sknet.datasets.augment.BatchMixing;
import io.github.sknet.datasets.augment.InputTransform;
import io.github.sknet.datasets.files.Reading;
import io.github.sknet.graph.classify.ClassifierOutputs;
import io.github.sknet.graph.classify.ClassifyTask;
import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.task.TaskOutputs;
import io.github.sknet.vision.Setting;
import io.github.sknet.vision.VisionModel;
import io.github.sknet.vision.classify.Classifier;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Images with one class each, or with any number of them. */
public final class ClassifyDatasets implements DatasetTask<LabelledDataset, LabelledBatch> {

    private static final Setting MULTI_LABEL = Setting.flag(
            "multi-label", "an image may be of several classes, or of none, even where no row of a list says so");

    private static final Pattern KIND_OF_FILE =
            Pattern.compile("(?i).*(images?|imgs?|pictures?|masks?|labels?|annot|annotations?|data)");

    @Override
    public String id() {
        return ClassifyTask.ID;
    }

    @Override
    public String forms() {
        return "class folders (perhaps below train, val and test), lists of images with their "
                + "classes, one each or several, IDX files, CIFAR binaries, or "
                + LabelledDatasets.FASHION_MNIST + " (the bundled images)";
    }

    /** Where it can be read, and its classes are not called as parts and kinds of files are. */
    @Override
    public Optional<String> sign(DataSource source) throws IOException {
        Reading reading = Reading.of(DataSource.of(source.location()), AnnotationProblems.untold());
        try (Splits<LabelledDataset> splits = LabelledDatasets.open(source.location(), reading, false)) {
            List<String> classes = splits.labels();
            boolean told = classes.size() > 1
                    && classes.stream()
                            .noneMatch(name -> KIND_OF_FILE.matcher(name).matches()
                                    || Split.named(name).isPresent());
            return told
                    ? Optional.of("each image is of one of the classes " + Json.cut(classes.toString()))
                    : Optional.empty();
        } catch (DatasetException | IllegalArgumentException noClasses) {
            // What can't be read as data of this task bears no sign of it.
            return Optional.empty();
        }
    }

    @Override
    public List<Setting> settings() {
        return List.of(MULTI_LABEL, Reading.ENCODING);
    }

    @Override
    public Splits<LabelledDataset> open(DataSource source, AnnotationProblems problems) throws IOException {
        Splits<LabelledDataset> splits = LabelledDatasets.open(
                source.location(),
                Reading.of(source, problems),
                Boolean.parseBoolean(source.settings().get(MULTI_LABEL.name())));
        List<String> labels = source.labels();
        if (ClassNames.isReordered(splits.labels(), labels)) {
            Map<Split, LabelledDataset> parts = new EnumMap<>(Split.class);
            splits.parts().forEach((split, part) -> parts.put(split, new Relabelled(part, labels)));
            return new Splits<>(splits.name(), parts);
        }
        if (!labels.isEmpty() && !labels.equals(splits.labels())) {
            splits.close();
            throw new IllegalArgumentException(
                    "The classes of " + source.location() + " are " + splits.labels() + ", not " + labels);
        }
        return splits;
    }

    /** Where an image of the data may be of several classes, each has a score of its own. */
    @Override
    public TaskOutputs meaning(TaskOutputs usual, LabelledDataset data) {
        return data.exclusive() ? usual : ((ClassifierOutputs) usual).withScores(ClassifierOutputs.Scores.SIGMOID);
    }

    /** The data's classes are the model's, perhaps in another order. */
    @Override
    public DataSource forModel(DataSource source, List<String> labels) {
        return source.orLabels(labels);
    }

    @Override
    public BatchLoader.Source<LabelledBatch> evaluationBatches(LabelledDataset dataset, Preprocessing preprocessing) {
        return new LabelledBatches(dataset, InputTransform.of(preprocessing), BatchMixing.NONE);
    }

    @Override
    public Judge<LabelledBatch> judge(LabelledDataset dataset, VisionModel<?> model) {
        Classifier classifier = Judge.requireKind(Classifier.class, model);
        if (!classifier.exclusive()) {
            return new MultiLabelJudge(classifier);
        }
        if (!dataset.exclusive()) {
            throw new IllegalArgumentException(
                    "The images of the data are of any number of classes, and the model tells of one"
                            + " class an image: train one on such data");
        }
        return new ClassificationJudge(classifier);
    }
}
