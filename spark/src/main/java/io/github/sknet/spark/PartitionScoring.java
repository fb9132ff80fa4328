package io.github.sknet.spark;

import io.github.sknet.graph.text.FileProblem;
import io.github.sknet.vision.Answer;
import io.github.sknet.vision.VisionModel;
import io.github.sknet.vision.VisionTask;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.image.ImageException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Answers about the images of a partition, some at a time, row by row in their order. */
final class PartitionScoring implements MapPartitionsFunction<Row, Row> {

    /** Images of so many samples together are asked about at once, whatever the batch. */
    private static final long BATCH_SAMPLES = 1 << 26;

    /** The columns that say where an image is from, as of Spark's sources. */
    private static final String PATH = "path";

    private final OutputColumns columns;
    private final Questions questions;
    private final Broadcast<byte[]> model;
    private final boolean keepErrors;

    PartitionScoring(OutputColumns columns, Questions questions, Broadcast<byte[]> model, boolean keepErrors) {
        this.columns = columns;
        this.questions = questions;
        this.model = model;
        this.keepErrors = keepErrors;
    }

    /**
     * Checks the settings where the job is asked for, rather than where it fails.
     *
     * @throws IllegalArgumentException when one is not the task's
     */
    static void requireSettings(Questions questions) {
        VisionTask.named(questions.task()).requireOwn(questions.options().settings());
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        return new Batches(rows, ExecutorModels.of(questions, model::value));
    }

    /** A row that waits for its answer, or what is wrong with its image. */
    private record Waiting(Row row, String name, Image image, Throwable problem) {}

    private final class Batches implements Iterator<Row> {

        private final Iterator<Row> rows;
        private final VisionModel<?> asked;
        private final Queue<Row> answered = new ArrayDeque<>();

        Batches(Iterator<Row> rows, VisionModel<?> asked) {
            this.rows = rows;
            this.asked = asked;
        }

        @Override
        public boolean hasNext() {
            if (answered.isEmpty() && rows.hasNext()) {
                answer(nextBatch());
            }
            return !answered.isEmpty();
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return answered.remove();
        }

        private List<Waiting> nextBatch() {
            List<Waiting> batch = new ArrayList<>();
            long samples = 0;
            while (rows.hasNext() && batch.size() < questions.batch() && samples < BATCH_SAMPLES) {
                Waiting next = read(rows.next());
                batch.add(next);
                samples += next.image == null ? 0 : next.image.samples().length;
            }
            return batch;
        }

        private void answer(List<Waiting> batch) {
            List<Image> images = batch.stream()
                    .filter(each -> each.image != null)
                    .map(Waiting::image)
                    .toList();
            List<? extends Answer> answers = together(images);
            int next = 0;
            for (Waiting each : batch) {
                if (each.image == null) {
                    answered.add(failed(each, each.problem));
                } else {
                    answered.add(answers.isEmpty() ? alone(each) : row(each, columns.values(answers.get(next))));
                    next++;
                }
            }
        }

        /** Answers for all images; none where one of them spoils it for the others. */
        private List<? extends Answer> together(List<Image> images) {
            try {
                return images.isEmpty() ? List.of() : asked.predict(images, questions.attention());
            } catch (RuntimeException | OutOfMemoryError | StackOverflowError problem) {
                // Whose fault it is comes out when each is asked about alone, and there it is told.
                return List.of();
            }
        }

        private Row alone(Waiting waiting) {
            try {
                Answer answer = asked.predict(List.of(waiting.image), questions.attention())
                        .get(0);
                return row(waiting, columns.values(answer));
            } catch (RuntimeException | OutOfMemoryError | StackOverflowError problem) {
                return failed(waiting, problem);
            }
        }
    }

    private Waiting read(Row row) {
        String name = name(row);
        try {
            return new Waiting(row, name, ImageColumn.image(row.getAs(columns.input()), name), null);
        } catch (ImageException | RuntimeException | OutOfMemoryError | StackOverflowError problem) {
            return new Waiting(row, name, null, problem);
        }
    }

    private String name(Row row) {
        if (Arrays.asList(row.schema().fieldNames()).contains(PATH) && row.getAs(PATH) instanceof String path) {
            return path;
        }
        return row.getAs(columns.input()) instanceof Row image && image.getAs("origin") instanceof String origin
                ? origin
                : "The image";
    }

    private Row failed(Waiting waiting, Throwable problem) {
        String sentence = problem instanceof IOException known
                ? FileProblem.sentence(known)
                : waiting.name + ": " + (problem.getMessage() == null ? problem.toString() : problem.getMessage());
        if (!keepErrors) {
            throw new IllegalStateException(sentence, problem);
        }
        return row(waiting, columns.values(sentence));
    }

    private static Row row(Waiting waiting, List<Object> added) {
        int own = waiting.row.length();
        Object[] values = new Object[own + added.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = i < own ? waiting.row.get(i) : added.get(i - own);
        }
        return RowFactory.create(values);
    }
}
