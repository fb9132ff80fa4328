package io.github.sknet.cli;

import io.github.sknet.app.ModelExplanation;
import io.github.sknet.explain.AnalysisOptions;
import io.github.sknet.explain.AttentionAnalysis;
import io.github.sknet.explain.AttentionAnalysis.UnitShares;
import io.github.sknet.explain.Explanation;
import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.text.Counted;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
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
            converter = OutputFolder.class,
            defaultValue = "explain",
            description = "Where plots and tables go (${DEFAULT-VALUE}).")
    private Path out;

    @Mixin
    private EngineOptions engine;

    @Mixin
    private Console console;

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
        ModelFile file = ModelFile.read(model);
        task.require(file.task(), model);
        ModelExplanation request = new ModelExplanation(
                file, engine.engine, engine.threads(), AnalysisOptions.PAPER.withUnits(units), data.strict());
        Explanation explanation =
                data.given() ? request.of(data.source(spec), limit == null ? USUAL_LIMIT : limit) : request.of(images);
        report(explanation, explanation.write(out));
        return data.given() || explanation.broken().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private void report(Explanation explanation, List<Path> written) {
        AttentionAnalysis analysis = explanation.analysis();
        console.result("mean share of each kernel, " + Counted.of(analysis.images(), "image") + ":");
        for (UnitShares shares : analysis.at(1)) {
            console.result("  " + analysis.unit(shares.unit()).line(shares.mean()));
        }
        if (!explanation.broken().isEmpty()) {
            console.result("skipped " + Counted.of(explanation.broken().size(), "image") + " that can't be read");
        }
        console.result("wrote " + Counted.of(written.size(), "file") + " to " + out);
        console.json(() -> Json.write(json(explanation, written)));
    }

    private Map<String, Object> json(Explanation explanation, List<Path> written) {
        AttentionAnalysis analysis = explanation.analysis();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("images", analysis.images());
        json.put("broken", explanation.broken().size());
        json.put("out", out.toString());
        json.put(
                "units",
                analysis.at(1).stream()
                        .map(shares -> analysis.unit(shares.unit()).toMap(shares.mean()))
                        .toList());
        json.put("files", written.stream().map(Path::toString).toList());
        return json;
    }
}
