package io.github.sknet.graph.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionTest {

    private static final List<String> KNOWN = List.of("sknet26", "sknet50", "sknet101", "predict", "train");

    @Test
    void misspelledNamesAreRecognised() {
        assertEquals(List.of("train"), Suggestion.near("trian", KNOWN));
        assertEquals(List.of("sknet50"), Suggestion.near("SKNet-50", KNOWN));
        assertEquals(List.of("sknet50"), Suggestion.near("sknet52", List.of("sknet50", "predict")));
        assertEquals("; did you mean predict?", Suggestion.after("pedict", KNOWN));
    }

    @Test
    void beginningsAreRecognised() {
        assertEquals(List.of("predict"), Suggestion.near("pre", KNOWN));
        assertEquals(List.of(), Suggestion.near("p", KNOWN));
    }

    @Test
    void whatIsLikeNothingHasNoSuggestion() {
        assertEquals("", Suggestion.after("elephant", KNOWN));
        assertEquals("", Suggestion.after("anything", List.of()));
    }
}
