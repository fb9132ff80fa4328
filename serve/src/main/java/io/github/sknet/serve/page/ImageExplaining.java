package io.github.sknet.serve.page;

import io.github.sknet.explain.image.ForcedKernels;
import io.github.sknet.explain.image.ImageExplainer;
import io.github.sknet.explain.image.ImageExplanation;
import io.github.sknet.explain.image.ImageQuestions;
import io.github.sknet.serve.http.Reply;
import io.github.sknet.serve.model.ModelVersion;
import io.github.sknet.serve.work.Inference;
import io.github.sknet.vision.Answer;
import io.github.sknet.vision.image.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;

/**
 * What a model's answers rest on, image by image.
 *
 * @param explainers who explains
 * @param model the model's name
 * @param questions what is wanted
 * @param force the kernels that are forced; then the answer alone is told
 * @param layers whether pictures are wanted
 */
record ImageExplaining(
        Explainers explainers, String model, ImageQuestions questions, Optional<String> force, boolean layers)
        implements Inference<Image, Reply> {

    @Override
    public List<Reply> answer(ModelVersion version, List<Image> images) {
        return explainers.with(
                model,
                version,
                explainer -> images.stream()
                        .map(image ->
                                Reply.of(force.isPresent() ? forced(explainer, image) : explained(explainer, image)))
                        .toList());
    }

    private Map<String, Object> forced(ImageExplainer explainer, Image image) {
        Answer answer = explainer.answer(image, ForcedKernels.parse(explainer.units(), force.orElseThrow()));
        return withLayers(answer.toMap(), answer, explainer.seen(image));
    }

    private Map<String, Object> explained(ImageExplainer explainer, Image image) {
        ImageExplanation explanation = explainer.explain(image, questions);
        return withLayers(explanation.toMap(), explanation.answer(), explanation.seen());
    }

    private Map<String, Object> withLayers(Map<String, Object> said, Answer answer, Image seen) {
        if (layers) {
            Map<String, Object> pictures = new LinkedHashMap<>();
            pictures.put("seen", png(seen.toBufferedImage()));
            answer.layer().ifPresent(layer -> pictures.put("mask", png(layer)));
            said.put("layers", pictures);
        }
        return said;
    }

    private static String png(BufferedImage picture) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException("Memory takes all that is written", impossible);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
