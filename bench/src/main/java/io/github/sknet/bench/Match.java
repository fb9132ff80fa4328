package io.github.sknet.bench;

import io.github.sknet.bench.worker.PeakWorker;
import io.github.sknet.bench.worker.Workload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Contenders on one workload, taking turns: a turn each a round, so that every ratio is between neighbours in time.
 *
 * @param workload what they do
 * @param macs multiply-accumulates of one image
 * @param threads that each has
 * @param rounds how many turns each has, at least 1
 * @param turnSeconds how long a turn takes, at least one iteration
 * @param warmUpSeconds how long each works before anything counts
 */
record Match(Workload workload, long macs, int threads, int rounds, double turnSeconds, double warmUpSeconds) {

    private static final String REFERENCE = "java";

    /** Runs all of it. The first contender must be the peak. */
    List<Measurement> run(List<Contender> contenders) throws IOException {
        List<WorkerProcess> workers = new ArrayList<>();
        try {
            for (Contender contender : contenders) {
                workers.add(new WorkerProcess(contender));
            }
            for (WorkerProcess worker : workers) {
                worker.run(warmUpSeconds);
            }
            Map<String, double[]> medians = new LinkedHashMap<>();
            workers.forEach(worker -> medians.put(worker.contender().name(), new double[rounds]));
            for (int round = 0; round < rounds; round++) {
                for (WorkerProcess worker : workers) {
                    medians.get(worker.contender().name())[round] = Statistics.median(worker.run(turnSeconds));
                }
            }
            return measurements(workers, medians);
        } finally {
            workers.forEach(WorkerProcess::close);
        }
    }

    private List<Measurement> measurements(List<WorkerProcess> workers, Map<String, double[]> medians)
            throws IOException {
        double flopPerMilli = threads * PeakWorker.FLOP / Statistics.median(medians.get(Contender.PEAK));
        double flopPerImage = 2.0 * macs;
        List<Measurement> measurements = new ArrayList<>();
        for (WorkerProcess worker : workers) {
            String name = worker.contender().name();
            if (name.equals(Contender.PEAK)) {
                continue;
            }
            double[] times = medians.get(name);
            double median = Statistics.median(times);
            double[] ratios = ratios(times, medians.get(REFERENCE));
            measurements.add(new Measurement(
                    workload,
                    name,
                    threads,
                    median / workload.batch(),
                    halfQuartiles(times) / median,
                    flopPerImage * workload.batch() / median / flopPerMilli,
                    ratios.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(Statistics.median(ratios)),
                    ratios.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(halfQuartiles(ratios)),
                    worker.firstResultMillis(),
                    worker.memory()));
        }
        return measurements;
    }

    private static double[] ratios(double[] times, double[] reference) {
        return reference == null
                ? new double[0]
                : IntStream.range(0, times.length)
                        .mapToDouble(round -> times[round] / reference[round])
                        .toArray();
    }

    private static double halfQuartiles(double[] values) {
        return (Statistics.quantile(values, 0.75) - Statistics.quantile(values, 0.25)) / 2;
    }
}
