package io.github.sknet.serve.predict;

import io.github.sknet.serve.http.Reply;
import io.github.sknet.serve.model.ModelVersion;
import io.github.sknet.serve.work.Inference;
import io.github.sknet.vision.Answer;
import io.github.sknet.vision.Settings;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.plot.Picture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * What a model says of images. Those that are asked about in the same way are asked about together.
 *
 * @param settings of the model's task
 * @param kernels whether the share of each kernel is wanted as well
 * @param picture whether the image with the answer drawn on it is wanted, rather than JSON
 */
record ImagePrediction(Settings settings, boolean kernels, boolean picture) implements Inference<Image, Reply> {

    @Override
    public List<Reply> answer(ModelVersion model, List<Image> images) {
        List<? extends Answer> answers = model.answering(settings).predict(images, kernels);
        List<Reply> replies = new ArrayList<>(answers.size());
        for (int i = 0; i < answers.size(); i++) {
            replies.add(
                    picture
                            ? drawn(answers.get(i), images.get(i))
                            : Reply.json(answers.get(i).toJson()));
        }
        return replies;
    }

    private static Reply drawn(Answer answer, Image image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Picture picture = answer.picture(image)) {
            ImageIO.write(picture.image(), "png", bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException("Memory takes all that is written", impossible);
        }
        return new Reply("image/png", bytes.toByteArray());
    }
}
