package io.github.sknet.vision.image;

import java.nio.charset.StandardCharsets;

/**
 * What a JPEG file's markers say beside its pixels: its size, how its colours are coded, how the camera was held, and whether the
 * file is whole. Java's decoder tells none of these, and fills what a truncated file lacks with grey.
 *
 * @param width as stored; 0 where the file stops before it says
 * @param height as stored; 0 where the file stops before it says
 * @param components samples a pixel: 1 (grey), 3 or 4
 * @param luminanceCoded whether the first three components are Y, Cb and Cr
 * @param orientation the EXIF orientation, 1 (upright) to 8
 * @param complete whether the end-of-image marker was reached
 */
record JpegMarkers(int width, int height, int components, boolean luminanceCoded, int orientation, boolean complete) {
    private static final int START_OF_SCAN = 0xDA;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int APP0 = 0xE0;
    private static final int APP1 = 0xE1;
    private static final int APP14 = 0xEE;

    /** Walks the markers of a file that begins with a JPEG signature; stops quietly where the file stops. */
    static JpegMarkers of(byte[] file) {
        return new Walk(file).run(false);
    }

    /** Walks the markers of a file's first bytes as far as the size. */
    static JpegMarkers ofHead(byte[] first) {
        return new Walk(first).run(true);
    }

    private static final class Walk {
        private final byte[] file;
        private int width;
        private int height;
        private int components;
        private boolean jfif;
        private int adobeTransform = -1;
        private boolean namedRgb;
        private int orientation = 1;

        Walk(byte[] file) {
            this.file = file;
        }

        JpegMarkers run(boolean headAlone) {
            boolean complete = false;
            int position = 2;
            while (position + 1 < file.length && !(headAlone && width > 0)) {
                if (unsigned(position) != 0xFF) {
                    position++;
                    continue;
                }
                int marker = unsigned(position + 1);
                if (marker == END_OF_IMAGE) {
                    complete = true;
                    break;
                }
                if (!hasLength(marker)) {
                    position += marker == 0xFF ? 1 : 2;
                    continue;
                }
                if (position + 4 > file.length) {
                    break;
                }
                int length = unsigned(position + 2) << 8 | unsigned(position + 3);
                segment(marker, position + 4, Math.min(position + 2 + length, file.length));
                position += 2 + length;
                if (marker == START_OF_SCAN) {
                    position = endOfScan(position);
                }
            }
            return new JpegMarkers(width, height, components, isLuminanceCoded(), orientation, complete);
        }

        private static boolean hasLength(int marker) {
            boolean standsAlone = marker == 0x00 || marker == 0x01 || marker >= 0xD0 && marker <= 0xD8;
            return !standsAlone && marker != 0xFF;
        }

        private void segment(int marker, int start, int end) {
            if (isFrameHeader(marker) && end - start >= 6) {
                height = unsigned(start + 1) << 8 | unsigned(start + 2);
                width = unsigned(start + 3) << 8 | unsigned(start + 4);
                components = unsigned(start + 5);
                namedRgb = components == 3
                        && end - start >= 15
                        && unsigned(start + 6) == 'R'
                        && unsigned(start + 9) == 'G'
                        && unsigned(start + 12) == 'B';
            } else if (marker == APP0 && startsWith(start, end, "JFIF\0")) {
                jfif = true;
            } else if (marker == APP14 && startsWith(start, end, "Adobe") && end - start >= 12) {
                adobeTransform = unsigned(start + 11);
            } else if (marker == APP1 && startsWith(start, end, "Exif\0\0")) {
                orientation = ExifOrientation.read(file, start + 6, end);
            }
        }

        /** SOF0 to SOF15, between which DHT, JPG and DAC have their numbers. */
        private static boolean isFrameHeader(int marker) {
            return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
        }

        /** Entropy-coded data ends at the first 0xFF that is neither stuffed (0xFF00) nor a restart marker. */
        private int endOfScan(int start) {
            int position = start;
            while (position + 1 < file.length) {
                int next = unsigned(position + 1);
                if (unsigned(position) == 0xFF && next != 0 && next != 0xFF && (next < 0xD0 || next > 0xD7)) {
                    return position;
                }
                position++;
            }
            return file.length;
        }

        /** libjpeg's rules ({@code default_decompress_parms}): JFIF means YCbCr, else Adobe's marker says, else the ids. */
        private boolean isLuminanceCoded() {
            if (components == 4) {
                return adobeTransform == 2;
            }
            if (components != 3) {
                return false;
            }
            if (jfif) {
                return true;
            }
            return adobeTransform >= 0 ? adobeTransform != 0 : !namedRgb;
        }

        private boolean startsWith(int start, int end, String text) {
            byte[] expected = text.getBytes(StandardCharsets.ISO_8859_1);
            if (end - start < expected.length) {
                return false;
            }
            for (int i = 0; i < expected.length; i++) {
                if (file[start + i] != expected[i]) {
                    return false;
                }
            }
            return true;
        }

        private int unsigned(int position) {
            return file[position] & 0xFF;
        }
    }
}
