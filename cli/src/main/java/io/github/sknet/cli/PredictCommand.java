package io.github.sknet.cli;

import io.github.sknet.app.ImageAnswers;
import io.github.sknet.app.ImageAnswers.AnsweredImage;
import io.github.sknet.graph.json.Json;
import io.github.sknet.vision.Settings;
import io.github.sknet.vision.VisionModel;
import io.github.sknet.vision.VisionModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sknet predict}: what do these images show? */
@Command(
        name = "predict",
        modelTransformer = SettingOptions.OfModels.class,
        description =
                "Says what images show, as the model's task is: of which class they are, say, or where objects are. An "
                        + "image that can't be read is named, and the others are done all the same.")
final class PredictCommand implements Callable<Integer> {

    @Option(names = "--model", required = true, paramLabel = "FILE", description = "The model file.")
    private Path model;

    @Parameters(paramLabel = "IMAGE", arity = "1..*", description = "Image files (JPEG, PNG, WebP, TIFF, BMP, GIF).")
    private List<Path> images;

    @Option(names = "--kernels", description = "Also tell the share of each kernel in each unit that selects.")
    private boolean kernels;

    @Mixin
    private TaskOption task;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            converter = OutputFolder.class,
            description = "Where pictures go: the images with the answers drawn on them.")
    private Path out;

    @Mixin
    private EngineOptions engine;

    @Mixin
    private Console console;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        VisionModels.Options options = VisionModels.Options.on(engine.engine, engine.threads())
                .withSettings(new Settings(SettingOptions.ofModels(spec)));
        List<Map<String, Object>> results = new ArrayList<>();
        try (VisionModel<?> loaded = VisionModels.load(model, options)) {
            task.require(loaded.task(), model);
            new ImageAnswers(loaded, kernels, Optional.ofNullable(out))
                    .ask(images, answered -> tell(answered, results));
        }
        console.json(() -> Json.write(results));
        boolean failed = results.stream().anyMatch(result -> result.containsKey("error"));
        return failed ? ExitCode.SOFTWARE : ExitCode.OK;
    }

    private void tell(AnsweredImage answered, List<Map<String, Object>> results) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("image", answered.image().toString());
        result.putAll(answered.fields());
        results.add(result);
        answered.problem().ifPresent(problem -> {
            console.problem(Failure.sentence(problem));
            result.put("error", Failure.sentence(problem));
        });
        answered.answer().ifPresent(answer -> {
            List<String> lines = answer.lines();
            console.result(answered.image() + ": " + lines.get(0));
            console.result(lines.subList(1, lines.size()));
        });
    }
}
