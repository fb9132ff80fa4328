package io.github.sknet.graph.weights;

import io.github.sknet.graph.Init;
import io.github.sknet.graph.ParameterSpec;
import java.util.Arrays;
import java.util.Random;

/** Draws a parameter's first values. */
final class Initialiser {

    private Initialiser() {}

    static float[] values(ParameterSpec spec, long seed) {
        float[] values = new float[Math.toIntExact(spec.elements())];
        // java.util.Random, because its algorithm is specified: the same numbers on every JDK.
        Random random = new Random(seed);
        Init init = spec.init();
        switch (init.kind()) {
            case CONSTANT -> Arrays.fill(values, init.value());
            case NORMAL -> fillNormal(values, random, init.value());
            case KAIMING_FAN_OUT -> fillNormal(values, random, Math.sqrt(2.0 / spec.fanOut()));
            case TORCH_DEFAULT -> fillUniform(values, random, 1 / Math.sqrt(spec.fanIn()));
        }
        return values;
    }

    private static void fillNormal(float[] values, Random random, double deviation) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
    }

    private static void fillUniform(float[] values, Random random, double bound) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (bound * (2 * random.nextDouble() - 1));
        }
    }
}
