package io.github.sknet.vision.image;

/** From the colours that a JPEG file stores to RGB, in libjpeg's and Pillow's integer arithmetic. */
final class JpegColors {
    private static final int SCALE_BITS = 16;
    private static final int HALF = 1 << (SCALE_BITS - 1);

    private JpegColors() {}

    /** Converts interleaved YCbCr samples to RGB in place ({@code jdcolor.c}, {@code ycc_rgb_convert}). */
    static void luminanceToRgb(byte[] samples) {
        luminanceToRgb(samples, 3);
    }

    /**
     * Converts interleaved YCCK samples to CMYK in place: C, M and Y are what R, G and B lack ({@code jdcolor.c}, {@code
     * ycck_cmyk_convert}).
     */
    static void luminanceToCmyk(byte[] samples) {
        luminanceToRgb(samples, 4);
        for (int i = 0; i < samples.length; i += 4) {
            for (int c = i; c < i + 3; c++) {
                samples[c] = (byte) ~samples[c];
            }
        }
    }

    private static void luminanceToRgb(byte[] samples, int stride) {
        for (int i = 0; i < samples.length; i += stride) {
            int luminance = samples[i] & 0xFF;
            int blueDifference = (samples[i + 1] & 0xFF) - 128;
            int redDifference = (samples[i + 2] & 0xFF) - 128;
            int red = fixedPoint(1.40200) * redDifference + HALF >> SCALE_BITS;
            int green =
                    -fixedPoint(0.34414) * blueDifference - fixedPoint(0.71414) * redDifference + HALF >> SCALE_BITS;
            int blue = fixedPoint(1.77200) * blueDifference + HALF >> SCALE_BITS;
            samples[i] = clip(luminance + red);
            samples[i + 1] = clip(luminance + green);
            samples[i + 2] = clip(luminance + blue);
        }
    }

    /**
     * Ink to light, without colour profiles ({@code Convert.c}, {@code cmyk2rgb}), for inverted samples (255 is no ink),
     * which is what every JPEG writer since Photoshop stores.
     *
     * @return interleaved RGB
     */
    static byte[] invertedCmykToRgb(byte[] cmyk) {
        byte[] rgb = new byte[cmyk.length / 4 * 3];
        for (int i = 0, o = 0; i < cmyk.length; i += 4) {
            int light = cmyk[i + 3] & 0xFF;
            for (int c = 0; c < 3; c++) {
                int ink = 255 - (cmyk[i + c] & 0xFF);
                rgb[o++] = clip(light - multiply(ink, light));
            }
        }
        return rgb;
    }

    /** {@code a * b / 255}, rounded. */
    private static int multiply(int a, int b) {
        int product = a * b + 128;
        return (product >> 8) + product >> 8;
    }

    private static int fixedPoint(double value) {
        return (int) (value * (1 << SCALE_BITS) + 0.5);
    }

    private static byte clip(int value) {
        return (byte) Math.max(0, Math.min(255, value));
    }
}
