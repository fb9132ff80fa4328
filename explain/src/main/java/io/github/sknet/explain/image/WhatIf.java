package io.github.sknet.explain.image;

import io.github.sknet.graph.selection.SelectionUnit;
import io.github.sknet.vision.Answer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a network would have answered had it not chosen.
 *
 * @param units for each unit, forced alone
 * @param everywhere for each kernel, forced in every unit that has it
 */
public record WhatIf(List<ForcedUnit> units, List<ForcedAnswer> everywhere) {

    public WhatIf {
        units = List.copyOf(units);
        everywhere = List.copyOf(everywhere);
    }

    /**
     * An answer with a kernel forced.
     *
     * @param kernel its name
     * @param answer what the network then answers
     * @param change ‖y′ − y‖ / ‖y‖ over all values of the network's outputs y: 0 where nothing changes
     */
    public record ForcedAnswer(String kernel, Answer answer, double change) {

        private Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("kernel", kernel);
            map.put("change", change);
            map.putAll(answer.fields());
            return map;
        }
    }

    /**
     * One unit's kernels, forced one after the other.
     *
     * @param unit which
     * @param kernels in the order of its branches
     */
    public record ForcedUnit(SelectionUnit unit, List<ForcedAnswer> kernels) {

        public ForcedUnit {
            kernels = List.copyOf(kernels);
        }

        /** How much the unit's choice matters: the largest change that one of its kernels makes. */
        public double effect() {
            return kernels.stream().mapToDouble(ForcedAnswer::change).max().orElse(0);
        }

        private Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("unit", unit.name());
            map.put("node", unit.node());
            map.put("effect", effect());
            map.put("kernels", kernels.stream().map(ForcedAnswer::toMap).toList());
            return map;
        }
    }

    /** The unit whose choice matters most for the image; the first of several. */
    public SelectionUnit decisive() {
        return units.stream()
                .max(Comparator.comparingDouble(ForcedUnit::effect))
                .orElseThrow()
                .unit();
    }

    /** For people: a line for each unit, then one for each kernel everywhere, then the unit that matters most. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (ForcedUnit forced : units) {
            for (ForcedAnswer answer : forced.kernels) {
                lines.add(line(forced.unit.name(), answer));
            }
        }
        everywhere.forEach(answer -> lines.add(line(ForcedKernels.ALL, answer)));
        lines.add("the choice in " + decisive().name() + " matters most");
        return lines;
    }

    private static String line(String unit, ForcedAnswer answer) {
        return String.format(
                Locale.ROOT,
                "%-10s  %-8s  change %.3f  %s",
                unit,
                answer.kernel,
                answer.change,
                answer.answer.lines().get(0));
    }

    /** For tools: {@code decisive}, {@code units} and {@code everywhere}, with each answer's own fields. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("decisive", decisive().name());
        map.put("units", units.stream().map(ForcedUnit::toMap).toList());
        map.put("everywhere", everywhere.stream().map(ForcedAnswer::toMap).toList());
        return map;
    }
}
