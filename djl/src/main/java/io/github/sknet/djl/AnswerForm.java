package io.github.sknet.djl;

import ai.djl.modality.Classifications;
import ai.djl.modality.Output;
import ai.djl.modality.cv.output.BoundingBox;
import ai.djl.modality.cv.output.CategoryMask;
import ai.djl.modality.cv.output.DetectedObjects;
import ai.djl.modality.cv.output.Rectangle;
import ai.djl.ndarray.BytesSupplier;
import io.github.sknet.djl.NetworkBlock.Answered;
import io.github.sknet.graph.classify.ClassifyTask;
import io.github.sknet.graph.detect.DetectTask;
import io.github.sknet.graph.segment.SegmentTask;
import io.github.sknet.vision.Answer;
import io.github.sknet.vision.classify.Classification;
import io.github.sknet.vision.classify.LabelScore;
import io.github.sknet.vision.detect.Detection;
import io.github.sknet.vision.detect.Detections;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.segment.Segmentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * DJL's objects for the answers of a task.
 *
 * @param type the objects' class
 * @param of makes one
 */
record AnswerForm(Class<?> type, Function<Answered, Object> of) {

    private static final Map<String, AnswerForm> BY_TASK = Map.of(
            ClassifyTask.ID, new AnswerForm(Classifications.class, each -> classifications(each.answer())),
            DetectTask.ID, new AnswerForm(DetectedObjects.class, AnswerForm::detectedObjects),
            SegmentTask.ID, new AnswerForm(CategoryMask.class, each -> categoryMask(each.answer())));

    /** The answer itself: there for every task, with what the network chose where that was asked for. */
    static final AnswerForm OWN = new AnswerForm(Answer.class, Answered::answer);

    /** DJL's form for the answers of a task; {@link #OWN} where DJL has none. */
    static AnswerForm ofTask(String task) {
        return BY_TASK.getOrDefault(task, OWN);
    }

    /** Every class that answers may be of. */
    static List<Class<?>> types() {
        List<Class<?>> types = new ArrayList<>();
        types.add(OWN.type);
        BY_TASK.values().forEach(form -> types.add(form.type));
        return types;
    }

    /** The answer to a request to DJL Serving: DJL's object as JSON. */
    Output response(Answered answered) {
        Object object = of.apply(answered);
        Output response = new Output();
        response.addProperty("Content-Type", "application/json");
        response.add(
                object instanceof Answer answer
                        ? BytesSupplier.wrap(answer.toJson())
                        : BytesSupplier.wrapAsJson(object));
        return response;
    }

    /** All classes with their probabilities; as many of them are told as the model's setting says. */
    private static Classifications classifications(Answer answer) {
        Classification classification = (Classification) answer;
        Classifications classifications = new Classifications(
                classification.scores().stream().map(LabelScore::label).toList(),
                classification.scores().stream()
                        .map(each -> (double) each.score())
                        .toList());
        classifications.setTopK(classification.told());
        return classifications;
    }

    /** Boxes in shares of the image's width and height, as DJL has them. */
    private static DetectedObjects detectedObjects(Answered answered) {
        Image image = answered.image();
        List<String> names = new ArrayList<>();
        List<Double> scores = new ArrayList<>();
        List<BoundingBox> boxes = new ArrayList<>();
        for (Detection object : (Detections) answered.answer()) {
            names.add(object.name());
            scores.add((double) object.score());
            boxes.add(new Rectangle(
                    object.box().x() / image.width(),
                    object.box().y() / image.height(),
                    object.box().width() / image.width(),
                    object.box().height() / image.height()));
        }
        return new DetectedObjects(names, scores, boxes);
    }

    private static CategoryMask categoryMask(Answer answer) {
        Segmentation segmentation = (Segmentation) answer;
        Image mask = segmentation.mask();
        int[][] labels = new int[mask.height()][mask.width()];
        for (int y = 0; y < mask.height(); y++) {
            for (int x = 0; x < mask.width(); x++) {
                labels[y][x] = segmentation.labelAt(x, y);
            }
        }
        return new CategoryMask(segmentation.labels(), labels);
    }
}
