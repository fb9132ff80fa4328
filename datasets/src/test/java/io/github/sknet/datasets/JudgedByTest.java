package io.github.sknet.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.datasets.classify.LabelledDataset;
import io.github.sknet.vision.image.Image;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class JudgedByTest {

    private record Shades(int size) implements LabelledDataset {

        @Override
        public List<String> labels() {
            return List.of("dark", "light");
        }

        @Override
        public int label(int index) {
            return index % 2;
        }

        @Override
        public String name(int index) {
            return "shade " + index;
        }

        @Override
        public Image image(int index) {
            return new Image(1, 1, 1, new byte[] {(byte) (100 * label(index))});
        }
    }

    private static final Shades TRAIN = new Shades(40);
    private static final Shades VALIDATION = new Shades(6);
    private static final Shades TEST = new Shades(8);
    private static final Splits<LabelledDataset> ALL =
            new Splits<>("data", Map.of(Split.TRAIN, TRAIN, Split.VALIDATION, VALIDATION, Split.TEST, TEST));
    private static final Splits<LabelledDataset> TESTED =
            new Splits<>("data", Map.of(Split.TRAIN, TRAIN, Split.TEST, TEST));

    private static JudgedBy wanted(double share) {
        return JudgedBy.wanted(OptionalDouble.of(share));
    }

    @Test
    void theValidationPartIsTheUsualJudge() throws IOException {
        JudgedBy usual = JudgedBy.wanted(OptionalDouble.empty());
        assertSame(VALIDATION, ALL.forTraining(usual, 1).validation());
        assertEquals("the part validation", usual.describe(ALL));
    }

    /** Whoever chooses the best epoch by the test part has no test. */
    @Test
    void theTestPartIsLeftForTheEnd() throws IOException {
        JudgedBy usual = JudgedBy.wanted(OptionalDouble.empty());
        Splits.Training<LabelledDataset> data = TESTED.forTraining(usual, 1);
        assertEquals(36, data.train().size());
        assertEquals(4, data.validation().size());
        assertEquals(
                "0.1 of the training images, held out at random; the part test is not looked at, so that it can test the"
                        + " network in the end",
                usual.describe(TESTED));
    }

    @Test
    void aShareThatIsAskedForIsHeldOutWhateverPartsThereAre() throws IOException {
        Splits.Training<LabelledDataset> data = ALL.forTraining(wanted(0.25), 1);
        assertEquals(30, data.train().size());
        assertEquals(10, data.validation().size());
        assertTrue(wanted(0.25).describe(ALL).contains("; the part validation is not looked at; the part test"));
    }

    @Test
    void noShareLeavesTheTestPartAndSaysWhatThatMeans() throws IOException {
        assertSame(VALIDATION, ALL.forTraining(wanted(0), 1).validation());
        assertSame(TEST, TESTED.forTraining(wanted(0), 1).validation());
        assertEquals(
                "the part test; choosing the best epoch on it is no test of the network that is chosen",
                wanted(0).describe(TESTED));
        Splits<LabelledDataset> alone = new Splits<>("data", Map.of(Split.TRAIN, TRAIN));
        assertEquals(
                "data has no part to judge by, and nothing is to be held out of the other",
                assertThrows(DatasetException.class, () -> alone.forTraining(wanted(0), 1))
                        .getMessage());
        for (double impossible : new double[] {-0.1, 1, Double.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> wanted(impossible));
        }
    }
}
