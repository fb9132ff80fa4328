package io.github.sknet.explain.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.datasets.SampleSeed;
import io.github.sknet.datasets.Splits;
import io.github.sknet.datasets.classify.LabelledDataset;
import io.github.sknet.datasets.classify.LabelledDatasets;
import io.github.sknet.vision.classify.LabelScore;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictionGridTest {
    private static final int GREEN = 0x14804A;
    private static final int RED = 0xC4342B;

    /** Images of the bundled test part; every fifth prediction is wrong. */
    private static PredictionGrid grid(int count, Optional<String> truth) throws IOException {
        SplittableRandom random = SampleSeed.random(4);
        List<PredictionGrid.Card> cards = new ArrayList<>();
        try (Splits<LabelledDataset> splits = LabelledDatasets.open(LabelledDatasets.FASHION_MNIST)) {
            LabelledDataset test = splits.forEvaluation();
            for (int i = 0; i < count; i++) {
                String label = test.labels().get(test.label(i));
                String predicted = i % 5 == 4 ? "A very long name of a wrong class" : label;
                List<float[]> shares = new ArrayList<>();
                for (int unit = 0; unit < 3; unit++) {
                    float share = (float) (0.2 + 0.6 * random.nextDouble());
                    shares.add(new float[] {share, 1 - share});
                }
                cards.add(new PredictionGrid.Card(
                        test.image(i),
                        new LabelScore(predicted, (float) (0.5 + 0.5 * random.nextDouble())),
                        truth.isPresent() ? truth : Optional.of(label),
                        shares));
            }
        }
        return new PredictionGrid(
                "Fashion-MNIST: what sknet_tiny sees",
                "91.2 % of 2,000 test images are right; the first " + count + " are shown",
                List.of("3×3", "5×5"),
                6,
                cards);
    }

    private static long count(BufferedImage picture, int color) {
        long count = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                count += (picture.getRGB(x, y) & 0xFFFFFF) == color ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void coloursTellRightFromWrong(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("grid.png");
        grid(12, Optional.empty()).write(file);
        BufferedImage picture = ImageIO.read(file.toFile());
        assertTrue(count(picture, GREEN) > 500, "ten labels and ticks in green");
        assertTrue(count(picture, RED) > 500, "two labels, crosses and frames in red");

        BufferedImage allWrong = grid(4, Optional.of("something else")).draw();
        assertEquals(0, count(allWrong, GREEN));
    }

    @Test
    void barsAreDividedByTheShares() throws IOException {
        PredictionGrid grid = grid(1, Optional.empty());
        PredictionGrid.Card card = grid.cards().get(0);
        PredictionGrid quarter = new PredictionGrid(
                "",
                "",
                List.of("3×3", "5×5"),
                1,
                List.of(new PredictionGrid.Card(
                        card.image(), card.predicted(), card.truth(), List.of(new float[] {0.25f, 0.75f}))));
        PredictionGrid half = new PredictionGrid(
                "",
                "",
                List.of("3×3", "5×5"),
                1,
                List.of(new PredictionGrid.Card(
                        card.image(), card.predicted(), card.truth(), List.of(new float[] {0.5f, 0.5f}))));
        int firstKernel = 0x2563C9;
        long legend = 24 * 24;
        double ratio =
                (double) (count(half.draw(), firstKernel) - legend) / (count(quarter.draw(), firstKernel) - legend);
        assertEquals(2, ratio, 0.15, "twice the share, twice the length");
    }

    @Test
    void sharesMustFitTheKernels() {
        assertThrows(IllegalArgumentException.class, () -> new PredictionGrid("", "", List.of("3×3"), 0, List.of()));
    }
}
