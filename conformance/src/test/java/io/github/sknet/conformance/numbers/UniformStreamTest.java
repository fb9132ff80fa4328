package io.github.sknet.conformance.numbers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class UniformStreamTest {

    @Test
    void givesTheValuesOfAnIndependentImplementation() {
        // From a Python implementation of FNV-1a and SplitMix64 with arbitrary-precision integers.
        assertArrayEquals(
                new float[] {-0.8043633699417114f, 0.30472075939178467f, -0.5927515029907227f, -0.45111072063446045f},
                new UniformStream("input").next(4));
        assertEquals(-0.5784564018249512f, new UniformStream("convs.0.0.weight").next());
    }

    @Test
    void staysInItsRange() {
        UniformStream stream = new UniformStream("range");
        double sum = 0;
        for (int i = 0; i < 100_000; i++) {
            float value = stream.next();
            assertEquals(true, value >= -1 && value < 1, "value " + value);
            sum += value;
        }
        assertEquals(0, sum / 100_000, 0.01, "the mean of a uniform stream");
    }
}
