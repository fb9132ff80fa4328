package io.github.sknet.train.detect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.datasets.detect.ObjectBox;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.detect.DetectionLevel;
import io.github.sknet.train.detect.FcosTargets.Grid;
import io.github.sknet.vision.detect.BoxCode;
import io.github.sknet.vision.image.BoundingBox;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which location answers for which object, and what it is to say, worked out by hand. */
class FcosTargetsTest {
    private static final DetectionLevel P3 = DetectionLevel.pyramid(3);
    private static final DetectionLevel P4 = DetectionLevel.pyramid(4);

    /** An input of 256×256: 32² locations of P3, then 16² of P4. */
    private static final List<Grid> GRIDS = List.of(new Grid(P3, Size.square(32)), new Grid(P4, Size.square(16)));

    private static final int LOCATIONS = 32 * 32 + 16 * 16;

    private static ObjectBox object(int label, double x, double y, double width, double height) {
        return new ObjectBox(label, new BoundingBox(x, y, width, height), false);
    }

    private static FcosTargets assign(ObjectBox... objects) {
        return FcosTargets.assign(GRIDS, List.of(List.of(objects)));
    }

    @Test
    void aSmallObjectIsAnsweredForNearItsMiddle() {
        // From 40 to 72 and 80 to 104: the middle is (56, 92). Points at 4 + 8k within 12 of it: x 52, 60 (and 44, 68
        // at a
        // distance of exactly 12, which is not within), y 84, 92, 100.
        FcosTargets targets = assign(object(2, 40, 80, 32, 24));
        assertEquals(LOCATIONS, targets.locations());
        int[] expected = {10 * 32 + 6, 10 * 32 + 7, 11 * 32 + 6, 11 * 32 + 7, 12 * 32 + 6, 12 * 32 + 7};
        assertArrayEquals(expected, targets.positives());
        for (int location : expected) {
            assertEquals(2, targets.classes()[location]);
        }
        assertEquals(
                LOCATIONS - 6,
                Arrays.stream(targets.classes())
                        .filter(label -> label == FcosTargets.BACKGROUND)
                        .count());
        // The first, at (52, 84): 12, 4, 20 and 20 pixels to the edges.
        assertArrayEquals(new float[] {1.5f, 0.5f, 2.5f, 2.5f}, Arrays.copyOf(targets.distances(), 4));
        assertEquals(Math.sqrt(12.0 / 20 * 4 / 20), targets.centerness()[0], 1e-6);
    }

    @Test
    void whatIsCodedIsTheBox() {
        BoundingBox box = new BoundingBox(37.5, 81.25, 41, 23);
        FcosTargets targets = assign(new ObjectBox(0, box, false));
        for (int i = 0; i < targets.positives().length; i++) {
            int location = targets.positives()[i];
            float[] d = Arrays.copyOfRange(targets.distances(), 4 * i, 4 * i + 4);
            BoundingBox decoded = BoxCode.decode(P3, location % 32, location / 32, d[0], d[1], d[2], d[3]);
            assertEquals(box.x(), decoded.x(), 1e-5);
            assertEquals(box.y(), decoded.y(), 1e-5);
            assertEquals(box.width(), decoded.width(), 1e-5);
            assertEquals(box.height(), decoded.height(), 1e-5);
        }
        assertTrue(targets.positives().length > 3);
    }

    @Test
    void largeObjectsBelongToCoarseLevels() {
        // 200 pixels wide: every point near its middle has an edge 100 − 24 pixels away, or more: too far for P3.
        FcosTargets targets = assign(object(0, 20, 20, 200, 200));
        assertTrue(Arrays.stream(targets.positives()).allMatch(location -> location >= 32 * 32));
        // The middle (120, 120) is P4's point of column and row 7; ±16 is within 24: three by three.
        assertEquals(9, targets.positives().length);
        assertEquals(1, targets.centerness()[4], 1e-6, "in the very middle");
    }

    @Test
    void ofTwoObjectsTheSmallerIsAnsweredFor() {
        FcosTargets targets = assign(object(0, 24, 24, 100, 100), object(1, 62, 62, 24, 24));
        // (76, 76) lies in both and near both middles.
        assertEquals(1, targets.classes()[9 * 32 + 9]);
    }

    @Test
    void anObjectBetweenThePointsIsAnsweredForByNone() {
        assertEquals(0, assign(object(0, 53, 53, 6, 6)).positives().length);
    }

    @Test
    void whatIsToBeIgnoredIsNeitherObjectNorBackground() {
        ObjectBox crowd = new ObjectBox(0, new BoundingBox(0, 0, 64, 64), true);
        FcosTargets targets = assign(crowd, object(1, 8, 8, 24, 24));
        assertEquals(1, targets.classes()[2 * 32 + 2], "an object within the crowd");
        assertEquals(FcosTargets.IGNORED, targets.classes()[6 * 32 + 6]);
        assertEquals(FcosTargets.BACKGROUND, targets.classes()[8 * 32 + 8]);
    }

    @Test
    void imagesFollowOneAnother() {
        ObjectBox object = object(0, 40, 80, 32, 24);
        FcosTargets targets = FcosTargets.assign(GRIDS, List.of(List.of(), List.of(object)));
        assertEquals(2 * LOCATIONS, targets.classes().length);
        assertEquals(LOCATIONS + 10 * 32 + 6, targets.positives()[0]);
    }
}
