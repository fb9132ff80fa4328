package io.github.sknet.runtime.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which kernels a JVM takes: the fastest there is, what is forced, and never something else in silence. */
class KernelChoiceTest {

    private static final Kernels FAST = new ScalarKernels();

    private static final KernelsProvider USABLE = provider(Optional.empty(), null);
    private static final KernelsProvider OBSTRUCTED = provider(Optional.of("a module is missing"), null);
    private static final KernelsProvider LACKING = provider(Optional.empty(), "the machine has no such vectors");

    private static KernelsProvider provider(Optional<String> obstacle, String lack) {
        return new KernelsProvider() {
            @Override
            public Optional<String> obstacle() {
                return obstacle;
            }

            @Override
            public Kernels kernels() {
                if (lack != null) {
                    throw new IllegalStateException(lack);
                }
                return FAST;
            }
        };
    }

    private static Kernels choose(String forced, KernelsProvider... providers) {
        return KernelChoice.choose(forced, List.of(providers)).orElseThrow();
    }

    private static void assertRefused(String message, String forced, KernelsProvider... providers) {
        assertEquals(
                message,
                assertThrows(IllegalStateException.class, () -> choose(forced, providers))
                        .getMessage());
    }

    @Test
    void theFirstThatCanBeUsedIsTaken() {
        assertSame(FAST, choose(null, USABLE));
        assertSame(FAST, choose(null, OBSTRUCTED, USABLE));
        assertSame(FAST, choose("vector", OBSTRUCTED, USABLE));
    }

    @Test
    void plainLoopsStandInWhereNothingCanBeUsed() {
        assertEquals(ScalarKernels.class, choose(null).getClass());
        assertEquals("scalar", choose(null, OBSTRUCTED).name());
    }

    @Test
    void plainLoopsCanBeForced() {
        Kernels scalar = choose("scalar", USABLE);
        assertEquals(ScalarKernels.class, scalar.getClass());
        assertEquals(false, scalar == FAST);
    }

    @Test
    void whatIsForcedAndAbsentIsRefusedWithTheReason() {
        assertRefused(
                "The system property sknet.kernels=vector asks for what is absent: a module is missing",
                "vector",
                OBSTRUCTED);
        assertRefused(
                "The system property sknet.kernels=vector asks for what is absent: "
                        + "sknet-runtime-vector is not on the class path or the module path",
                "vector");
        assertRefused("The system property sknet.kernels must be scalar or vector, not 'quick'", "quick", USABLE);
    }

    @Test
    void whatTheMachineLacksIsNotReplacedInSilence() {
        assertRefused("the machine has no such vectors", null, LACKING);
        assertRefused("the machine has no such vectors", "vector", LACKING);
    }
}
