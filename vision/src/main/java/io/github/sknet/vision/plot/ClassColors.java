package io.github.sknet.vision.plot;

import java.awt.Color;

/** A colour for each class: well apart for the first ones, by the golden angle for all others. */
public final class ClassColors {

    private static final int[] FIRST = {
        0xE6194B, 0x3CB44B, 0x4363D8, 0xFFE119, 0xF58231, 0x911EB4, 0x46F0F0, 0xF032E6, 0xBCF60C, 0xFABEBE, 0x008080,
        0xE6BEFF, 0x9A6324, 0x800000, 0xAAFFC3, 0x808000, 0x000075, 0xFFD8B1
    };

    private static final float GOLDEN = 0.618034f;

    private ClassColors() {}

    /** The colour of a label. */
    public static Color of(int label) {
        return label < FIRST.length
                ? new Color(FIRST[label])
                : Color.getHSBColor(label * GOLDEN % 1, 0.5f + label % 2 * 0.4f, 0.9f);
    }

    /** Black or white, whichever can be read on a colour. */
    public static Color readableOn(Color background) {
        int luminance = 299 * background.getRed() + 587 * background.getGreen() + 114 * background.getBlue();
        return luminance > 140_000 ? Color.BLACK : Color.WHITE;
    }
}
