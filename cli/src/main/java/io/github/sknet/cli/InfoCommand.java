package io.github.sknet.cli;

import io.github.sknet.graph.Size;
import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.models.ModelInfo;
import io.github.sknet.graph.models.Models;
import io.github.sknet.graph.models.RegisteredModel;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.runtime.Plan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
                        + "all of the registered ones.")
final class InfoCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME|FILE", arity = "0..1", description = "A model's name, or a model file.")
    private String name;

    @Option(names = "--all", description = "A table of every model.")
    private boolean all;

    @Option(
            names = "--size",
            paramLabel = "PIXELS|HxW",
            converter = InputSize.class,
            description = "The image's height and width.")
    private Size size;

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

    @Mixin
    private Console console;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (all == (name != null)) {
            throw new ParameterException(spec.commandLine(), "Give one model's name, or --all for every model");
        }
        if (plan && (all || console.isJson())) {
            throw new ParameterException(spec.commandLine(), "--plan is a table, of one model");
        }
        if (all) {
            tell(Models.all().stream().map(this::registered).toList());
        } else if (Models.find(name).isPresent() || !isFile(name)) {
            tell(List.of(registered(Models.named(name))));
        } else {
            tell(List.of(ofFile(Path.of(name))));
        }
        return 0;
    }

    /** Whether a file is meant by what is no model's name: because it is one, or is written as one is. */
    private static boolean isFile(String name) {
        return Files.exists(Path.of(name))
                || name.contains(".")
                || Path.of(name).getNameCount() > 1;
    }

    private ModelInfo registered(RegisteredModel model) {
        Architecture architecture = ModelOptions.apply(model.defaults(), classes, channels, options);
        return ModelInfo.of(architecture, size == null ? Size.square(model.size()) : size);
    }

    private ModelInfo ofFile(Path file) throws IOException {
        if (classes != null || channels != null || !options.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--classes, --channels and --option are for models by name; " + file + " is a file");
        }
        String called = file.getFileName().toString();
        ModelFile model = ModelFile.read(file);
        return size == null ? ModelInfo.of(called, model) : ModelInfo.of(called, model, size);
    }

    private void tell(List<ModelInfo> infos) {
        PrintWriter out = spec.commandLine().getOut();
        if (console.isJson()) {
            console.json(() -> Json.write(infos.stream().map(ModelInfo::toMap).toList()));
        } else if (all) {
            ModelTables.print(out, infos);
        } else {
            ModelTables.print(out, infos.get(0));
        }
        if (plan) {
            out.println();
            out.print(plan(infos.get(0)));
            out.flush();
        }
    }

    private static Plan plan(ModelInfo info) {
        return Plan.compile(
                info.graph(),
                Weights.initial(info.graph(), 1),
                info.size().height(),
                info.size().width());
    }
}
