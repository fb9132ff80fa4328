package io.github.sknet.app;

import io.github.sknet.vision.Answer;
import io.github.sknet.vision.VisionModel;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.image.ImageDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Asks a model about image files, one after the other. An image that can't be read is told of as such, and the others are
 * answered all the same.
 *
 * @param model stays open
 * @param attention whether the share of each kernel is wanted as well
 * @param pictures the folder that pictures of the answers go to; empty for none
 */
public record ImageAnswers(VisionModel<?> model, boolean attention, Optional<Path> pictures) {

    /**
     * What came of one image.
     *
     * @param image its file
     * @param answer empty where the image can't be read
     * @param problem what was wrong, empty otherwise
     * @param fields of the answer, for tools, with the files of its pictures
     */
    public record AnsweredImage(
            Path image, Optional<Answer> answer, Optional<IOException> problem, Map<String, Object> fields) {}

    /**
     * Asks about images.
     *
     * @param told of each as soon as it is answered
     * @throws IOException when the folder of pictures can't be made
     */
    public void ask(List<Path> images, Consumer<AnsweredImage> told) throws IOException {
        if (pictures.isPresent()) {
            Files.createDirectories(pictures.get());
        }
        Map<String, Integer> stems = new HashMap<>();
        for (Path image : images) {
            String stem = stem(image);
            int earlier = stems.merge(stem, 1, Integer::sum) - 1;
            told.accept(ask(image, earlier == 0 ? stem : stem + "-" + (earlier + 1)));
        }
    }

    private AnsweredImage ask(Path file, String stem) {
        try {
            Image image = ImageDecoder.read(file);
            Answer answer = model.predict(List.of(image), attention).get(0);
            Map<String, Object> fields = pictures.isPresent()
                    ? answer.write(image, pictures.get(), stem)
                    : new LinkedHashMap<>(answer.toMap());
            return new AnsweredImage(file, Optional.of(answer), Optional.empty(), fields);
        } catch (IOException problem) {
            return new AnsweredImage(file, Optional.empty(), Optional.of(problem), Map.of());
        }
    }

    /** The image's name without its extension. */
    private static String stem(Path image) {
        String name = image.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
