package io.github.sknet.runtime;

import io.github.sknet.runtime.info.StepInfo;
import java.util.Locale;

/** Prints a plan. */
final class PlanTable {

    private PlanTable() {}

    static String of(Plan plan, String kernels) {
        StringBuilder table = new StringBuilder();
        long macs = 0;
        table.append(
                String.format(Locale.ROOT, "%-36s %-52s %-20s %8s %8s%n", "step", "kernel", "output", "MB", "GFLOP"));
        for (StepInfo step : plan.steps()) {
            macs += step.macs();
            table.append(String.format(
                    Locale.ROOT,
                    "%-36s %-52s %-20s %8.2f %8.4f%n",
                    step.name(),
                    step.kernel(),
                    step.output(),
                    step.bytes() / 1e6,
                    2e-9 * step.macs()));
        }
        table.append(String.format(
                Locale.ROOT,
                "%d steps, %s kernels, %.1f MB of values, %.3f GFLOP%n",
                plan.steps().size(),
                kernels,
                plan.arenaBytes() / 1e6,
                2e-9 * macs));
        return table.toString();
    }
}
