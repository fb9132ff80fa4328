package io.github.sknet.datasets.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.vision.image.BoundingBox;
import io.github.sknet.vision.image.Image;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Boxes stay on their objects: rectangles, each in a colour of its own, are found again where the boxes say. */
class BoxAugmentationTest {
    private static final Preprocessing INPUT = Preprocessing.exactSize(3, 96, 128);
    private static final int OBJECTS = 5;

    /** A black image with bright rectangles; rectangle k has the red level 100 + 30·k. */
    private static BoxedImage scene(SplittableRandom random) {
        int width = 150 + random.nextInt(100);
        int height = 150 + random.nextInt(100);
        byte[] samples = new byte[width * height * 3];
        List<ObjectBox> objects = new ArrayList<>();
        for (int k = 0; k < OBJECTS; k++) {
            // Side by side, so that none hides another.
            int left = k * width / OBJECTS + random.nextInt(8);
            int boxWidth = width / OBJECTS - 10;
            int boxHeight = 30 + random.nextInt(60);
            int top = random.nextInt(height - boxHeight);
            for (int y = top; y < top + boxHeight; y++) {
                for (int x = left; x < left + boxWidth; x++) {
                    samples[(y * width + x) * 3] = (byte) (100 + 30 * k);
                    samples[(y * width + x) * 3 + 1] = (byte) 255;
                }
            }
            objects.add(new ObjectBox(k, new BoundingBox(left, top, boxWidth, boxHeight), false));
        }
        return new BoxedImage(new Image(width, height, 3, samples), objects);
    }

    private static Optional<BoxedImage> partner(SplittableRandom random) {
        return Optional.of(scene(random));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 0, 0, 0",
        "0.4, 0.9, 0, 0, 0",
        "1, 2.5, 0, 0, 0",
        "0.5, 2, 1, 0, 0",
        "0.5, 2, 0, 1, 0",
        "0.5, 2, 0.5, 0.5, 0",
        "0.5, 2, 0.5, 0.5, 1"
    })
    void boxesStayOnTheirObjects(double least, double most, double flip, double verticalFlip, double mosaic)
            throws IOException {
        BoxAugmentation augmentation = new BoxAugmentation(least, most, flip, verticalFlip, 0, mosaic);
        int checked = 0;
        for (int seed = 0; seed < 16; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            BoxedImage changed = augmentation.apply(scene(random), INPUT, random, BoxAugmentationTest::partner);
            assertEquals(128, changed.image().width());
            assertEquals(96, changed.image().height());
            for (ObjectBox object : changed.objects()) {
                assertInside(changed.image(), object);
                checked++;
            }
        }
        assertTrue(checked > 25, "boxes that were looked at: " + checked);
    }

    /** The middle and the points just within each side have the object's colour, those just outside have not. */
    private static void assertInside(Image image, ObjectBox object) {
        BoundingBox box = object.box();
        assertTrue(box.x() >= 0 && box.y() >= 0, "within the canvas: " + box);
        assertTrue(box.x() + box.width() <= image.width() && box.y() + box.height() <= image.height());
        double middleX = box.x() + box.width() / 2;
        double middleY = box.y() + box.height() / 2;
        double margin = 1.6;
        assertEquals(object.label(), labelAt(image, middleX, middleY), "in the middle of " + box);
        if (box.width() > 6) {
            assertEquals(object.label(), labelAt(image, box.x() + margin, middleY), "left in " + box);
            assertEquals(object.label(), labelAt(image, box.x() + box.width() - margin, middleY), "right in " + box);
        }
        if (box.height() > 6) {
            assertEquals(object.label(), labelAt(image, middleX, box.y() + margin), "top in " + box);
            assertEquals(object.label(), labelAt(image, middleX, box.y() + box.height() - margin), "bottom in " + box);
        }
    }

    private static int labelAt(Image image, double x, double y) {
        int red = image.sample((int) x, (int) y, 0);
        int green = image.sample((int) x, (int) y, 1);
        return green < 250 ? -1 : Math.round((red - 100) / 30f);
    }

    @Test
    void withoutChangesTheImageFitsAndNoBoxIsLost() throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        BoxedImage scene = scene(random);
        BoxedImage changed = BoxAugmentation.NONE.apply(scene, INPUT, random, BoxAugmentationTest::partner);
        assertEquals(OBJECTS, changed.objects().size());
    }

    @Test
    void whatIsHardlyLeftInSightGoes() throws IOException {
        // Enlarged fourfold, the view is a sixteenth of the image: most rectangles leave it.
        BoxAugmentation zoom = new BoxAugmentation(4, 4, 0, 0, 0, 0);
        int kept = 0;
        for (int seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            for (ObjectBox object : zoom.apply(scene(random), INPUT, random, BoxAugmentationTest::partner)
                    .objects()) {
                assertTrue(object.box().width() >= 2 && object.box().height() >= 2);
                kept++;
            }
        }
        assertTrue(kept > 0 && kept < 20 * OBJECTS / 2, "kept " + kept);
    }

    @Test
    void theSameSeedGivesTheSame() throws IOException {
        BoxedImage scene = scene(new SplittableRandom(3));
        BoxedImage one =
                BoxAugmentation.DEFAULT.apply(scene, INPUT, new SplittableRandom(5), BoxAugmentationTest::partner);
        BoxedImage other =
                BoxAugmentation.DEFAULT.apply(scene, INPUT, new SplittableRandom(5), BoxAugmentationTest::partner);
        assertEquals(one, other);
    }

    @Test
    void impossibleStrengthsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new BoxAugmentation(0, 1, 0, 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new BoxAugmentation(2, 1, 0, 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new BoxAugmentation(1, 1, 0, 0, 0, 1.5));
    }
}
