package io.github.sknet.datasets.detect;

import io.github.sknet.datasets.augment.ColorJitter;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.vision.image.BoundingBox;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.transform.Canvas;
import io.github.sknet.vision.transform.Letterbox;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The random changes of training images together with their boxes: scale, place, flip, colours, and mosaics of four images
 * (Bochkovskiy et al., YOLOv4, arXiv 2004.10934, §3.3).
 *
 * <p>Boxes follow their objects; one of which too little is left in sight goes.
 *
 * @param minScale the smallest scale, as a multiple of the one at which the whole image just fits, above 0
 * @param maxScale the largest scale, at least {@code minScale}; above 1 the image is cropped
 * @param flip the probability of a horizontal flip
 * @param verticalFlip the probability of a vertical flip: for pictures without an up, as under a microscope
 * @param colors the strength of brightness, contrast and saturation jitter
 * @param mosaic the probability of a mosaic
 */
public record BoxAugmentation(
        double minScale, double maxScale, double flip, double verticalFlip, double colors, double mosaic) {

    /** Images as they are in prediction. */
    public static final BoxAugmentation NONE = new BoxAugmentation(1, 1, 0, 0, 0, 0);

    /** Upright scenes. */
    public static final BoxAugmentation DEFAULT = new BoxAugmentation(0.6, 1.5, 0.5, 0, 0.3, 0.5);

    /** The share of a box's area, and of its sides' pixels, that must stay in sight. */
    private static final double VISIBLE_SHARE = 0.3;

    private static final double VISIBLE_PIXELS = 2;

    /** A mosaic's parts meet within the middle of the canvas: between these shares of its sides. */
    private static final double EARLIEST_CENTRE = 0.3;

    public BoxAugmentation {
        if (!(minScale > 0 && minScale <= maxScale && maxScale < 100)) {
            throw new IllegalArgumentException(
                    "The scales of boxed images lie above 0 and below 100, the smaller first, not " + minScale + " and "
                            + maxScale);
        }
        for (double probability : new double[] {flip, verticalFlip, colors, mosaic}) {
            if (!(probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException("The probabilities of flips and mosaics and the strength of colour"
                        + " jitter lie between 0 and 1, not " + probability);
            }
        }
    }

    /** Gives further images to a mosaic. */
    @FunctionalInterface
    public interface Partners {

        /**
         * A random image; empty where none could be read.
         *
         * @throws IOException naming a broken image, where it is fatal
         */
        Optional<BoxedImage> draw(SplittableRandom random) throws IOException;
    }

    /**
     * Changes an image.
     *
     * @param preprocessing the size and the channels of the result
     * @param partners asked for three images where there is to be a mosaic, of which there is none where one of them is lacking
     * @throws IOException as {@code partners}
     */
    public BoxedImage apply(BoxedImage source, Preprocessing preprocessing, SplittableRandom random, Partners partners)
            throws IOException {
        Optional<BoxedImage> four =
                random.nextDouble() < mosaic ? mosaic(source, preprocessing, random, partners) : Optional.empty();
        BoxedImage placed = four.isPresent() ? four.get() : alone(source, preprocessing, random);
        if (colors == 0) {
            return placed;
        }
        return new BoxedImage(new ColorJitter(colors, colors, colors).apply(placed.image(), random), placed.objects());
    }

    private BoxedImage alone(BoxedImage source, Preprocessing preprocessing, SplittableRandom random) {
        Canvas canvas = new Canvas(preprocessing, source.image());
        List<ObjectBox> objects = new ArrayList<>();
        Window whole = new Window(0, 0, preprocessing.width(), preprocessing.height());
        place(source, preprocessing, whole, canvas, objects, random);
        return new BoxedImage(canvas.image(), objects);
    }

    private Optional<BoxedImage> mosaic(
            BoxedImage source, Preprocessing preprocessing, SplittableRandom random, Partners partners)
            throws IOException {
        int width = preprocessing.width();
        int height = preprocessing.height();
        int x = centre(width, random);
        int y = centre(height, random);
        Canvas canvas = new Canvas(preprocessing, source.image());
        List<ObjectBox> objects = new ArrayList<>();
        place(source, preprocessing, new Window(0, 0, x, y), canvas, objects, random);
        List<Window> others =
                List.of(new Window(x, 0, width, y), new Window(0, y, x, height), new Window(x, y, width, height));
        for (Window window : others) {
            Optional<BoxedImage> partner = partners.draw(random);
            if (partner.isEmpty()) {
                return Optional.empty();
            }
            place(partner.get(), preprocessing, window, canvas, objects, random);
        }
        return Optional.of(new BoxedImage(canvas.image(), objects));
    }

    private static int centre(int size, SplittableRandom random) {
        return (int) (size * (EARLIEST_CENTRE + random.nextDouble() * (1 - 2 * EARLIEST_CENTRE)));
    }

    /** A part of the canvas, without its right column and lower row. */
    private record Window(int left, int top, int right, int bottom) {

        int width() {
            return right - left;
        }

        int height() {
            return bottom - top;
        }
    }

    private void place(
            BoxedImage source,
            Preprocessing preprocessing,
            Window window,
            Canvas canvas,
            List<ObjectBox> objects,
            SplittableRandom random) {
        Image image = source.image().withChannels(preprocessing.channels());
        Letterbox whole = Letterbox.of(preprocessing, image.width(), image.height());
        // Uniform in the logarithm: twice as large is as likely as half as large.
        double scale = minScale * Math.pow(maxScale / minScale, random.nextDouble());
        int width = (int) Math.max(1, Math.round(whole.placedWidth() * scale));
        int height = (int) Math.max(1, Math.round(whole.placedHeight() * scale));
        int left = window.left + offset(window.width(), width, random);
        int top = window.top + offset(window.height(), height, random);
        boolean mirrored = random.nextDouble() < flip;
        boolean upsideDown = random.nextDouble() < verticalFlip;
        Image placed = image.resize(width, height, preprocessing.interpolation());
        placed = mirrored ? placed.flipHorizontal() : placed;
        placed = upsideDown ? placed.flipVertical() : placed;
        canvas.paste(placed, left, top, window.left, window.top, window.right, window.bottom);
        double scaleX = (double) width / image.width();
        double scaleY = (double) height / image.height();
        for (ObjectBox object : source.objects()) {
            BoundingBox box = object.box();
            double boxWidth = box.width() * scaleX;
            double boxHeight = box.height() * scaleY;
            double x = mirrored ? width - box.x() * scaleX - boxWidth : box.x() * scaleX;
            double y = upsideDown ? height - box.y() * scaleY - boxHeight : box.y() * scaleY;
            keepVisible(object.at(new BoundingBox(left + x, top + y, boxWidth, boxHeight)), window, objects);
        }
    }

    /** Uniform over all places where the smaller of the two lies within the larger. */
    private static int offset(int windowSize, int imageSize, SplittableRandom random) {
        int free = windowSize - imageSize;
        return free >= 0 ? random.nextInt(free + 1) : -random.nextInt(1 - free);
    }

    private static void keepVisible(ObjectBox object, Window window, List<ObjectBox> objects) {
        BoundingBox box = object.box();
        double left = Math.max(box.x(), window.left);
        double top = Math.max(box.y(), window.top);
        double width = Math.min(box.x() + box.width(), window.right) - left;
        double height = Math.min(box.y() + box.height(), window.bottom) - top;
        if (Math.min(width, height) >= VISIBLE_PIXELS && width * height >= VISIBLE_SHARE * box.area()) {
            objects.add(object.at(new BoundingBox(left, top, width, height)));
        }
    }
}
