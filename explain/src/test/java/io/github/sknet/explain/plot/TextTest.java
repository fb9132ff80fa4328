package io.github.sknet.explain.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.Font;
import java.awt.FontMetrics;
import org.junit.jupiter.api.Test;

class TextTest {

    /** A font in which every half of a character, too, is a pixel wide. */
    private static final FontMetrics EVEN = new FontMetrics(new Font(Font.SANS_SERIF, Font.PLAIN, 12)) {
        @Override
        public int stringWidth(String text) {
            return text.length();
        }
    };

    @Test
    void longTextIsCut() {
        assertEquals("cat", Text.shortened("cat", EVEN, 3));
        assertEquals("a bl…", Text.shortened("a black cat", EVEN, 5));
        assertEquals("a…", Text.shortened("a black cat", EVEN, 3));
        assertEquals("…", Text.shortened("a black cat", EVEN, 0));
    }

    @Test
    void noCharacterIsCutInTwo() {
        String cats = "\uD83D\uDC08\uD83D\uDC08";
        assertEquals("\uD83D\uDC08…", Text.shortened(cats, EVEN, 3));
        assertEquals("…", Text.shortened(cats, EVEN, 2));
    }
}
