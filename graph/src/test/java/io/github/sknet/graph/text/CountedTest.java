package io.github.sknet.graph.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CountedTest {

    @Test
    void oneIsSingular() {
        assertEquals("1 image", Counted.of(1, "image"));
        assertEquals("0 images", Counted.of(0, "image"));
        assertEquals("1 class", Counted.of(1, "class", "classes"));
        assertEquals("2 classes", Counted.of(2, "class", "classes"));
    }
}
