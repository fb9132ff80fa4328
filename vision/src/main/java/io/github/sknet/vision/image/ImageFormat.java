package io.github.sknet.vision.image;

import static io.github.sknet.vision.image.Signature.ANY;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/** The supported file formats, told apart by a file's first bytes and never by its name. */
enum ImageFormat {
    JPEG(0xFF, 0xD8, 0xFF),
    PNG(0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'),
    BMP('B', 'M'),
    GIF('G', 'I', 'F', '8'),
    WEBP('R', 'I', 'F', 'F', ANY, ANY, ANY, ANY, 'W', 'E', 'B', 'P'),
    TIFF('I', 'I', 42, 0) {
        @Override
        boolean begins(byte[] content) {
            return super.begins(content) || Signature.of('M', 'M', 0, 42).begins(content);
        }
    };

    /** What a message lists. */
    static final String NAMES = "JPEG, PNG, WebP, TIFF, BMP or GIF";

    private final Signature signature;
    private final List<ImageReaderSpi> readers;

    ImageFormat(int... signature) {
        this.signature = Signature.of(signature);
        this.readers = findReaders(name());
    }

    /** Java's own readers first: they are ten times as fast as those that come to help with odd files. */
    private static List<ImageReaderSpi> findReaders(String format) {
        List<ImageReaderSpi> readers = new ArrayList<>();
        IIORegistry.getDefaultInstance()
                .getServiceProviders(ImageReaderSpi.class, true)
                .forEachRemaining(readers::add);
        return readers.stream()
                .filter(reader -> Stream.of(reader.getFormatNames()).anyMatch(format::equalsIgnoreCase))
                .sorted(Comparator.comparing(reader -> !isOfThePlatform(reader)))
                .toList();
    }

    private static boolean isOfThePlatform(ImageReaderSpi reader) {
        return "java.desktop".equals(reader.getClass().getModule().getName());
    }

    /** Those that read the format, in the order in which they are to be tried. */
    List<ImageReaderSpi> readers() {
        return readers;
    }

    /** The format of a file's content, or null where it is none of these. */
    static ImageFormat of(byte[] content) {
        for (ImageFormat format : values()) {
            if (format.begins(content)) {
                return format;
            }
        }
        return null;
    }

    boolean begins(byte[] content) {
        return signature.begins(content);
    }
}
