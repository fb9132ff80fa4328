package io.github.sknet.report.html;

import io.github.sknet.graph.preprocessing.Interpolation;
import io.github.sknet.vision.image.Image;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Pictures with a few words each: the worst mistakes of a classifier, a detector's boxes, a segmenter's masks.
 *
 * @param title the heading
 * @param note what is shown, in a sentence
 * @param pictures in order
 */
public record GallerySection(String title, String note, List<Picture> pictures) implements Section {

    /** Larger pictures are shown, and kept, at this length of their longer side. */
    private static final int LARGEST = 320;

    /** Pictures up to this size are shown with sharp pixels. */
    private static final int SMALL = 64;

    /**
     * A picture.
     *
     * @param image what is shown
     * @param caption a few words: {@code cat → dog}
     * @param note a few words more: {@code 97 % sure}; may be empty
     */
    public record Picture(Image image, String caption, String note) {

        /** A drawing, such as an image with boxes; transparency is lost. */
        public static Picture ofDrawing(BufferedImage drawing, String caption, String note) {
            int[] pixels = drawing.getRGB(0, 0, drawing.getWidth(), drawing.getHeight(), null, 0, drawing.getWidth());
            byte[] samples = new byte[pixels.length * 3];
            for (int i = 0; i < pixels.length; i++) {
                samples[3 * i] = (byte) (pixels[i] >> 16);
                samples[3 * i + 1] = (byte) (pixels[i] >> 8);
                samples[3 * i + 2] = (byte) pixels[i];
            }
            return new Picture(new Image(drawing.getWidth(), drawing.getHeight(), 3, samples), caption, note);
        }
    }

    public GallerySection {
        pictures = List.copyOf(pictures);
    }

    @Override
    public String content() {
        return Html.paragraph(note)
                + pictures.stream()
                        .map(GallerySection::figure)
                        .collect(Collectors.joining("", "<div class=\"gallery\">\n", "</div>\n"));
    }

    private static String figure(Picture picture) {
        Image image = shrink(picture.image);
        boolean small = Math.max(image.width(), image.height()) <= SMALL;
        return """
                <figure>
                <img%s src="%s" alt="%s" width="%s" height="%s">
                <figcaption>%s<span>%s</span></figcaption>
                </figure>
                """.formatted(
                        small ? " class=\"pixels\"" : "",
                        Html.png(image.toBufferedImage()),
                        Html.escape(picture.caption),
                        image.width(),
                        image.height(),
                        Html.escape(picture.caption),
                        Html.escape(picture.note));
    }

    private static Image shrink(Image image) {
        int longer = Math.max(image.width(), image.height());
        if (longer <= LARGEST) {
            return image;
        }
        return image.resize(
                Math.max(1, image.width() * LARGEST / longer),
                Math.max(1, image.height() * LARGEST / longer),
                Interpolation.BILINEAR);
    }
}
