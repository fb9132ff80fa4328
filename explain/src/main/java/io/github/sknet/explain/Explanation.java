package io.github.sknet.explain;

import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.NotANumberException;
import io.github.sknet.vision.VisionModel;
import io.github.sknet.vision.VisionModels;
import io.github.sknet.vision.transform.ImagePreparation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A model explained, from its file to the folder of tables and plots:
 *
 * <pre>{@code
 * ModelFile model = ModelFile.read(Path.of("model.safetensors"));
 * Examples examples = Examples.ofFiles(List.of(Path.of("cat.jpg")), true);
 * Explanation explanation = Explanation.of(model, "java", 2, examples, AnalysisOptions.PAPER);
 * explanation.write(Path.of("explained"));
 * }</pre>
 *
 * @param analysis of the attention
 * @param broken what was wrong with the images that were skipped, a sentence each
 */
public record Explanation(AttentionAnalysis analysis, List<String> broken) {

    public Explanation {
        broken = List.copyOf(broken);
    }

    /**
     * Computes the analysis.
     *
     * @param model one that says how images are prepared for it
     * @param engine the name of an engine on the class path
     * @param threads how many threads a prediction may use, at least 1
     * @param examples at least one that isn't broken
     * @throws IllegalArgumentException when the model selects no kernels or doesn't say how images are prepared, when
     *     there is no such engine or unit, or no image to explain
     * @throws NotANumberException when an output or the attention of the network holds NaN or an infinity
     * @throws java.io.UncheckedIOException naming a broken image, where the examples are strict or all broken
     */
    public static Explanation of(
            ModelFile model, String engine, int threads, Examples examples, AnalysisOptions options) {
        Preprocessing preprocessing = model.preprocessing()
                .orElseThrow(
                        () -> new IllegalArgumentException("The model does not say how images are prepared for it"));
        try (VisionModel<?> vision = VisionModels.of(model, preprocessing, VisionModels.Options.on(engine, threads))) {
            Examples suitable = examples.suiting(new ImagePreparation(preprocessing)::require);
            AttentionAnalysis analysis =
                    new AttentionAnalyser(model.graph(), vision, options).analyse(suitable, suitable.labels());
            return new Explanation(analysis, suitable.broken());
        }
    }

    /**
     * Writes what {@link AnalysisFiles} says.
     *
     * @param folder is made if missing
     * @return the files
     */
    public List<Path> write(Path folder) throws IOException {
        return AnalysisFiles.write(analysis, folder);
    }
}
