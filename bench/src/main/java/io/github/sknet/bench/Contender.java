package io.github.sknet.bench;

import io.github.sknet.bench.worker.EngineWorker;
import io.github.sknet.bench.worker.OnnxWorker;
import io.github.sknet.bench.worker.PeakWorker;
import io.github.sknet.bench.worker.Workload;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A process that takes part.
 *
 * @param name the engine's
 * @param classPath its class path
 * @param mainClass a worker's main class
 * @param flags JVM flags
 * @param arguments the worker's arguments
 * @param environment variables that it needs beside ours; {@link #UNSET} takes one of ours away
 */
record Contender(
        String name,
        String classPath,
        String mainClass,
        List<String> flags,
        List<String> arguments,
        Map<String, String> environment) {

    /** The value of an environment variable that shall not exist. */
    static final String UNSET = "";

    /** The multiply-add peak. */
    static final String PEAK = "peak";

    /** DJL's PyTorch engine, on our TorchScript export. */
    static final String DJL = "djl";

    /** ONNX Runtime on a graph written as torch.onnx exports the seed article's code: stack, sum, mul, sum. */
    static final String ARTICLE_STYLE = "onnx-article";

    /** ONNX Runtime on our export with integers of eight bits. */
    static final String INT8 = "onnx-int8";

    /** Every engine that can be asked for. */
    static final List<String> ENGINES = List.of("java", "java-scalar", "onnx", INT8, ARTICLE_STYLE, "torch", DJL);

    /** The measured peak on so many threads. */
    static Contender peak(int threads) {
        return new Contender(
                PEAK,
                ourClassPath(),
                PeakWorker.class.getName(),
                ourFlags(),
                List.of(Integer.toString(threads)),
                Map.of());
    }

    /** One of our engines on a workload, whose weights are in a safetensors file. */
    static Contender engine(String engine, Path weights, Workload workload, int threads) {
        return ours(
                engine,
                EngineWorker.class,
                List.of(
                        engine,
                        weights.toString(),
                        workload.name(),
                        Integer.toString(workload.size().height()),
                        Integer.toString(workload.size().width()),
                        Integer.toString(workload.batch()),
                        Integer.toString(threads)),
                Map.of("OMP_NUM_THREADS", Integer.toString(threads)));
    }

    /** ONNX Runtime on an ONNX file. */
    static Contender onnx(String name, Path model, Workload workload, int channels, int threads) {
        return ours(
                name,
                OnnxWorker.class,
                List.of(
                        model.toString(),
                        Integer.toString(workload.batch()),
                        Integer.toString(channels),
                        Integer.toString(workload.size().height()),
                        Integer.toString(workload.size().width()),
                        Integer.toString(threads)),
                Map.of());
    }

    /** A worker on our class path. */
    static Contender ours(String name, Class<?> worker, List<String> arguments, Map<String, String> environment) {
        return new Contender(name, ourClassPath(), worker.getName(), ourFlags(), arguments, environment);
    }

    /** DJL on a TorchScript file; of its settings only the number of threads is changed. */
    static Contender djl(Path torchScript, Workload workload, int channels, int threads) {
        return new Contender(
                DJL,
                djlClassPath(),
                "io.github.sknet.bench.djl.DjlWorker",
                List.of("-Dai.djl.offline=true", "-Dai.djl.pytorch.num_threads=" + threads),
                List.of(
                        torchScript.toString(),
                        Integer.toString(workload.batch()),
                        Integer.toString(channels),
                        Integer.toString(workload.size().height()),
                        Integer.toString(workload.size().width())),
                Map.of("OMP_NUM_THREADS", Integer.toString(threads)));
    }

    /**
     * DJL's trainer, in our environment: its number of threads follows OMP_NUM_THREADS.
     *
     * @param size height and width of the images
     * @param batch images a step
     * @param parameters that its network must have
     */
    static Contender djlTraining(int size, int batch, int channels, int classes, long parameters) {
        return new Contender(
                DJL,
                djlClassPath(),
                "io.github.sknet.bench.djl.DjlTrainingWorker",
                List.of("-Dai.djl.offline=true"),
                Stream.of(batch, channels, size, classes, parameters)
                        .map(String::valueOf)
                        .toList(),
                Map.of());
    }

    /**
     * Starts the process.
     *
     * @param errors the file that its standard error goes to
     */
    Process start(Path errors) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.add(mainClass);
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        // Not on the command line: ONNX Runtime 1.29.0 ends a process whose command line nears 4 KB.
        builder.environment().put("CLASSPATH", classPath);
        builder.environment().putAll(environment);
        builder.environment().values().removeIf(UNSET::equals);
        return builder.start();
    }

    private static String ourClassPath() {
        return System.getProperty("java.class.path");
    }

    /** The flags that this process was started with, which the launcher chose; but for those that concern its terminal. */
    private static List<String> ourFlags() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> !flag.startsWith("-Dsknet.stderr") && !flag.startsWith("-Dsknet.terminal"))
                .toList();
    }

    /** DJL's libraries, which the build lays beside ours, and this jar for the worker. */
    private static String djlClassPath() {
        Path jar;
        try {
            jar = Path.of(Contender.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        return jar + File.pathSeparator + jar.getParent().resolveSibling("djl") + File.separator + "*";
    }
}
