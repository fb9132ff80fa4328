package io.github.sknet.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sknet.bench.worker.TrainingWorker;
import io.github.sknet.bench.worker.Workload;
import io.github.sknet.graph.Summary;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.Models;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Training steps side by side: ours in the environment that the launcher sets, the same with images that are decoded and
 * augmented meanwhile, the article's code at libtorch's defaults and in our environment, and DJL's trainer on the same
 * network. Each in a process of its own, taking turns.
 *
 * @param size height and width of the images, in pixels
 * @param batch images a step
 * @param rounds how many turns each has
 * @param turnSeconds how long a turn takes
 * @param warmUpSeconds how long each works before anything counts
 */
record TrainingMatch(int size, int batch, int rounds, double turnSeconds, double warmUpSeconds) {

    private static final String OURS = "ours";
    private static final String LOADED = "loaded";
    private static final String ARTICLE = "article";
    private static final String ARTICLE_TUNED = "article-tuned";

    private static final List<String> TUNING = List.of(
            "OMP_NUM_THREADS",
            "OMP_WAIT_POLICY",
            "GOMP_SPINCOUNT",
            "OPENBLAS_NUM_THREADS",
            "MALLOC_ARENA_MAX",
            "MALLOC_MMAP_THRESHOLD_",
            "MALLOC_TRIM_THRESHOLD_",
            "MALLOC_TOP_PAD_");

    /**
     * How a contender did.
     *
     * @param millis a step's median
     * @param ratio its time by ours, the median of the rounds' ratios
     * @param low the ratios' lower quartile
     * @param high the ratios' upper quartile
     * @param waitingShare of its time, what waiting for data took
     * @param residentMib its memory after each round
     * @param peakResidentMib the most memory that it used
     */
    record Result(
            String name,
            double millis,
            double ratio,
            double low,
            double high,
            double waitingShare,
            List<Double> residentMib,
            double peakResidentMib) {}

    /** Runs all of it; ours comes first. */
    List<Result> run() throws IOException {
        List<WorkerProcess> workers = new ArrayList<>();
        try {
            workers.add(new WorkerProcess(contender(OURS, OURS, Map.of())));
            workers.add(new WorkerProcess(contender(LOADED, LOADED, Map.of())));
            workers.add(new WorkerProcess(contender(ARTICLE, ARTICLE, unset())));
            workers.add(new WorkerProcess(contender(ARTICLE_TUNED, ARTICLE, Map.of())));
            Architecture network = Models.named(TrainingWorker.MODEL).defaults();
            long parameters = Summary.of(network.build(), size, size).parameters();
            workers.add(new WorkerProcess(Contender.djlTraining(
                    new Workload(TrainingWorker.MODEL, size, batch),
                    network.channels(),
                    network.classes(),
                    parameters)));
            for (WorkerProcess worker : workers) {
                worker.run(warmUpSeconds);
            }
            return results(workers);
        } finally {
            workers.forEach(WorkerProcess::close);
        }
    }

    private List<Result> results(List<WorkerProcess> workers) throws IOException {
        double[][] medians = new double[workers.size()][rounds];
        double[] seconds = new double[workers.size()];
        List<List<WorkerProcess.State>> states = new ArrayList<>();
        for (WorkerProcess worker : workers) {
            states.add(new ArrayList<>(List.of(worker.state())));
        }
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < medians.length; i++) {
                double[] times = workers.get(i).run(turnSeconds);
                medians[i][round] = Statistics.median(times);
                seconds[i] += DoubleStream.of(times).sum() / 1000;
                states.get(i).add(workers.get(i).state());
            }
        }
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < medians.length; i++) {
            results.add(result(workers.get(i), medians[i], medians[0], seconds[i], states.get(i)));
        }
        return results;
    }

    /**
     * What a contender's rounds say.
     *
     * @param seconds of all its steps
     * @param states before the first round and after each
     */
    private static Result result(
            WorkerProcess worker, double[] times, double[] ours, double seconds, List<WorkerProcess.State> states)
            throws IOException {
        double[] ratios = IntStream.range(0, times.length)
                .mapToDouble(round -> times[round] / ours[round])
                .toArray();
        double waited =
                states.get(states.size() - 1).waitedSeconds() - states.get(0).waitedSeconds();
        return new Result(
                worker.contender().name(),
                Statistics.median(times),
                Statistics.median(ratios),
                Statistics.quantile(ratios, 0.25),
                Statistics.quantile(ratios, 0.75),
                waited / seconds,
                states.stream().skip(1).map(WorkerProcess.State::residentMib).toList(),
                worker.memory().peakResidentMib());
    }

    private static Map<String, String> unset() {
        Map<String, String> environment = new LinkedHashMap<>();
        TUNING.forEach(name -> environment.put(name, Contender.UNSET));
        return environment;
    }

    private Contender contender(String name, String code, Map<String, String> environment) {
        return Contender.ours(
                name,
                TrainingWorker.class,
                List.of(code, Integer.toString(size), Integer.toString(batch)),
                environment);
    }

    /** A table, one line a contender. */
    void print(List<Result> results, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%nA training step of %s, %d×%d, batch %d, %d rounds%n",
                TrainingWorker.MODEL,
                size,
                size,
                batch,
                rounds);
        out.printf(
                "  %-14s %10s %10s %18s %20s %9s %20s %10s%n",
                "code",
                "ms/step",
                "images/s",
                "ours is faster by",
                "quartiles",
                "waiting",
                "MiB, first … last",
                "peak MiB");
        for (Result r : results) {
            out.printf(
                    Locale.ROOT,
                    "  %-14s %10.1f %10.0f %17.2fx %12.2f … %.2fx %7.2f %% %12.0f … %5.0f %10.0f%n",
                    r.name(),
                    r.millis(),
                    1000 * batch / r.millis(),
                    r.ratio(),
                    r.low(),
                    r.high(),
                    100 * r.waitingShare(),
                    r.residentMib().get(0),
                    r.residentMib().get(rounds - 1),
                    r.peakResidentMib());
        }
        out.flush();
    }

    ObjectNode toJson(Result r) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("model", TrainingWorker.MODEL)
                .put("size", size)
                .put("batch", batch)
                .put("code", r.name())
                .put("millisPerStep", r.millis())
                .put("imagesPerSecond", 1000 * batch / r.millis())
                .put("ratioToOurs", r.ratio())
                .put("ratioLowerQuartile", r.low())
                .put("ratioUpperQuartile", r.high())
                .put("waitingShare", r.waitingShare())
                .put("peakResidentMib", r.peakResidentMib());
        ArrayNode resident = json.putArray("residentMib");
        r.residentMib().forEach(resident::add);
        return json;
    }
}
