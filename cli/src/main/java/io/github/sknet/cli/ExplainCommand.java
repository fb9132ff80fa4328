package io.github.sknet.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sknet.app.Json;
import io.github.sknet.explain.AnalysisOptions;
import io.github.sknet.explain.AttentionAnalysis;
import io.github.sknet.explain.AttentionAnalysis.UnitShares;
import io.github.sknet.explain.Examples;
import io.github.sknet.explain.Explanation;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.models.Task;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sknet explain}: which kernels does the network choose? */
@Command(
        name = "explain",
        description = "The paper's attention analysis: the share of each kernel in each SK unit, how it moves as the "
                + "central object is enlarged, by class (classifiers), and by channel. Writes plots, CSV and JSON.")
final class ExplainCommand implements Callable<Integer> {

    @Option(names = "--model", required = true, paramLabel = "FILE", description = "The model file.")
    private Path model;

    @Parameters(paramLabel = "IMAGE", arity = "0..*", description = "Image files.")
    private List<Path> images = List.of();

    @Mixin
    private DataOptions data;

    @Mixin
    private TaskOption task;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Look at this many images of the data set at most (${DEFAULT-VALUE}), spread evenly.")
    private int limit;

    @Option(names = "--units", split = ",", paramLabel = "NAME", description = "Units to show by class and by channel.")
    private List<String> units = List.of();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "explain",
            description = "Where plots and tables go (${DEFAULT-VALUE}).")
    private Path out;

    @Mixin
    private EngineOptions engine;

    @Option(names = "--json", description = "Print one JSON object as the last line.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (images.isEmpty() != data.given()) {
            throw new ParameterException(spec.commandLine(), "Give image files, or a data set with --data");
        }
        Explanation explanation = explain(ModelFile.read(model));
        explanation.broken().forEach(message -> spec.commandLine().getErr().println("sknet: skipped: " + message));
        report(explanation.analysis(), explanation.write(out));
        return 0;
    }

    private Explanation explain(ModelFile file) throws IOException {
        Task what = task.require(file.architecture().task(), model.toString());
        AnalysisOptions options = AnalysisOptions.PAPER.withUnits(units);
        try {
            if (!data.given()) {
                return explain(file, Examples.ofFiles(images, data.strict()), options);
            }
            return data.source()
                    .orLabels(what == Task.CLASSIFY ? List.of() : file.labels())
                    .examples(what, limit, data.strict(), examples -> explain(file, examples, options));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Explanation explain(ModelFile file, Examples examples, AnalysisOptions options) {
        return Explanation.of(file, engine.engine, engine.threads(), examples, options);
    }

    private void report(AttentionAnalysis analysis, List<Path> written) {
        PrintWriter console = spec.commandLine().getOut();
        console.println("mean share of each kernel, " + analysis.images() + " images:");
        for (UnitShares shares : analysis.at(1)) {
            console.printf("  %-28s", shares.unit());
            for (int m = 0; m < shares.mean().size(); m++) {
                String kernel = analysis.unit(shares.unit()).kernels().get(m).name();
                console.printf(
                        Locale.ROOT, "  %s %.1f %%", kernel, 100 * shares.mean().get(m));
            }
            console.println();
        }
        console.println("wrote " + written.size() + " files to " + out);
        if (json) {
            ObjectNode object = Json.object().put("images", analysis.images()).put("out", out.toString());
            ArrayNode array = object.putArray("units");
            for (UnitShares shares : analysis.at(1)) {
                ArrayNode mean = array.addObject().put("unit", shares.unit()).putArray("shares");
                shares.mean().forEach(mean::add);
            }
            object.set("files", Json.array(written.stream().map(Path::toString).toList()));
            console.println(object);
        }
    }
}
