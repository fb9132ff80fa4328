package io.github.sknet.vision.transform;

import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.vision.image.BoundingBox;
import io.github.sknet.vision.image.Image;

/**
 * Where an image lies in a network's input of fixed size when nothing of it may be lost or distorted: scaled to the largest
 * size that fits, in the upper left corner, with the preprocessing's mean colour on what is left at the right or the bottom.
 *
 * @param preprocessing channels, height and width of the input, and how its values are normalised; its own way of resizing
 *     is not used
 * @param sourceWidth of the image, in pixels
 * @param sourceHeight of the image, in pixels
 * @param placedWidth of the image in the input, at most the input's
 * @param placedHeight of the image in the input, at most the input's
 */
public record Letterbox(
        Preprocessing preprocessing, int sourceWidth, int sourceHeight, int placedWidth, int placedHeight) {

    /** The place of an image of the given size. */
    public static Letterbox of(Preprocessing preprocessing, int width, int height) {
        double scale = Math.min((double) preprocessing.width() / width, (double) preprocessing.height() / height);
        return new Letterbox(
                preprocessing,
                width,
                height,
                extent(width * scale, preprocessing.width()),
                extent(height * scale, preprocessing.height()));
    }

    private static int extent(double wanted, int most) {
        return (int) Math.max(1, Math.min(most, Math.round(wanted)));
    }

    /** The input's pixels for one of the image's, along x. */
    public double scaleX() {
        return (double) placedWidth / sourceWidth;
    }

    /** The input's pixels for one of the image's, along y. */
    public double scaleY() {
        return (double) placedHeight / sourceHeight;
    }

    /** The image in its place, in the network's channels. */
    public Image place(Image image) {
        Image colored = image.withChannels(preprocessing.channels());
        new SampleRanges(preprocessing).require(colored);
        Image placed = colored.resize(placedWidth, placedHeight, preprocessing.interpolation());
        if (placedWidth == preprocessing.width() && placedHeight == preprocessing.height()) {
            return placed;
        }
        Canvas canvas = new Canvas(preprocessing, placed);
        canvas.paste(placed, 0, 0);
        return canvas.image();
    }

    /** A box of the image in the input's coordinates. */
    public BoundingBox toInput(BoundingBox box) {
        return new BoundingBox(box.x() * scaleX(), box.y() * scaleY(), box.width() * scaleX(), box.height() * scaleY());
    }

    /** A box of the input in the image's coordinates, clipped to the image. */
    public BoundingBox toSource(BoundingBox box) {
        double left = clip(box.x() / scaleX(), sourceWidth);
        double top = clip(box.y() / scaleY(), sourceHeight);
        double right = clip((box.x() + box.width()) / scaleX(), sourceWidth);
        double bottom = clip((box.y() + box.height()) / scaleY(), sourceHeight);
        return new BoundingBox(left, top, right - left, bottom - top);
    }

    private static double clip(double value, int size) {
        return Math.max(0, Math.min(size, value));
    }
}
