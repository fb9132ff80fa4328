package io.github.sknet.vision.segment;

import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.plot.ClassColors;
import io.github.sknet.vision.plot.Picture;
import io.github.sknet.vision.plot.PngFile;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Pictures of segmentations: each class in a colour of its own. */
public final class MaskPicture {
    private static final int PALETTE = 256;

    private MaskPicture() {}

    /**
     * The image under the colours of its classes, with a legend of the classes that occur. Ignored pixels stay as they are.
     *
     * @param opacity the share of the colours, 0 to 1
     */
    public static Picture overlay(Image image, Segmentation segmentation, double opacity) {
        Image mask = segmentation.mask();
        if (image.width() != mask.width() || image.height() != mask.height()) {
            throw new IllegalArgumentException("The overlay needs an image of the mask's size " + mask.width() + "×"
                    + mask.height() + ", not " + image.width() + "×" + image.height());
        }
        byte[] blended = image.shown().toRgb().samples().clone();
        for (int pixel = 0; pixel < mask.samples().length; pixel++) {
            int label = mask.samples()[pixel] & 0xFF;
            if (label < segmentation.labels().size()) {
                Color color = ClassColors.of(label);
                blend(blended, 3 * pixel, color.getRed(), opacity);
                blend(blended, 3 * pixel + 1, color.getGreen(), opacity);
                blend(blended, 3 * pixel + 2, color.getBlue(), opacity);
            }
        }
        return new Picture(new Image(image.width(), image.height(), 3, blended), legend(segmentation));
    }

    private static List<Picture.LegendEntry> legend(Segmentation segmentation) {
        double[] shares = segmentation.shares();
        List<Picture.LegendEntry> legend = new ArrayList<>();
        for (int label = 0; label < shares.length; label++) {
            if (shares[label] > 0) {
                legend.add(new Picture.LegendEntry(segmentation.labels().get(label), ClassColors.of(label)));
            }
        }
        return legend;
    }

    private static void blend(byte[] samples, int index, int color, double opacity) {
        samples[index] = (byte) Math.round((1 - opacity) * (samples[index] & 0xFF) + opacity * color);
    }

    /** Writes the mask as a palette PNG, whose indices are the labels and whose colours are those of {@link #overlay}. */
    public static void writeMask(Segmentation segmentation, Path file) throws IOException {
        PngFile.write(colored(segmentation), file);
    }

    /** The mask as a picture of a palette. */
    static BufferedImage colored(Segmentation segmentation) {
        byte[] red = new byte[PALETTE];
        byte[] green = new byte[PALETTE];
        byte[] blue = new byte[PALETTE];
        for (int label = 0; label < PALETTE; label++) {
            Color color = label == Segmentation.IGNORED ? Color.WHITE : ClassColors.of(label);
            red[label] = (byte) color.getRed();
            green[label] = (byte) color.getGreen();
            blue[label] = (byte) color.getBlue();
        }
        Image mask = segmentation.mask();
        IndexColorModel palette = new IndexColorModel(8, PALETTE, red, green, blue);
        BufferedImage picture =
                new BufferedImage(mask.width(), mask.height(), BufferedImage.TYPE_BYTE_INDEXED, palette);
        byte[] target = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
        System.arraycopy(mask.samples(), 0, target, 0, target.length);
        return picture;
    }
}
