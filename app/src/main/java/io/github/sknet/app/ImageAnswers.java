package io.github.sknet.app;

import io.github.sknet.vision.Answer;
import io.github.sknet.vision.PictureFiles;
import io.github.sknet.vision.VisionModel;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.image.ImageDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Asks a model about image files, some at a time. Whatever is wrong with an image is told of as such, and the others are answered
 * all the same.
 *
 * @param model stays open
 * @param attention whether the share of each kernel is wanted as well
 * @param pictures where pictures of the answers go; empty for none
 * @param batch the most images that are asked about in one pass, at least 1
 */
public record ImageAnswers(VisionModel<?> model, boolean attention, Optional<Pictures> pictures, int batch) {

    /** How many images are asked about in one pass, where nothing is said. */
    public static final int USUAL_BATCH = 8;

    /** Images of so many samples together are asked about at once, however many are wanted: they are all held in memory. */
    private static final long BATCH_SAMPLES = 1 << 26;

    public ImageAnswers {
        if (batch < 1) {
            throw new IllegalArgumentException("A batch must be of at least 1 image, not " + batch);
        }
    }

    /**
     * Where pictures of answers go.
     *
     * @param folder is made
     * @param replace whether files may be replaced that are not pictures of answers
     */
    public record Pictures(Path folder, boolean replace) {}

    /**
     * What came of one image.
     *
     * @param image its file
     * @param answer empty where there is none
     * @param problem why, empty otherwise
     * @param fields of the answer, for tools, with the files of its pictures
     */
    public record AnsweredImage(
            Path image, Optional<Answer> answer, Optional<Throwable> problem, Map<String, Object> fields) {

        private static AnsweredImage failed(ImageFile file, Throwable problem) {
            return new AnsweredImage(file.path(), Optional.empty(), Optional.of(problem), Map.of());
        }
    }

    /** An image that waits for its answer, or what was wrong with it. */
    private record Waiting(ImageFile file, Image image, Throwable problem) {}

    /**
     * Asks about images.
     *
     * @param told of each, in their order, as soon as it is answered
     * @param progress images, of all
     * @throws IOException when the folder of pictures can't be made
     */
    public void ask(List<ImageFile> images, Consumer<AnsweredImage> told, Progress progress) throws IOException {
        if (pictures.isPresent()) {
            Files.createDirectories(pictures.get().folder());
        }
        Map<ImageFile, Path> names = pictures.isPresent() ? PictureNames.of(images) : Map.of();
        List<Waiting> waiting = new ArrayList<>();
        long samples = 0;
        for (int i = 0; i < images.size(); i++) {
            Waiting next = read(images.get(i));
            waiting.add(next);
            samples += next.image == null ? 0 : next.image.stored().length();
            if (waiting.size() == batch || samples > BATCH_SAMPLES || i == images.size() - 1) {
                answer(waiting, names, told);
                waiting.clear();
                samples = 0;
                progress.to(i + 1, images.size());
            }
        }
    }

    private static Waiting read(ImageFile file) {
        if (file.problem().isPresent()) {
            return new Waiting(file, null, file.problem().get());
        }
        try {
            return new Waiting(file, ImageDecoder.read(file.path()), null);
        } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError problem) {
            return new Waiting(file, null, problem);
        }
    }

    private void answer(List<Waiting> waiting, Map<ImageFile, Path> names, Consumer<AnsweredImage> told) {
        List<Image> images = waiting.stream()
                .filter(each -> each.image != null)
                .map(Waiting::image)
                .toList();
        List<? extends Answer> answers = together(images);
        int next = 0;
        for (Waiting each : waiting) {
            if (each.image == null) {
                told.accept(AnsweredImage.failed(each.file, each.problem));
            } else {
                told.accept(finish(each, names.get(each.file), answers.isEmpty() ? null : answers.get(next)));
                next++;
            }
        }
    }

    /** Answers for all images; none where one of them spoils it for the others. */
    private List<? extends Answer> together(List<Image> images) {
        try {
            return images.isEmpty() ? List.of() : model.predict(images, attention);
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError problem) {
            // Whose fault it is comes out when each is asked about alone, and there it is told.
            return List.of();
        }
    }

    private AnsweredImage finish(Waiting waiting, Path name, Answer known) {
        try {
            Answer answer = known == null
                    ? model.predict(List.of(waiting.image), attention).get(0)
                    : known;
            Map<String, Object> fields = pictures.isPresent()
                    ? answer.write(waiting.image, files(name))
                    : new LinkedHashMap<>(answer.toMap());
            return new AnsweredImage(waiting.file.path(), Optional.of(answer), Optional.empty(), fields);
        } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError problem) {
            return AnsweredImage.failed(waiting.file, problem);
        }
    }

    private PictureFiles files(Path name) {
        return new PictureFiles(
                pictures.get().folder().resolve(name), pictures.get().replace());
    }
}
