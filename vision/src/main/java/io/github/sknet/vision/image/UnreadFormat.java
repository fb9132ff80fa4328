package io.github.sknet.vision.image;

import static io.github.sknet.vision.image.Signature.ANY;

import java.util.Optional;
import java.util.stream.Stream;

/** Formats that are not read, but are met: that a file is of one of them is said by name. */
enum UnreadFormat {
    HEIC(
            "HEIC",
            brand("heic"),
            brand("heix"),
            brand("hevc"),
            brand("heim"),
            brand("heis"),
            brand("mif1"),
            brand("msf1")),
    AVIF("AVIF", brand("avif"), brand("avis")),
    JPEG_XL("JPEG XL", Signature.of(0xFF, 0x0A), Signature.of(0, 0, 0, 12, 'J', 'X', 'L', ' ')),
    JPEG_2000("JPEG 2000", Signature.of(0, 0, 0, 12, 'j', 'P', ' ', ' '), Signature.of(0xFF, 0x4F, 0xFF, 0x51)),
    PHOTOSHOP("Photoshop", Signature.of('8', 'B', 'P', 'S')),
    BIG_TIFF("BigTIFF", Signature.of('I', 'I', 43, 0), Signature.of('M', 'M', 0, 43)),
    HTML("HTML", text("<!DOCTYPE html"), text("<!doctype html"), text("<html"), text("<HTML")),
    PDF("PDF", text("%PDF"));

    private final String name;
    private final Signature[] signatures;

    UnreadFormat(String name, Signature... signatures) {
        this.name = name;
        this.signatures = signatures;
    }

    /** Files of the ISO base media format say what they are behind the size of their first box. */
    private static Signature brand(String brand) {
        int[] bytes = {ANY, ANY, ANY, ANY, 'f', 't', 'y', 'p', 0, 0, 0, 0};
        for (int i = 0; i < 4; i++) {
            bytes[8 + i] = brand.charAt(i);
        }
        return new Signature(bytes);
    }

    private static Signature text(String text) {
        return new Signature(text.chars().toArray());
    }

    /** The format of a file's content; empty where it is none of these. */
    static Optional<UnreadFormat> of(byte[] content) {
        return Stream.of(values())
                .filter(format -> Stream.of(format.signatures).anyMatch(signature -> signature.begins(content)))
                .findFirst();
    }

    @Override
    public String toString() {
        return name;
    }
}
