package io.github.sknet.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LabelIndexTest {

    @Test
    void ofClassesThatShareANameTheFirstIsFound() {
        LabelIndex index = new LabelIndex(List.of("crane", "cat", "crane"));
        assertEquals(OptionalInt.of(0), index.of("crane"));
        assertEquals(OptionalInt.of(1), index.of("cat"));
        assertEquals(OptionalInt.empty(), index.of("dog"));
    }
}
