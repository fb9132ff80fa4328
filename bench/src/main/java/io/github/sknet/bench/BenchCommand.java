package io.github.sknet.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.sknet.bench.kernels.ConvolutionKernels;
import io.github.sknet.bench.worker.TrainingWorker;
import io.github.sknet.bench.worker.Workload;
import io.github.sknet.graph.models.Models;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sknet bench}: how fast are the engines, side by side? */
@Command(
        name = "bench",
        description =
                "Times engines side by side: each in a process of its own, taking turns within one run, beside the "
                        + "multiply-add peak measured in the same run. Nothing else should run meanwhile.")
final class BenchCommand implements Callable<Integer> {

    private static final int TRAINING_BATCH = 64;

    @Option(
            names = "--model",
            split = ",",
            paramLabel = "NAME",
            defaultValue = "sknet50",
            description =
                    "Registered models, or skconv_128x56_dilated, skconv_128x56_5x5 … for the SK convolution alone; "
                            + "'blocks' for all of SKNet-50's. (${DEFAULT-VALUE})")
    private List<String> models;

    @Option(names = "--size", paramLabel = "PIXELS", description = "Height and width; the model's own if not given.")
    private Integer size;

    @Option(
            names = "--batch",
            split = ",",
            paramLabel = "N",
            defaultValue = "1",
            description = "Images at once (${DEFAULT-VALUE}).")
    private List<Integer> batches;

    @Option(
            names = "--threads",
            split = ",",
            paramLabel = "N",
            defaultValue = "1",
            description = "Threads, one run for each number (${DEFAULT-VALUE}).")
    private List<Integer> threads;

    @Option(
            names = "--engines",
            split = ",",
            paramLabel = "NAME",
            defaultValue = "java,onnx,onnx-article,torch",
            description =
                    "java, java-scalar, onnx (ONNX Runtime on our best export), onnx-article (on a graph written as the "
                            + "article's code is exported), torch (libtorch, tuned), djl (its own libtorch). (${DEFAULT-VALUE})")
    private List<String> engines;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "15",
            description = "Turns of each engine (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--turn",
            paramLabel = "SECONDS",
            defaultValue = "0.5",
            description = "Length of a turn (${DEFAULT-VALUE}).")
    private double turnSeconds;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "Work before anything counts (${DEFAULT-VALUE}).")
    private double warmUpSeconds;

    @Option(
            names = "--train",
            description =
                    "Time training steps instead: ours against the article's code on the same libtorch, and DJL's trainer.")
    private boolean train;

    @Option(names = "--kernels", description = "Time this engine's convolution kernels by themselves, with JMH.")
    private boolean kernels;

    @Option(names = "--json", description = "Print one JSON array as the last line.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        for (String engine : engines) {
            if (!Contender.ENGINES.contains(engine)) {
                throw new ParameterException(
                        spec.commandLine(), "There is no engine '" + engine + "'; there are: " + Contender.ENGINES);
            }
        }
        if (rounds < 1 || !(turnSeconds > 0) || !(warmUpSeconds >= 0)) {
            throw new ParameterException(spec.commandLine(), "--rounds and --turn must be positive");
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(Machine.describe());
        if (kernels) {
            out.flush();
            ArrayNode results = ConvolutionKernels.runAll();
            if (json) {
                out.println(results);
            }
            return 0;
        }
        if (train) {
            trainingMatch(out);
            return 0;
        }
        List<Measurement> all = new ArrayList<>();
        for (String model : names()) {
            for (int batch : batches) {
                for (int thread : threads) {
                    all.addAll(match(workload(model, batch), thread));
                }
            }
        }
        if (json) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            all.forEach(measurement -> array.add(measurement.toJson()));
            out.println(array);
        }
        return 0;
    }

    private void trainingMatch(PrintWriter out) throws IOException {
        boolean batchGiven = spec.commandLine().getParseResult().hasMatchedOption("--batch");
        TrainingMatch match = new TrainingMatch(
                size == null ? Models.named(TrainingWorker.MODEL).size() : size,
                batchGiven ? batches.get(0) : TRAINING_BATCH,
                rounds,
                turnSeconds,
                warmUpSeconds);
        List<TrainingMatch.Result> results = match.run();
        match.print(results, out);
        if (json) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            results.forEach(result -> array.add(match.toJson(result)));
            out.println(array);
        }
    }

    private List<String> names() {
        return models.stream()
                .flatMap(name -> name.equals("blocks") ? Workload.blocks().stream() : List.of(name).stream())
                .toList();
    }

    private Workload workload(String model, int batch) {
        Workload usual = Workload.named(model, batch);
        return size == null ? usual : new Workload(model, size, batch);
    }

    private List<Measurement> match(Workload workload, int threadCount) throws IOException {
        try (NetworkFiles files = new NetworkFiles(workload)) {
            List<Contender> contenders = new ArrayList<>();
            contenders.add(Contender.peak(threadCount));
            for (String engine : engines) {
                contenders.add(files.contender(engine, threadCount));
            }
            Match match = new Match(workload, threadCount, rounds, turnSeconds, warmUpSeconds);
            List<Measurement> measurements = match.run(contenders);
            print(match, measurements);
            return measurements;
        }
    }

    private void print(Match match, List<Measurement> measurements) {
        PrintWriter out = spec.commandLine().getOut();
        Workload workload = match.workload();
        out.printf(
                Locale.ROOT,
                "%n%s, %d×%d, batch %d, %d thread(s), %d rounds%n",
                workload.name(),
                workload.size(),
                workload.size(),
                workload.batch(),
                match.threads(),
                rounds);
        out.printf(
                "  %-14s %10s %8s %8s %16s %10s %10s %14s%n",
                "engine", "ms/image", "spread", "of peak", "time / java's", "first ms", "peak MiB", "bytes/call");
        for (Measurement m : measurements) {
            out.printf(
                    Locale.ROOT,
                    "  %-14s %10.3f %7.1f%% %7.1f%% %16s %10.0f %10.0f %,14d%n",
                    m.engine(),
                    m.millisPerImage(),
                    100 * m.spread(),
                    100 * m.peakFraction(),
                    m.ratioToJava().isPresent()
                            ? String.format(
                                    Locale.ROOT,
                                    "%.2f ± %.2f",
                                    m.ratioToJava().getAsDouble(),
                                    m.ratioSpread().getAsDouble())
                            : "–",
                    m.firstResultMillis(),
                    m.memory().peakResidentMib(),
                    m.memory().allocatedBytes());
        }
        out.flush();
    }
}
