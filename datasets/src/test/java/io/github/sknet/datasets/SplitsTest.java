package io.github.sknet.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.sknet.vision.image.Image;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which part is for what, and how parts are made of a data set that comes without. */
class SplitsTest {

    /** Image k of a part is of the level {@code levels[k]}. */
    private record Levels(int... levels) implements Dataset<Levels> {

        @Override
        public int size() {
            return levels.length;
        }

        @Override
        public List<String> labels() {
            return List.of("level");
        }

        @Override
        public String name(int index) {
            return "level " + levels[index];
        }

        @Override
        public Image image(int index) {
            return new Image(1, 1, 1, new byte[] {(byte) levels[index]});
        }

        @Override
        public Levels subset(int[] indices) {
            return new Levels(Arrays.stream(indices).map(index -> levels[index]).toArray());
        }

        @Override
        public void close() {}
    }

    private static final Levels ONE = new Levels(1);
    private static final Levels TWO = new Levels(2);
    private static final Levels THREE = new Levels(3);
    private static final Levels HUNDRED = new Levels(IntStream.range(0, 100).toArray());

    private static Splits<Levels> splits(Map<Split, Levels> parts) {
        return new Splits<>("data", parts);
    }

    @Test
    void theValidationPartIsLookedAtInTrainingAndTheTestPartAtTheEnd() throws DatasetException {
        Splits<Levels> all = splits(Map.of(Split.TEST, THREE, Split.VALIDATION, TWO, Split.TRAIN, ONE));
        assertSame(ONE, all.forTraining(0.5, 1).train());
        assertSame(TWO, all.forTraining(0.5, 1).validation());
        assertSame(THREE, all.forEvaluation());
        assertEquals(List.of("level"), all.labels());
    }

    @Test
    void whereOneIsLackingTheOtherIsTaken() {
        assertSame(TWO, splits(Map.of(Split.VALIDATION, TWO, Split.TRAIN, ONE)).forEvaluation());
        assertSame(ONE, splits(Map.of(Split.ALL, ONE)).forEvaluation());
    }

    @Test
    void withoutEitherAShareIsHeldOutByTheSeed() throws DatasetException {
        Splits.Training<Levels> parts = splits(Map.of(Split.ALL, HUNDRED)).forTraining(0.2, 7);
        assertEquals(80, parts.train().size());
        assertEquals(20, parts.validation().size());
        assertArrayEquals(
                HUNDRED.levels,
                IntStream.concat(IntStream.of(parts.train().levels), IntStream.of(parts.validation().levels))
                        .sorted()
                        .toArray());
        assertArrayEquals(
                parts.validation().levels,
                splits(Map.of(Split.TRAIN, HUNDRED)).forTraining(0.2, 7).validation().levels);
        assertNotEquals(
                Arrays.toString(parts.validation().levels),
                Arrays.toString(HUNDRED.holdOut(0.2, 8).validation().levels));
    }

    @Test
    void whatCannotBeSplitIsNamed() {
        assertEquals(
                "data has no validation part, and of 1 image a share of 0.2 cannot be held out",
                assertThrows(
                                DatasetException.class,
                                () -> splits(Map.of(Split.ALL, ONE)).forTraining(0.2, 1))
                        .getMessage());
        assertEquals(
                "data has no training part; there are: [TEST] (expected: a folder 'train')",
                assertThrows(
                                DatasetException.class,
                                () -> splits(Map.of(Split.TEST, ONE)).forTraining(0.2, 1))
                        .getMessage());
        assertEquals(
                "The data set data has no part",
                assertThrows(IllegalArgumentException.class, () -> splits(Map.of()))
                        .getMessage());
    }

    @Test
    void someAreSpreadEvenly() {
        assertArrayEquals(new int[] {0, 25, 50, 75}, HUNDRED.evenly(4).levels);
        assertArrayEquals(new int[] {0, 33, 66}, HUNDRED.evenly(3).levels);
        assertArrayEquals(HUNDRED.levels, HUNDRED.evenly(1000).levels);
        assertThrows(IllegalArgumentException.class, () -> HUNDRED.evenly(0));
    }
}
