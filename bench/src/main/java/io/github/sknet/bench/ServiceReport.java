package io.github.sknet.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.sknet.bench.serve.ServiceMatch;
import io.github.sknet.bench.serve.ServiceWorker;
import io.github.sknet.bench.worker.Workload;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.models.Models;
import io.github.sknet.graph.preprocessing.Preprocessing;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * {@code bench --serve}: a model as a service, and what is told of it.
 *
 * @param workload which model, at which size and batch
 * @param threads that the service has
 * @param clients that ask at once
 * @param rounds how many turns each engine has
 * @param turnSeconds how long a turn takes
 * @param warmUpSeconds how long each works before anything counts
 */
record ServiceReport(
        Workload workload, int threads, int clients, int rounds, double turnSeconds, double warmUpSeconds) {

    /** How many times the time that those ahead in the queue take an answer may take. */
    private static final int BOUND = 3;

    /** Runs all engines and prints a table. */
    ArrayNode run(List<String> engines, PrintWriter out) throws IOException {
        Path folder = Files.createTempDirectory("sknet-bench-");
        Path own = folder.resolve("model.safetensors");
        try {
            Path file = workload.file().isPresent() ? workload.file().get() : written(own);
            ServiceMatch match =
                    new ServiceMatch(file, workload.batch(), threads, clients, rounds, turnSeconds, warmUpSeconds);
            List<ServiceMatch.Result> results = match.run(
                    engines,
                    (engine, arguments, errors) -> Contender.ours(engine, ServiceWorker.class, arguments, Map.of())
                            .start(errors));
            print(results, out);
            return json(results);
        } finally {
            Files.deleteIfExists(own);
            Files.delete(folder);
        }
    }

    private Path written(Path file) throws IOException {
        Workload.Network network = workload.network();
        ModelFile.of(
                        network.graph(),
                        network.weights(),
                        Models.named(workload.name()).task())
                .withPreprocessing(Preprocessing.exactSize(
                        network.graph().inputChannels(),
                        workload.size().height(),
                        workload.size().width()))
                .write(file);
        return file;
    }

    private void print(List<ServiceMatch.Result> results, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%n%s, %d×%d, %d clients, batches of %d at most, %d threads, %d rounds%n",
                workload.name(),
                workload.size().height(),
                workload.size().width(),
                clients,
                workload.batch(),
                threads,
                rounds);
        out.printf(
                "  %-8s %-8s %12s %12s %8s %10s %10s %12s%n",
                "engine", "requests", "alone, 1/s", "served, 1/s", "ratio", "p50, ms", "p99, ms", "p99 bound");
        for (ServiceMatch.Result result : results) {
            out.printf(
                    Locale.ROOT,
                    "  %-8s %-8s %12.1f %12.1f %8.3f %10.1f %10.1f %12.1f%n",
                    result.engine(),
                    result.requests(),
                    Statistics.median(result.aloneRates()),
                    Statistics.median(result.servedRates()),
                    ratio(result),
                    Statistics.quantile(result.millis(), 0.5),
                    Statistics.quantile(result.millis(), 0.99),
                    bound(result));
        }
        out.flush();
    }

    /** Between neighbours in time. */
    private static double ratio(ServiceMatch.Result result) {
        return Statistics.median(IntStream.range(0, result.aloneRates().length)
                .mapToDouble(round -> result.servedRates()[round] / result.aloneRates()[round])
                .toArray());
    }

    /** Three times the time that the requests of all other clients take, in milliseconds. */
    private double bound(ServiceMatch.Result result) {
        return BOUND * (clients - 1) * 1000 / Statistics.median(result.aloneRates());
    }

    private ArrayNode json(List<ServiceMatch.Result> results) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (ServiceMatch.Result result : results) {
            array.addObject()
                    .put("model", workload.name())
                    .put("engine", result.engine())
                    .put("requests", result.requests())
                    .put("clients", clients)
                    .put("batch", workload.batch())
                    .put("threads", threads)
                    .put("alonePerSecond", Statistics.median(result.aloneRates()))
                    .put("servedPerSecond", Statistics.median(result.servedRates()))
                    .put("ratio", ratio(result))
                    .put("p50Millis", Statistics.quantile(result.millis(), 0.5))
                    .put("p99Millis", Statistics.quantile(result.millis(), 0.99))
                    .put("p99BoundMillis", bound(result));
        }
        return array;
    }
}
