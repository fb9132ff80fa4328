package io.github.sknet.vision.image;

import com.twelvemonkeys.imageio.metadata.CompoundDirectory;
import com.twelvemonkeys.imageio.metadata.Directory;
import com.twelvemonkeys.imageio.metadata.Entry;
import com.twelvemonkeys.imageio.metadata.tiff.TIFF;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * What a TIFF file says of its first picture.
 *
 * @param orientation EXIF's, 1 (upright) to 8
 * @param samples of a pixel; 0 where the file does not say
 * @param opacities how many of each pixel's last samples say how opaque it is
 */
record TiffTags(int orientation, int samples, int opacities) {

    private static final int EXTRA_SAMPLES = 338;

    /** Of {@link #EXTRA_SAMPLES}, 1 is opacity by which colours are multiplied, 2 opacity alone, 0 anything else. */
    private static final int UNSPECIFIED = 0;

    /** Of the whole of a file; see {@link #of(byte[], int, int)}. */
    static TiffTags of(byte[] file) {
        return of(file, 0, file.length);
    }

    /** The tags of a block of a file. One that can't be read says nothing, as Pillow takes it. */
    static TiffTags of(byte[] file, int start, int end) {
        try (ImageInputStream stream =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(file, start, end - start))) {
            Directory all = new TIFFReader().read(stream);
            // The first directory is the picture's; a second one describes its thumbnail.
            Directory main = all instanceof CompoundDirectory several ? several.getDirectory(0) : all;
            Entry samples = main.getEntryById(TIFF.TAG_SAMPLES_PER_PIXEL);
            return new TiffTags(
                    orientation(main.getEntryById(TIFF.TAG_ORIENTATION)),
                    samples != null && samples.getValue() instanceof Number number ? number.intValue() : 0,
                    opacities(main.getEntryById(EXTRA_SAMPLES)));
        } catch (IOException | RuntimeException unreadable) {
            return new TiffTags(ExifOrientation.UPRIGHT, 0, 0);
        }
    }

    private static int orientation(Entry entry) {
        int value = entry != null && entry.getValue() instanceof Number number
                ? number.intValue()
                : ExifOrientation.UPRIGHT;
        return value >= 1 && value <= 8 ? value : ExifOrientation.UPRIGHT;
    }

    private static int opacities(Entry entry) {
        if (entry == null) {
            return 0;
        }
        int[] kinds = numbers(entry.getValue());
        int opacities = 0;
        while (opacities < kinds.length && kinds[kinds.length - 1 - opacities] != UNSPECIFIED) {
            opacities++;
        }
        return opacities;
    }

    private static int[] numbers(Object value) {
        if (value instanceof Number number) {
            return new int[] {number.intValue()};
        }
        if (value instanceof int[] several) {
            return several;
        }
        int[] numbers = new int[value instanceof short[] shorts ? shorts.length : 0];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = ((short[]) value)[i];
        }
        return numbers;
    }
}
