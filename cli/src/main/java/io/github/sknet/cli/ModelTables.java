package io.github.sknet.cli;

import io.github.sknet.graph.ReceptiveField;
import io.github.sknet.graph.models.ModelInfo;
import io.github.sknet.graph.models.Models;
import io.github.sknet.graph.models.Published;
import io.github.sknet.graph.models.StageInfo;
import io.github.sknet.graph.text.Counted;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is known of networks, as tables for people. */
final class ModelTables {

    private ModelTables() {}

    /** A line a network. */
    static void print(PrintWriter out, List<ModelInfo> infos) {
        String format = "%-24s %6s %13s %10s %12s  %s%n";
        out.printf(Locale.ROOT, format, "model", "size", "parameters", "MACs", "activations", "published top-1 error");
        for (ModelInfo info : infos) {
            out.printf(
                    Locale.ROOT,
                    format,
                    info.name(),
                    info.size().toString(),
                    String.format(Locale.ROOT, "%,d", info.parameters()),
                    macs(info.macs()),
                    String.format(Locale.ROOT, "%.2fM", info.activations() / 1e6),
                    info.published().map(ModelTables::errors).orElse("–"));
        }
    }

    /** One network: what it costs, its options, its stages. */
    static void print(PrintWriter out, ModelInfo info) {
        out.println(info.name() + ": " + info.description());
        out.printf(
                Locale.ROOT,
                "image %d×%d×%d, %sto %s: %,d parameters, %s MACs, %.2fM activations%n",
                info.channels(),
                info.size().height(),
                info.size().width(),
                info.classes() == 0 ? "" : Counted.of(info.classes(), "class", "classes") + ", ",
                info.outputs().task().id(),
                info.parameters(),
                macs(info.macs()),
                info.activations() / 1e6);
        info.published()
                .ifPresent(published -> out.println("published: " + errors(published) + ", "
                        + String.format(Locale.ROOT, "%.1fM parameters", published.parameters() / 1e6)
                        + published
                                .macs()
                                .map(macs -> ", " + macs(macs) + " MACs")
                                .orElse("") + " ("
                        + published.source() + ")"));
        info.architecture()
                .flatMap(architecture -> Models.find(architecture.model()))
                .ifPresent(model ->
                        model.options().forEach((option, meaning) -> out.println("option " + option + ": " + meaning)));
        out.println();
        String format = "%-14s %-22s %10s %10s %9s %-22s %s%n";
        out.printf(format, "stage", "output", "parameters", "MACs", "selections", "receptive field", "kernels");
        for (StageInfo stage : info.stages()) {
            out.printf(
                    Locale.ROOT,
                    format,
                    stage.name(),
                    stage.output(),
                    String.format(Locale.ROOT, "%,d", stage.parameters()),
                    macs(stage.macs()),
                    stage.selections() == 0 ? "" : stage.selections(),
                    stage.receptiveField().map(ModelTables::field).orElse("whole image"),
                    String.join(", ", stage.kernels()));
        }
    }

    private static String field(ReceptiveField field) {
        String range = field.smallest().equals(field.largest())
                ? field.smallest().toString()
                : field.smallest() + " … " + field.largest();
        return range + " px, stride " + field.stride();
    }

    private static String errors(Published published) {
        List<String> parts = new ArrayList<>();
        published.errors().stream()
                .collect(Collectors.groupingBy(Published.Error::dataset, TreeMap::new, Collectors.toList()))
                .forEach((dataset, errors) -> parts.add(dataset + " "
                        + errors.stream()
                                .map(error -> String.format(Locale.ROOT, "%.2f %% at %d²", error.top1(), error.size()))
                                .collect(Collectors.joining(", "))));
        return String.join("; ", parts);
    }

    private static String macs(long macs) {
        if (macs == 0) {
            return "0";
        }
        return macs >= 1_000_000_000
                ? String.format(Locale.ROOT, "%.2fG", macs / 1e9)
                : String.format(Locale.ROOT, "%.1fM", macs / 1e6);
    }
}
