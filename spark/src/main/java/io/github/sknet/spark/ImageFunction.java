package io.github.sknet.spark;

import io.github.sknet.graph.text.FileProblem;
import io.github.sknet.vision.Answer;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.image.ImageException;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;

/** Answers about one image after the other, as a function of SQL. */
final class ImageFunction implements UDF1<Object, Row> {

    private static final String NAME = "The image";

    private final AnswerColumn answers;
    private final Questions questions;
    private final Broadcast<byte[]> model;
    private final boolean keepErrors;

    ImageFunction(AnswerColumn answers, Questions questions, Broadcast<byte[]> model, boolean keepErrors) {
        this.answers = answers;
        this.questions = questions;
        this.model = model;
        this.keepErrors = keepErrors;
    }

    @Override
    public Row call(Object cell) throws ImageException {
        try {
            Image image = ImageColumn.image(cell, NAME);
            Answer answer = ExecutorModels.of(questions, model::value)
                    .predict(List.of(image), false)
                    .get(0);
            return answers.row(answer);
        } catch (ImageException broken) {
            if (!keepErrors) {
                throw broken;
            }
            return answers.row(FileProblem.sentence(broken));
        }
    }
}
