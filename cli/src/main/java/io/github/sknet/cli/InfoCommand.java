package io.github.sknet.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.ReceptiveField;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelInfo;
import io.github.sknet.graph.models.Models;
import io.github.sknet.graph.models.Published;
import io.github.sknet.graph.models.RegisteredModel;
import io.github.sknet.graph.models.StageInfo;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.runtime.Plan;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sknet info}: what a network costs, before anything is trained. */
@Command(
        name = "info",
        description =
                "Prints parameters, multiply-accumulates, stages and published errors of one model, or a table of "
                        + "all of them.")
final class InfoCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "A model's name.")
    private String name;

    @Option(names = "--all", description = "A table of every model.")
    private boolean all;

    @Option(names = "--size", paramLabel = "PIXELS", description = "The image's height and width.")
    private Integer size;

    @Option(names = "--classes", paramLabel = "N", description = "The number of classes.")
    private Integer classes;

    @Option(names = "--channels", paramLabel = "N", description = "The image's channels.")
    private Integer channels;

    @Option(names = "--option", paramLabel = "NAME=VALUE", description = "An option of the model; may be repeated.")
    private List<String> options = List.of();

    @Option(
            names = "--plan",
            description = "Also print how the Java engine computes it: step, kernel, shape, bytes, operations.")
    private boolean plan;

    @Option(names = "--json", description = "Print one JSON array as the last line.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (all == (name != null)) {
            throw new ParameterException(spec.commandLine(), "Give one model's name, or --all for every model");
        }
        if (plan && (all || json)) {
            throw new ParameterException(spec.commandLine(), "--plan is a table, of one model");
        }
        List<ModelInfo> infos =
                all ? Models.all().stream().map(this::info).toList() : List.of(info(Models.named(name)));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            infos.forEach(info -> array.add(info.toJson()));
            out.println(array);
        } else if (all) {
            printTable(out, infos);
        } else {
            printModel(out, infos.get(0));
        }
        if (plan) {
            out.println();
            out.print(plan(infos.get(0)));
            out.flush();
        }
        return 0;
    }

    private ModelInfo info(RegisteredModel model) {
        Architecture architecture = ModelOptions.apply(model.defaults(), classes, channels, options);
        return ModelInfo.of(architecture, size == null ? model.size() : size);
    }

    private static Plan plan(ModelInfo info) {
        Graph graph = info.architecture().build();
        return Plan.compile(graph, Weights.initial(graph, 1), info.size(), info.size());
    }

    private static void printTable(PrintWriter out, List<ModelInfo> infos) {
        String format = "%-24s %6s %13s %10s %12s  %s%n";
        out.printf(Locale.ROOT, format, "model", "size", "parameters", "MACs", "activations", "published top-1 error");
        for (ModelInfo info : infos) {
            out.printf(
                    Locale.ROOT,
                    format,
                    info.architecture().model(),
                    info.size(),
                    String.format(Locale.ROOT, "%,d", info.parameters()),
                    macs(info.macs()),
                    String.format(Locale.ROOT, "%.2fM", info.activations() / 1e6),
                    info.published().map(InfoCommand::errors).orElse("–"));
        }
    }

    private static void printModel(PrintWriter out, ModelInfo info) {
        out.println(info.architecture().model() + ": " + info.description());
        out.printf(
                Locale.ROOT,
                "image %d×%d×%d, %d classes: %,d parameters, %s MACs, %.2fM activations%n",
                info.architecture().channels(),
                info.size(),
                info.size(),
                info.architecture().classes(),
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
        RegisteredModel model = Models.named(info.architecture().model());
        model.options().forEach((option, meaning) -> out.println("option " + option + ": " + meaning));
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
                    stage.receptiveField().map(InfoCommand::field).orElse("whole image"),
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
