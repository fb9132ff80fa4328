package io.github.sknet.runtime.vector;

import io.github.sknet.graph.Conv2d;
import io.github.sknet.runtime.kernels.ScalarKernels;
import org.junit.jupiter.api.Test;

/** Every kind of kernels against the definition of a convolution, in double precision, over odd shapes. */
class ConvolutionTest {

    private static final int CONVOLUTIONS = 150;

    private final VectorKernels vector = new VectorKernels();

    @Test
    void vectorKernelsComputeTheDefinition() {
        long seed = 0;
        for (Conv2d conv : ConvolutionSweep.convolutions(CONVOLUTIONS)) {
            ConvolutionSweep.check(conv, vector, seed++);
        }
    }

    @Test
    void scalarKernelsComputeTheDefinition() {
        long seed = 0;
        for (Conv2d conv : ConvolutionSweep.convolutions(CONVOLUTIONS)) {
            ConvolutionSweep.check(conv, new ScalarKernels(), seed++);
        }
    }

    @Test
    void wideThreeByThreeConvolutionsComputeTheDefinition() {
        long seed = 0;
        for (Conv2d conv : ConvolutionSweep.threeByThree(CONVOLUTIONS)) {
            ConvolutionSweep.check(conv, vector, seed);
            ConvolutionSweep.check(conv, new ScalarKernels(), seed++);
        }
    }

    @Test
    void scalarKernelsStandInForVectorKernelsOnTheSameData() {
        ScalarKernels twin = ScalarKernels.twinOf(vector);
        long seed = 0;
        for (Conv2d conv : ConvolutionSweep.convolutions(CONVOLUTIONS)) {
            ConvolutionSweep.check(conv, twin, seed++);
        }
    }
}
