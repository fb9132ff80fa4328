package io.github.sknet.app;

import io.github.sknet.explain.image.ImageExplainer;
import io.github.sknet.explain.image.ImageExplanation;
import io.github.sknet.explain.image.ImageExplanationFiles;
import io.github.sknet.explain.image.ImageQuestions;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.vision.VisionModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Explains what a model answers to image files, one by one.
 *
 * @param model one that says how images are prepared for it
 * @param options how it is loaded
 * @param questions what is to be explained
 * @param folder where pictures and numbers go; is made
 */
public record ImageExplanations(ModelFile model, VisionModels.Options options, ImageQuestions questions, Path folder) {

    /**
     * What came of one image.
     *
     * @param image its file
     * @param explanation of the answer to it
     * @param files what was written
     */
    public record Explained(Path image, ImageExplanation explanation, List<Path> files) {

        /** For tools: {@code image}, {@link ImageExplanation#toMap}, {@code files}. */
        public Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("image", image.toString());
            map.putAll(explanation.toMap());
            map.put("files", files.stream().map(Path::toString).toList());
            return map;
        }
    }

    /**
     * Explains images.
     *
     * @param told of each, in their order, as soon as it is written
     * @return why those that can't be read, or be the network's input, cannot
     * @throws IOException when a file can't be written
     */
    public List<IOException> explain(List<Path> images, Consumer<Explained> told) throws IOException {
        List<IOException> broken = new ArrayList<>();
        try (ImageExplainer explainer = ImageExplainer.of(model, options)) {
            Preprocessing preprocessing = model.preprocessing().orElseThrow();
            for (int i = 0; i < images.size(); i++) {
                Path image = images.get(i);
                ImageExplanation explanation;
                try {
                    explanation = explainer.explain(InputImages.read(image, preprocessing), questions);
                } catch (IOException unreadable) {
                    broken.add(unreadable);
                    continue;
                }
                told.accept(new Explained(
                        image, explanation, ImageExplanationFiles.write(explanation, i + 1, image.toString(), folder)));
            }
        }
        return broken;
    }
}
