package io.github.sknet.cli;

import io.github.sknet.app.ImageExplanations;
import io.github.sknet.app.ImageExplanations.Explained;
import io.github.sknet.app.ModelExplanation;
import io.github.sknet.explain.AnalysisOptions;
import io.github.sknet.explain.AttentionAnalysis;
import io.github.sknet.explain.AttentionAnalysis.UnitShares;
import io.github.sknet.explain.Explanation;
import io.github.sknet.explain.image.ImageQuestions;
import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.text.Counted;
import io.github.sknet.vision.VisionModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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
                + "central object is enlarged, by class (classifiers), and by channel. Of image files also where each "
                + "kernel contributed, and what other kernels would have answered. Writes plots, CSV and JSON.")
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
            names = "--maps",
            description = "Also show, image by image, where each kernel contributed, and where classes come from.")
    private boolean maps;

    @Option(
            names = "--what-if",
            description = "Also tell, image by image, what the network answers with each kernel forced, in each unit "
                    + "and everywhere.")
    private boolean whatIf;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            converter = OutputFolder.class,
            description = "Where plots and tables go; runs/explain-TIME if not given.")
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
        if (data.given() && (maps || whatIf)) {
            throw new ParameterException(
                    spec.commandLine(), (maps ? "--maps" : "--what-if") + " is for image files, and --data is given");
        }
        if (out == null) {
            out = RunFolder.now("explain");
        }
        ModelFile file = ModelFile.read(model);
        task.require(file.task(), model);
        ModelExplanation request = new ModelExplanation(
                file, engine.engine, engine.threads(), AnalysisOptions.PAPER.withUnits(units), data.strict());
        Explanation explanation =
                data.given() ? request.of(data.source(spec), limit == null ? USUAL_LIMIT : limit) : request.of(images);
        List<Path> written = new ArrayList<>(explanation.write(out));
        List<Explained> explained = maps || whatIf ? explainImages(file) : List.of();
        explained.forEach(image -> written.addAll(image.files()));
        report(explanation, explained, written);
        return data.given() || explanation.broken().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    /** Those that can be read; the analysis has named the others. */
    private List<Explained> explainImages(ModelFile file) throws IOException {
        List<Explained> explained = new ArrayList<>();
        VisionModels.Options options = VisionModels.Options.on(engine.engine, engine.threads());
        ImageQuestions questions = new ImageQuestions(AnalysisOptions.PAPER.scales(), maps, List.of(), whatIf);
        new ImageExplanations(file, options, questions, out).explain(images, explained::add);
        return explained;
    }

    private void report(Explanation explanation, List<Explained> images, List<Path> written) {
        AttentionAnalysis analysis = explanation.analysis();
        console.result("mean share of each kernel, " + Counted.of(analysis.images(), "image") + ":");
        for (UnitShares shares : analysis.at(1)) {
            console.result("  " + analysis.unit(shares.unit()).line(shares.mean()));
        }
        if (!explanation.broken().isEmpty()) {
            console.result("skipped " + Counted.of(explanation.broken().size(), "image") + " that can't be read");
        }
        for (Explained image : images) {
            console.result(
                    image.image() + ": " + image.explanation().answer().lines().get(0));
            image.explanation().whatIf().ifPresent(said -> said.lines().forEach(line -> console.result("    " + line)));
        }
        console.result("wrote " + Counted.of(written.size(), "file") + " to " + out);
        console.json(() -> Json.write(json(explanation, images, written)));
    }

    private Map<String, Object> json(Explanation explanation, List<Explained> images, List<Path> written) {
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
        if (!images.isEmpty()) {
            json.put("explanations", images.stream().map(Explained::toMap).toList());
        }
        json.put("files", written.stream().map(Path::toString).toList());
        return json;
    }
}
