package io.github.sknet.checkpoint;

import io.github.sknet.checkpoint.format.Checkpoint;
import io.github.sknet.checkpoint.format.MovingAverage;
import io.github.sknet.checkpoint.origin.Preparation;
import io.github.sknet.checkpoint.origin.TimmConfig;
import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.models.Models;
import io.github.sknet.graph.models.RegisteredModel;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.WeightsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The whole way from a file of another tool to a model file: reads it, tells which network its weights are of and who saved them, fits
 * them, and finds out how images are prepared and what the classes are called. Whatever is not said is found in the file.
 *
 * <pre>{@code
 * WeightsImport.Result result = WeightsImport.ofAnything().read(Path.of("skresnet50.pth"));
 * result.told().forEach(System.out::println);
 * result.model().write(Path.of("skresnet50.safetensors"));
 * }</pre>
 *
 * @param model a registered name; empty: the one that fits
 * @param classes how many classes; a head that was made for others is replaced by a fresh one, to be trained. Empty: as many as there
 *     are labels, else as the named model has, or as the file's head was made for where none is named
 * @param channels of the input; empty: as many as the named model has, or as the file was made for where none is named
 * @param options of the model; see {@link RegisteredModel#options}
 * @param labels the classes' names; empty: those of the configuration, if it has some
 * @param preprocessing how images are prepared; empty: as the configuration says, else as the code base does it
 * @param config timm's or Hugging Face's {@code config.json}; empty: the one in the folder that is read, if there is one
 * @param average which weights are taken where a checkpoint has two sets
 */
public record WeightsImport(
        Optional<String> model,
        Optional<Integer> classes,
        Optional<Integer> channels,
        Map<String, String> options,
        List<String> labels,
        Optional<Preprocessing> preprocessing,
        Optional<Path> config,
        MovingAverage average) {

    private static final String CONFIG = "config.json";

    public WeightsImport {
        options = Map.copyOf(options);
        labels = List.copyOf(labels);
        if (model.isEmpty() && !options.isEmpty()) {
            throw new IllegalArgumentException("Options are a model's: name it, besides " + options.keySet());
        }
    }

    /**
     * What an import gives.
     *
     * @param model ready to be written
     * @param fresh the names of the parameters that were not taken from the file but initialised
     * @param told what was found, chosen and left aside, and why: a line each
     */
    public record Result(ModelFile model, List<String> fresh, List<String> told) {}

    /** An import that finds everything out. */
    public static WeightsImport ofAnything() {
        return new WeightsImport(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                MovingAverage.IF_PRESENT);
    }

    /**
     * Reads a file, or a folder with one and its {@code config.json}.
     *
     * @throws WeightsException when it can't be read as weights, is of no known network, or does not fit; the message lists what is missing,
     *     unexpected or misshapen
     * @throws IOException when it can't be read
     */
    public Result read(Path file) throws IOException {
        Checkpoint read = Checkpoints.read(file, average);
        Recognition found =
                model.isPresent() ? Recognition.as(named(model.get()), read) : Recognition.find(read, file.toString());
        Architecture architecture = asked(model.isPresent() ? named(model.get()) : found.architecture());
        RegisteredModel registered = Models.named(architecture.model());
        Optional<Path> configuration = config.isPresent() ? config : configBeside(file);
        TimmConfig said = configuration.isPresent()
                ? TimmConfig.read(configuration.get())
                : new TimmConfig(Optional.empty(), List.of());

        List<String> told = new ArrayList<>();
        told.add(read.format() + told(found.checkpoint().notes()));
        told.add(architecture.model() + ", " + architecture.classes() + " classes"
                + (found.mismatches() == 0
                        ? found.codeBase().map(by -> ", of " + by.name()).orElse("")
                        : ""));
        List<String> names = labels(said, architecture, configuration, told);
        Optional<Preparation> preparation = preparation(said, found, registered, architecture);
        CheckpointImport.Result fitted = new CheckpointImport(
                        architecture, classes.isPresent(), names, preparation.map(Preparation::preprocessing))
                .fit(found.checkpoint().weights(), file.toString());
        told.add(preparation
                .map(way -> "images: " + way.describe())
                .orElse("images: nothing says how they are prepared, so the model can't be asked about pictures yet"));
        return new Result(fitted.model(), fitted.fresh(), told);
    }

    private static String told(List<String> notes) {
        return notes.isEmpty() ? "" : ": " + String.join("; ", notes);
    }

    private Architecture named(String model) {
        Architecture named = Models.named(model).defaults();
        for (Map.Entry<String, String> option : options.entrySet()) {
            named = named.withOption(option.getKey(), option.getValue());
        }
        return named;
    }

    private Architecture asked(Architecture found) {
        Architecture asked = classes.or(() -> labels.isEmpty() ? Optional.empty() : Optional.of(labels.size()))
                .map(found::withClasses)
                .orElse(found);
        return channels.map(asked::withChannels).orElse(asked);
    }

    private List<String> labels(
            TimmConfig said, Architecture architecture, Optional<Path> configuration, List<String> told) {
        if (!labels.isEmpty() || said.labels().isEmpty()) {
            return labels;
        }
        if (said.labels().size() != architecture.classes()) {
            told.add("labels: " + configuration.orElseThrow() + " names "
                    + said.labels().size() + " classes, which are left aside");
            return labels;
        }
        told.add("labels: " + said.labels().size() + " names from " + configuration.orElseThrow());
        return said.labels();
    }

    private Optional<Preparation> preparation(
            TimmConfig said, Recognition found, RegisteredModel registered, Architecture architecture) {
        int inputs = architecture.channels();
        return preprocessing
                .map(given -> new Preparation(given, "as --preprocessing says"))
                .or(() -> said.preparation().filter(way -> way.preprocessing().channels() == inputs))
                .or(() -> found.codeBase()
                        .filter(codeBase -> found.mismatches() == 0)
                        .flatMap(codeBase -> codeBase.preparation(registered, inputs)))
                .or(() -> assumed(registered, inputs));
    }

    private static Optional<Preparation> assumed(RegisteredModel registered, int channels) {
        String reason = "assumed, since nothing says how; --preprocessing FILE does";
        int size = registered.size();
        boolean imageNet = channels == 3 && size >= 128;
        return Optional.of(new Preparation(
                imageNet ? Preprocessing.imageNet(size) : Preprocessing.exactSize(channels, size, size), reason));
    }

    /**
     * In a folder of Hugging Face's, or beside a file that is called as in one. A training run's folder has a {@code config.json}, too,
     * which is about the run.
     */
    private static Optional<Path> configBeside(Path file) throws IOException {
        boolean isFolder = Files.isDirectory(file);
        String name = String.valueOf(file.getFileName());
        boolean isCalledSo = name.startsWith("model.safetensors") || name.startsWith("pytorch_model.bin");
        Path beside = isFolder ? file.resolve(CONFIG) : file.resolveSibling(CONFIG);
        return (isFolder || isCalledSo) && Files.isRegularFile(beside) && isOfANetwork(beside)
                ? Optional.of(beside)
                : Optional.empty();
    }

    private static boolean isOfANetwork(Path config) throws IOException {
        try {
            Map<String, Object> root = Json.read(Files.readAllBytes(config));
            return root.containsKey("architecture")
                    || root.containsKey("architectures")
                    || root.containsKey("pretrained_cfg");
        } catch (IllegalArgumentException e) {
            throw new WeightsException(config + " is no JSON object", e);
        }
    }
}
