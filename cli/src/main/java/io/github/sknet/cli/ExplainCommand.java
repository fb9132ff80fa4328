package io.github.sknet.cli;

import io.github.sknet.app.ModelExplanation;
import io.github.sknet.explain.AnalysisOptions;
import io.github.sknet.explain.AttentionAnalysis;
import io.github.sknet.explain.AttentionAnalysis.UnitShares;
import io.github.sknet.explain.Explanation;
import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.models.ModelFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
        modelTransformer = SettingOptions.OfData.class,
        description = "The paper's attention analysis: the share of each kernel in each SK unit, how it moves as the "
                + "central object is enlarged, by class (classifiers), and by channel. Writes plots, CSV and JSON.")
final class ExplainCommand implements Callable<Integer> {

    private static final int USUAL_LIMIT = 1000;

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
            description = "Look at this many images of the data set at most (" + USUAL_LIMIT + "), spread evenly.")
    private Integer limit;

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
        data.requireNothingWithoutIt(spec);
        if (!data.given() && limit != null) {
            throw new ParameterException(spec.commandLine(), "--limit is for --data, which is not given");
        }
        String what = task.require(ModelFile.readTask(model).id(), model.toString());
        ModelExplanation request = new ModelExplanation(
                model, engine.engine, engine.threads(), AnalysisOptions.PAPER.withUnits(units), data.strict());
        Explanation explanation = data.given()
                ? request.of(data.source(spec, what), limit == null ? USUAL_LIMIT : limit)
                : request.of(images);
        report(explanation, explanation.write(out));
        return 0;
    }

    private void report(Explanation explanation, List<Path> written) {
        AttentionAnalysis analysis = explanation.analysis();
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
        if (!explanation.broken().isEmpty()) {
            console.println(explanation.broken().size() + " images could not be read and were skipped");
        }
        console.println("wrote " + written.size() + " files to " + out);
        if (json) {
            console.println(Json.write(json(analysis, written)));
        }
    }

    private Map<String, Object> json(AttentionAnalysis analysis, List<Path> written) {
        List<Object> units = new ArrayList<>();
        for (UnitShares shares : analysis.at(1)) {
            Map<String, Object> unit = new LinkedHashMap<>();
            unit.put("unit", shares.unit());
            unit.put("shares", shares.mean());
            units.add(unit);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("images", analysis.images());
        json.put("out", out.toString());
        json.put("units", units);
        json.put("files", written.stream().map(Path::toString).toList());
        return json;
    }
}
