package io.github.sknet.report.classify;

import io.github.sknet.datasets.classify.LabelledDataset;
import io.github.sknet.report.html.GallerySection;
import io.github.sknet.report.html.GallerySection.Picture;
import io.github.sknet.report.html.Html;
import io.github.sknet.vision.classify.Scores;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** Remembers the wrong predictions that a classifier was surest of. Not safe for several threads. */
public final class WorstMistakes {
    private static final Comparator<Mistake> SUREST_FIRST =
            Comparator.comparingDouble(Mistake::confidence).reversed().thenComparingInt(Mistake::index);

    private record Mistake(int index, int truth, int predicted, double confidence) {}

    private final int kept;
    private final TreeSet<Mistake> mistakes = new TreeSet<>(SUREST_FIRST);

    /**
     * Starts without any.
     *
     * @param kept how many are remembered, at least 1
     */
    public WorstMistakes(int kept) {
        if (kept < 1) {
            throw new IllegalArgumentException("At least one mistake must be kept, not " + kept);
        }
        this.kept = kept;
    }

    /**
     * Looks at a prediction.
     *
     * @param index the image's, in its data set; each image is looked at once
     * @param probabilities one for each class
     * @param label the true class
     */
    public void add(int index, float[] probabilities, int label) {
        int predicted = Scores.best(probabilities);
        if (predicted != label) {
            mistakes.add(new Mistake(index, label, predicted, probabilities[predicted]));
            if (mistakes.size() > kept) {
                mistakes.pollLast();
            }
        }
    }

    /**
     * The mistakes as pictures, the surest first.
     *
     * @param dataset where the images are
     * @throws IOException when one can't be read any more
     */
    public GallerySection section(LabelledDataset dataset) throws IOException {
        List<Picture> pictures = new ArrayList<>();
        for (Mistake mistake : mistakes) {
            String caption = dataset.labels().get(mistake.truth) + " → "
                    + dataset.labels().get(mistake.predicted);
            String note = Html.percent(mistake.confidence) + " sure · " + dataset.name(mistake.index);
            pictures.add(new Picture(dataset.image(mistake.index), caption, note));
        }
        String intro = pictures.isEmpty()
                ? "There were none."
                : "The wrong predictions that the model was surest of: the true class, then the predicted one.";
        return new GallerySection("Worst mistakes", intro, pictures);
    }
}
