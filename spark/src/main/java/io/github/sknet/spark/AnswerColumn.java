package io.github.sknet.spark;

import io.github.sknet.graph.classify.ClassifyTask;
import io.github.sknet.graph.detect.DetectTask;
import io.github.sknet.graph.segment.SegmentTask;
import io.github.sknet.vision.Answer;
import io.github.sknet.vision.classify.Classification;
import io.github.sknet.vision.classify.LabelScore;
import io.github.sknet.vision.detect.Detection;
import io.github.sknet.vision.detect.Detections;
import io.github.sknet.vision.segment.Segmentation;
import java.util.Arrays;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What the column of answers holds: a struct of the task's fields, then {@code error}, which is null where there is an answer; the other
 * fields are null where there is none.
 */
enum AnswerColumn {

    /** {@code label} and {@code score} of the most probable class, and {@code top}, an array of the topK most probable. */
    CLASSES(new StructType()
            .add("label", DataTypes.StringType)
            .add("score", DataTypes.FloatType)
            .add("top", DataTypes.createArrayType(labelled(), false))) {
        @Override
        Object[] fields(Answer answer) {
            Classification classification = (Classification) answer;
            LabelScore best = classification.best();
            Row[] top = classification.top(classification.told()).stream()
                    .map(each -> RowFactory.create(each.label(), each.score()))
                    .toArray(Row[]::new);
            return new Object[] {best.label(), best.score(), top};
        }
    },

    /** {@code objects}, an array of label, score and box, in pixels from the upper left corner, the surest first. */
    OBJECTS(new StructType()
            .add(
                    "objects",
                    DataTypes.createArrayType(
                            labelled()
                                    .add("x", DataTypes.DoubleType)
                                    .add("y", DataTypes.DoubleType)
                                    .add("width", DataTypes.DoubleType)
                                    .add("height", DataTypes.DoubleType),
                            false))) {
        @Override
        Object[] fields(Answer answer) {
            Row[] objects = ((Detections) answer)
                    .objects().stream().map(AnswerColumn::object).toArray(Row[]::new);
            return new Object[] {objects};
        }
    },

    /**
     * {@code width}, {@code height} and {@code mask}, a label for each pixel as a byte, row by row, and {@code classes}, an array of each
     * class with its share of the pixels.
     */
    MASK(new StructType()
            .add("width", DataTypes.IntegerType)
            .add("height", DataTypes.IntegerType)
            .add("mask", DataTypes.BinaryType)
            .add(
                    "classes",
                    DataTypes.createArrayType(
                            new StructType().add("label", DataTypes.StringType).add("share", DataTypes.DoubleType),
                            false))) {
        @Override
        Object[] fields(Answer answer) {
            Segmentation segmentation = (Segmentation) answer;
            double[] shares = segmentation.shares();
            Row[] classes = new Row[shares.length];
            Arrays.setAll(classes, i -> RowFactory.create(segmentation.labels().get(i), shares[i]));
            return new Object[] {
                segmentation.mask().width(),
                segmentation.mask().height(),
                segmentation.mask().samples(),
                classes
            };
        }
    },

    /** {@code json}: the answer of a task that is not known here. */
    JSON(new StructType().add("json", DataTypes.StringType)) {
        @Override
        Object[] fields(Answer answer) {
            return new Object[] {answer.toJson()};
        }
    };

    private static final Map<String, AnswerColumn> BY_TASK =
            Map.of(ClassifyTask.ID, CLASSES, DetectTask.ID, OBJECTS, SegmentTask.ID, MASK);

    private final StructType type;

    AnswerColumn(StructType fields) {
        this.type = fields.add("error", DataTypes.StringType);
    }

    /** The column for the answers of a task. */
    static AnswerColumn ofTask(String task) {
        return BY_TASK.getOrDefault(task, JSON);
    }

    private static StructType labelled() {
        return new StructType().add("label", DataTypes.StringType).add("score", DataTypes.FloatType);
    }

    private static Row object(Detection object) {
        return RowFactory.create(
                object.name(),
                object.score(),
                object.box().x(),
                object.box().y(),
                object.box().width(),
                object.box().height());
    }

    DataType type() {
        return type;
    }

    /** The fields' values without the error. */
    abstract Object[] fields(Answer answer);

    Row row(Answer answer) {
        return RowFactory.create(Arrays.copyOf(fields(answer), type.length()));
    }

    Row row(String error) {
        Object[] values = new Object[type.length()];
        values[values.length - 1] = error;
        return RowFactory.create(values);
    }
}
