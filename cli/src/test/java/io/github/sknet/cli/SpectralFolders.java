package io.github.sknet.cli;

import java.awt.Point;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * Class folders of TIFF images as satellites' are: five channels of 16 bits, of which the first four are noise of a few hundred, and the last
 * says the class.
 */
final class SpectralFolders {

    static final int CHANNELS = 5;

    private static final int SIDE = 28;

    private SpectralFolders() {}

    /** Writes a data set of so many images of each class. */
    static Path write(Path folder, List<String> classes, int each) throws IOException {
        Random random = new Random(3);
        for (int label = 0; label < classes.size(); label++) {
            Path ofClass = Files.createDirectories(folder.resolve(classes.get(label)));
            for (int i = 0; i < each; i++) {
                write(ofClass.resolve(i + ".tif"), 300 + 250 * label, random);
            }
        }
        return folder;
    }

    private static void write(Path file, int level, Random random) throws IOException {
        WritableRaster raster =
                Raster.createInterleavedRaster(DataBuffer.TYPE_USHORT, SIDE, SIDE, CHANNELS, new Point());
        for (int i = 0; i < SIDE * SIDE * CHANNELS; i++) {
            int channel = i % CHANNELS;
            int pixel = i / CHANNELS;
            int value = channel == CHANNELS - 1 ? level + random.nextInt(60) : 200 + random.nextInt(400);
            raster.setSample(pixel % SIDE, pixel / SIDE, channel, value);
        }
        ComponentColorModel colors =
                new ComponentColorModel(new Bands(), false, false, Transparency.OPAQUE, DataBuffer.TYPE_USHORT);
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            ImageWriter writer = javasWriter();
            writer.setOutput(out);
            writer.write(new BufferedImage(colors, raster, false, null));
        }
    }

    private static ImageWriter javasWriter() {
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("tiff");
        ImageWriter writer = writers.next();
        while (!writer.getClass().getModule().isNamed()) {
            writer = writers.next();
        }
        return writer;
    }

    /** Channels that are no colours. */
    private static final class Bands extends ColorSpace {

        private static final long serialVersionUID = 1;

        Bands() {
            super(TYPE_5CLR, CHANNELS);
        }

        @Override
        public float[] toRGB(float[] values) {
            return new float[3];
        }

        @Override
        public float[] fromRGB(float[] rgb) {
            return new float[CHANNELS];
        }

        @Override
        public float[] toCIEXYZ(float[] values) {
            return new float[3];
        }

        @Override
        public float[] fromCIEXYZ(float[] xyz) {
            return new float[CHANNELS];
        }
    }
}
