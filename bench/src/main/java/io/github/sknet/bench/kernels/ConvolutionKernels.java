package io.github.sknet.bench.kernels;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.sknet.runtime.kernels.KernelChoice;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** How fast is a convolution by itself? The counter {@code gigaflop} is the figure to look at: GFLOP/s. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ConvolutionKernels {

    /** Which convolution: the names of the cases. */
    @Param({
        "POINTWISE_256_128_56",
        "POINTWISE_512_256_28",
        "POINTWISE_512_1024_14",
        "POINTWISE_1024_2048_7",
        "GROUPED_128_56",
        "GROUPED_256_28",
        "GROUPED_512_14",
        "GROUPED_1024_7"
    })
    public String convolution;

    private ConvolutionCase.Prepared prepared;
    private double gigaflop;

    /** Rates that are reported beside the calls a second. */
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    @State(Scope.Thread)
    public static class Work {
        /** Multiplications and additions done, in 10⁹. */
        public double gigaflop;
    }

    /** Random weights and inputs. */
    @Setup
    public void prepare() {
        prepared = ConvolutionCase.valueOf(convolution).prepare(KernelChoice.kernels());
        gigaflop = 2e-9 * prepared.step().info().macs();
    }

    /** One convolution. */
    @Benchmark
    public float[] convolve(Work work) {
        prepared.run();
        work.gigaflop += gigaflop;
        return prepared.arena();
    }

    /**
     * Runs all of them in a JVM of its own, with this one's flags.
     *
     * @param silent whether JMH, which prints to standard output, is to say nothing
     * @return for each {@code {"convolution", "gigaflopsPerSecond", "error"}}, the error being half of JMH's interval of
     *     99.9 % confidence
     * @throws IllegalStateException when JMH fails
     */
    public static ArrayNode runAll(boolean silent) {
        try {
            Collection<RunResult> results = new Runner(new OptionsBuilder()
                            .include(ConvolutionKernels.class.getName())
                            .verbosity(silent ? VerboseMode.SILENT : VerboseMode.NORMAL)
                            .shouldFailOnError(true)
                            .build())
                    .run();
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            for (RunResult result : results) {
                Result<?> rate = result.getSecondaryResults().get("gigaflop");
                array.addObject()
                        .put("convolution", result.getParams().getParam("convolution"))
                        .put("gigaflopsPerSecond", rate.getScore())
                        .put("error", rate.getScoreError());
            }
            return array;
        } catch (RunnerException e) {
            throw new IllegalStateException("JMH failed: " + e.getMessage(), e);
        }
    }
}
