package io.github.sknet.explain;

import io.github.sknet.explain.AttentionAnalysis.ClassShares;
import io.github.sknet.explain.AttentionAnalysis.UnitShares;
import io.github.sknet.graph.weights.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Gathers the kernels' shares of image after image. */
final class ShareStatistics {
    private final AnalysisOptions options;
    private final List<SelectionUnit> units;
    private final List<SelectionUnit> shown;
    private final Means all;
    private final Map<Integer, Means> byLabel = new TreeMap<>();

    ShareStatistics(AnalysisOptions options, List<SelectionUnit> units, List<SelectionUnit> shown) {
        this.options = options;
        this.units = units;
        this.shown = shown;
        this.all = new Means(options.scales(), units);
    }

    /**
     * Adds a batch.
     *
     * @param byScale for each scale the attention (N, M, C) by node name
     */
    void add(List<Example> batch, List<Map<String, Tensor>> byScale) {
        for (int s = 0; s < byScale.size(); s++) {
            for (SelectionUnit unit : units) {
                Tensor attention = byScale.get(s).get(unit.node());
                for (int n = 0; n < batch.size(); n++) {
                    double[] shares = shares(attention, n);
                    all.of(s, unit).add(shares);
                    if (batch.get(n).label().isPresent() && shown.contains(unit)) {
                        byLabel.computeIfAbsent(
                                        batch.get(n).label().getAsInt(), label -> new Means(options.scales(), shown))
                                .of(s, unit)
                                .add(shares);
                    }
                }
            }
        }
    }

    /** The mean over the channels of the n-th (M, C) of (N, M, C). */
    private static double[] shares(Tensor attention, int n) {
        int channels = attention.size(2);
        double[] shares = new double[attention.size(1)];
        for (int m = 0; m < shares.length; m++) {
            int first = (n * shares.length + m) * channels;
            double sum = 0;
            for (int c = 0; c < channels; c++) {
                sum += attention.values()[first + c];
            }
            shares[m] = sum / channels;
        }
        return shares;
    }

    List<UnitShares> byUnit() {
        List<UnitShares> shares = new ArrayList<>();
        for (SelectionUnit unit : units) {
            for (int s = 0; s < options.scales().size(); s++) {
                RunningMean mean = all.of(s, unit);
                shares.add(new UnitShares(
                        unit.name(),
                        options.scales().get(s),
                        mean.mean(),
                        mean.deviation(),
                        unit.preference(mean.mean())));
            }
        }
        return shares;
    }

    List<ClassShares> byClass(List<String> classNames) {
        int other = options.scales().indexOf(options.classScale());
        List<ClassShares> shares = new ArrayList<>();
        for (SelectionUnit unit : shown) {
            byLabel.forEach((label, means) -> {
                String name = label < classNames.size() ? classNames.get(label) : Integer.toString(label);
                for (int s : other == 0 ? new int[] {0} : new int[] {0, other}) {
                    RunningMean mean = means.of(s, unit);
                    shares.add(new ClassShares(
                            unit.name(),
                            label,
                            name,
                            options.scales().get(s),
                            mean.count(),
                            mean.mean(),
                            unit.preference(mean.mean())));
                }
            });
        }
        return shares;
    }

    /** A mean for each scale and unit. */
    private static final class Means {
        private final List<Map<String, RunningMean>> byScale = new ArrayList<>();

        Means(List<Double> scales, List<SelectionUnit> units) {
            for (int s = 0; s < scales.size(); s++) {
                Map<String, RunningMean> means = new TreeMap<>();
                units.forEach(unit ->
                        means.put(unit.node(), new RunningMean(unit.kernels().size())));
                byScale.add(means);
            }
        }

        RunningMean of(int scale, SelectionUnit unit) {
            return byScale.get(scale).get(unit.node());
        }
    }
}
