package io.github.sknet.cli;

import io.github.sknet.app.CsvTable;
import io.github.sknet.app.ImageAnswers;
import io.github.sknet.app.ImageAnswers.AnsweredImage;
import io.github.sknet.app.ImageAnswers.Pictures;
import io.github.sknet.app.ImageFile;
import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.text.Counted;
import io.github.sknet.vision.Answer;
import io.github.sknet.vision.Settings;
import io.github.sknet.vision.VisionModel;
import io.github.sknet.vision.VisionModels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
                        + "image that can't be answered for is named, and the others are done all the same.")
final class PredictCommand implements Callable<Integer> {

    private static final String IMAGE = "image";
    private static final String ERROR = "error";

    @Option(names = "--model", required = true, paramLabel = "FILE", description = "The model file.")
    private Path model;

    @Parameters(
            paramLabel = "IMAGE",
            arity = "1..*",
            description =
                    "Image files (JPEG, PNG, WebP, TIFF, BMP, GIF), folders of them, or patterns such as 'photos/**.jpg'.")
    private List<String> images;

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

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            converter = OutputFile.class,
            description = "Write the answers as a table, in place of printing them.")
    private Path csv;

    @Option(names = "--force", description = "Replace files that are there already, whatever they are.")
    private boolean force;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "" + ImageAnswers.USUAL_BATCH,
            description = "The most images that are asked about in one pass (${DEFAULT-VALUE}).")
    private int batch;

    @Mixin
    private EngineOptions engine;

    @Mixin
    private Console console;

    @Spec
    private CommandSpec spec;

    private final List<Map<String, Object>> results = new ArrayList<>();
    private int answered;
    private int failed;

    @Override
    public Integer call() throws IOException {
        if (csv != null) {
            OutputFile.requireWritable(csv);
        }
        VisionModels.Options options = VisionModels.Options.on(engine.engine, engine.threads())
                .withSettings(new Settings(SettingOptions.ofModels(spec)));
        List<ImageFile> files = ImageFile.find(images);
        try (VisionModel<?> loaded = VisionModels.load(model, options)) {
            task.require(loaded.task(), model);
            Optional<Pictures> pictures = Optional.ofNullable(out).map(folder -> new Pictures(folder, force));
            ask(files, new ImageAnswers(loaded, kernels, pictures, batch));
        }
        if (csv != null) {
            console.result("wrote " + csv + ": " + Counted.of(answered, IMAGE));
        }
        console.json(() -> Json.write(results));
        return failed > 0 ? ExitCode.SOFTWARE : ExitCode.OK;
    }

    private void ask(List<ImageFile> files, ImageAnswers answers) throws IOException {
        // Where answers are printed, they show how far the work is.
        boolean quiet = csv != null || console.isJson();
        try (CsvTable table = csv == null
                        ? null
                        : CsvTable.create(csv, columns(answers.model().columns()), force);
                TerminalBar bar = new TerminalBar("predicting")) {
            answers.ask(files, each -> tell(each, table), (done, total) -> {
                if (quiet) {
                    bar.to(done, total);
                }
            });
        } catch (UncheckedIOException full) {
            throw full.getCause();
        }
    }

    private static List<String> columns(List<String> ofAnswers) {
        return Stream.of(List.of(IMAGE), ofAnswers, List.of(ERROR))
                .flatMap(List::stream)
                .toList();
    }

    private void tell(AnsweredImage image, CsvTable table) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put(IMAGE, image.image().toString());
        result.putAll(image.fields());
        image.problem().ifPresent(problem -> {
            String sentence = sentence(image.image(), problem);
            console.problem(sentence);
            result.put(ERROR, sentence);
            failed++;
        });
        if (console.isJson()) {
            results.add(result);
        }
        if (table != null) {
            tabulate(image, result, table);
        } else {
            image.answer().ifPresent(answer -> print(image.image(), answer.lines()));
        }
        answered += image.answer().isPresent() ? 1 : 0;
    }

    /** What reading images throws names the file; what happens later does not know it. */
    private static String sentence(Path image, Throwable problem) {
        String sentence = Failure.sentence(problem);
        return problem instanceof IOException ? sentence : image + ": " + sentence;
    }

    private void print(Path image, List<String> lines) {
        console.result(image + ": " + lines.get(0));
        console.result(lines.subList(1, lines.size()));
    }

    private static void tabulate(AnsweredImage image, Map<String, Object> result, CsvTable table) {
        List<Map<String, Object>> rows = image.answer().map(Answer::rows).orElse(List.of(Map.of()));
        try {
            for (Map<String, Object> row : rows) {
                Map<String, Object> whole = new LinkedHashMap<>(row);
                whole.put(IMAGE, result.get(IMAGE));
                if (result.containsKey(ERROR)) {
                    whole.put(ERROR, result.get(ERROR));
                }
                table.add(whole);
            }
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }
}
