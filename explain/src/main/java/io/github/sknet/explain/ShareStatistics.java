package io.github.sknet.explain;

import io.github.sknet.explain.AttentionAnalysis.ClassShares;
import io.github.sknet.explain.AttentionAnalysis.UnitShares;
import io.github.sknet.graph.selection.SelectionUnit;
import io.github.sknet.graph.weights.NotANumberException;
import io.github.sknet.vision.Attention;
import java.util.ArrayList;
import java.util.Arrays;
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
     * Adds an image.
     *
     * @param byScale what the network chose, for each scale
     * @throws NotANumberException when that is not finite
     */
    void add(Example example, List<Attention> byScale) {
        for (int s = 0; s < byScale.size(); s++) {
            for (SelectionUnit unit : units) {
                double[] shares = Attention.means(byScale.get(s).selections().get(unit.node()));
                requireFinite(shares, unit, example);
                all.of(s, unit).add(shares);
                if (example.label().isPresent() && shown.contains(unit)) {
                    byLabel.computeIfAbsent(example.label().getAsInt(), label -> new Means(options.scales(), shown))
                            .of(s, unit)
                            .add(shares);
                }
            }
        }
    }

    private static void requireFinite(double[] shares, SelectionUnit unit, Example example) {
        if (!Arrays.stream(shares).allMatch(Double::isFinite)) {
            throw new NotANumberException("The network's attention in " + unit.name() + " is not finite for "
                    + example.name() + "; its weights are damaged, or have diverged in training");
        }
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
