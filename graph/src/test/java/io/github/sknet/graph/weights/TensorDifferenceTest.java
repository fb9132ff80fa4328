package io.github.sknet.graph.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TensorDifferenceTest {

    private static Tensor tensor(float... values) {
        return Tensor.of(values, values.length);
    }

    @Test
    void isTheLargestInUnitsOfTheLargestMagnitude() {
        TensorDifference difference = TensorDifference.between(tensor(1, -4, 2), tensor(1, -3, 1.5f));
        assertEquals(new TensorDifference(1, 4), difference);
        assertEquals(0.25, difference.relative());
        assertTrue(difference.isWithin(0.25));
        assertFalse(difference.isWithin(0.2));
        assertEquals(0, TensorDifference.between(tensor(0), tensor(0)).relative());
        assertEquals(new TensorDifference(1, 9), difference.and(TensorDifference.between(tensor(9), tensor(9))));
    }

    /** Also where finite values follow it. */
    @Test
    void aNanIsNeverLost() {
        Tensor finite = tensor(1, 2, 3);
        Tensor broken = tensor(1, Float.NaN, 3);
        for (TensorDifference difference : new TensorDifference[] {
            TensorDifference.between(finite, broken),
            TensorDifference.between(broken, finite),
            TensorDifference.between(finite, broken).and(TensorDifference.between(finite, finite))
        }) {
            assertTrue(Double.isNaN(difference.largest()), difference::toString);
            assertFalse(difference.isWithin(1e9), difference::toString);
        }
    }

    @Test
    void otherNumbersOfValuesAreNotCompared() {
        assertThrows(IllegalArgumentException.class, () -> TensorDifference.between(tensor(1), tensor(1, 2)));
    }
}
