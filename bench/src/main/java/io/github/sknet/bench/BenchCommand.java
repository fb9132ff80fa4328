package io.github.sknet.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.sknet.bench.kernels.ConvolutionKernels;
import io.github.sknet.bench.worker.TrainingWorker;
import io.github.sknet.bench.worker.Workload;
import io.github.sknet.cli.Console;
import io.github.sknet.cli.InputSize;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.models.Models;
import io.github.sknet.graph.text.Counted;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
    private static final int SERVED_BATCH = 8;
    private static final List<String> SERVED = List.of("java", "java-scalar", "onnx");

    @Option(
            names = "--model",
            split = ",",
            paramLabel = "NAME|FILE",
            defaultValue = "sknet50",
            description =
                    "Registered models, model files, or skconv_128x56_dilated, skconv_128x56_5x5 … for the SK convolution alone; "
                            + "'blocks' for all of SKNet-50's. (${DEFAULT-VALUE})")
    private List<String> models;

    @Option(
            names = "--size",
            paramLabel = "PIXELS|HxW",
            converter = InputSize.class,
            description = "Height and width; the model's own if not given.")
    private Size size;

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
                    "java, java-scalar, onnx (ONNX Runtime on our best export), onnx-int8 (on one with integers of eight bits), onnx-article (on a graph written as the "
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

    @Option(
            names = "--serve",
            description =
                    "Time services instead: --clients ask on loopback, beside each engine's own work on batches. Engines are java (the only one "
                            + "if none is named) and onnx; --batch and --threads are a service's: 8 and all processors if not given.")
    private boolean serve;

    @Option(
            names = "--clients",
            paramLabel = "N",
            defaultValue = "32",
            description = "Clients that ask at once, with --serve (${DEFAULT-VALUE}).")
    private int clients;

    @Option(names = "--kernels", description = "Time this engine's convolution kernels by themselves, with JMH.")
    private boolean kernels;

    @Mixin
    private Console console;

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
        if (Stream.concat(batches.stream(), threads.stream()).anyMatch(number -> number < 1)) {
            throw new ParameterException(spec.commandLine(), "--batch and --threads must be at least 1");
        }
        PrintWriter out = console.progress();
        out.println(Machine.describe());
        if (kernels) {
            out.flush();
            ArrayNode results = ConvolutionKernels.runAll(console.isJson());
            console.json(results::toString);
            return 0;
        }
        if (train) {
            trainingMatch(out);
            return 0;
        }
        if (serve) {
            ArrayNode results = services(out);
            console.json(results::toString);
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
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        all.forEach(measurement -> array.add(measurement.toJson()));
        console.json(array::toString);
        return 0;
    }

    private ArrayNode services(PrintWriter out) throws IOException {
        List<String> served = given("--engines") ? engines : List.of("java");
        if (clients < 1 || !SERVED.containsAll(served)) {
            throw new ParameterException(
                    spec.commandLine(), "--serve is for at least 1 of --clients, and for the engines " + SERVED);
        }
        ArrayNode results = JsonNodeFactory.instance.arrayNode();
        for (String model : names()) {
            ServiceReport report = new ServiceReport(
                    workload(model, given("--batch") ? batches.get(0) : SERVED_BATCH),
                    given("--threads") ? threads.get(0) : Runtime.getRuntime().availableProcessors(),
                    clients,
                    rounds,
                    turnSeconds,
                    warmUpSeconds);
            results.addAll(report.run(served, out));
        }
        return results;
    }

    private boolean given(String option) {
        return spec.commandLine().getParseResult().hasMatchedOption(option);
    }

    private void trainingMatch(PrintWriter out) throws IOException {
        if (size != null && size.height() != size.width()) {
            throw new ParameterException(spec.commandLine(), "--train takes a --size of PIXELS, not " + size);
        }
        TrainingMatch match = new TrainingMatch(
                size == null ? Models.named(TrainingWorker.MODEL).size() : size.height(),
                given("--batch") ? batches.get(0) : TRAINING_BATCH,
                rounds,
                turnSeconds,
                warmUpSeconds);
        List<TrainingMatch.Result> results = match.run();
        match.print(results, out);
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        results.forEach(result -> array.add(match.toJson(result)));
        console.json(array::toString);
    }

    private List<String> names() {
        return models.stream()
                .flatMap(name -> name.equals("blocks") ? Workload.blocks().stream() : List.of(name).stream())
                .toList();
    }

    private Workload workload(String model, int batch) throws IOException {
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
            Match match = new Match(workload, files.macs(), threadCount, rounds, turnSeconds, warmUpSeconds);
            List<Measurement> measurements = match.run(contenders);
            print(match, measurements);
            return measurements;
        }
    }

    private void print(Match match, List<Measurement> measurements) {
        PrintWriter out = console.progress();
        Workload workload = match.workload();
        out.printf(
                Locale.ROOT,
                "%n%s, %d×%d, batch %d, %s, %s%n",
                workload.name(),
                workload.size().height(),
                workload.size().width(),
                workload.batch(),
                Counted.of(match.threads(), "thread"),
                Counted.of(rounds, "round"));
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
