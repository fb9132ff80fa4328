package io.github.sknet.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassNamesTest {

    private static final List<String> ANIMALS = List.of("cat", "dog");

    @Test
    void theSameNamesInTheSameOrderAreTheSame() {
        ClassNames.requireSame(ANIMALS, 2, ANIMALS);
        ClassNames.requireSame(ANIMALS, 2, List.of());
        assertRefused(
                "The data's 2 classes [cat, dog] are not the model's 3, which have no names: import --labels names them, "
                        + "train --from FILE learns the data's",
                3,
                List.of());
        assertRefused("The data's 2 classes [cat, dog] are not the model's 1: [cat]", 1, List.of("cat"));
        assertRefused(
                "The data's classes are not the model's: number 1 is 'dog' in the data and 'fox' in the model",
                2,
                List.of("cat", "fox"));
    }

    private static void assertRefused(String sentence, int classes, List<String> names) {
        assertEquals(
                sentence,
                assertThrows(IllegalArgumentException.class, () -> ClassNames.requireSame(ANIMALS, classes, names))
                        .getMessage());
    }

    @Test
    void anotherOrderIsAnotherOrder() {
        assertTrue(ClassNames.isReordered(ANIMALS, List.of("dog", "cat")));
        assertFalse(ClassNames.isReordered(ANIMALS, ANIMALS));
        assertFalse(ClassNames.isReordered(ANIMALS, List.of("dog", "fox")));
        assertFalse(ClassNames.isReordered(List.of("a", "a", "b"), List.of("a", "b", "b")));
        assertFalse(ClassNames.isReordered(ANIMALS, List.of()));
    }

    @Test
    void annotationsAreOfSomeOfTheClassesThatWereAskedFor() {
        ClassNames.requireSome("data", List.of("cat", "dog"), List.of("dog", "fox"));
        ClassNames.requireSome("data", List.of(), List.of("dog", "fox"));
        assertEquals(
                "The classes of data are [cat], and none of them is among [dog, fox]",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> ClassNames.requireSome("data", List.of("cat"), List.of("dog", "fox")))
                        .getMessage());
    }
}
