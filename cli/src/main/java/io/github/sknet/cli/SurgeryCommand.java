package io.github.sknet.cli;

import io.github.sknet.app.ImageFile;
import io.github.sknet.app.ModelSurgery;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.engine.Engine;
import io.github.sknet.graph.engine.Engines;
import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.models.Models;
import io.github.sknet.graph.models.RegisteredModel;
import io.github.sknet.graph.surgery.Gate;
import io.github.sknet.graph.surgery.Insertion;
import io.github.sknet.graph.surgery.Intervention;
import io.github.sknet.graph.surgery.KernelShape;
import io.github.sknet.graph.surgery.NodePattern;
import io.github.sknet.graph.surgery.Surgery;
import io.github.sknet.graph.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code sknet surgery}: selective kernels are put into a trained network. */
@Command(
        name = "surgery",
        description =
                "Puts selective kernels into a trained network, so that it computes what it computed, and can learn "
                        + "to choose from there.")
final class SurgeryCommand implements Callable<Integer> {

    private static final int MOST_IMAGES = 64;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "FILE|NAME",
            description = "The model file, or a registered model's name for fresh weights.")
    private String from;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            converter = OutputFile.class,
            description = "The model file to write; not with --dry-run.")
    private Path out;

    @Option(
            names = "--where",
            paramLabel = "PATTERN",
            converter = PatternText.class,
            description =
                    "Which convolutions, by name: layer[34].*.conv2; may be repeated. If neither this nor --kernel is "
                            + "given: all with more than one tap.")
    private List<NodePattern> where = List.of();

    @Option(
            names = "--kernel",
            paramLabel = "KERNEL",
            converter = KernelText.class,
            description = "Only convolutions of this kernel: 3, 1x7 (height x width), 3d2 (dilated by 2).")
    private KernelShape kernel;

    @Option(
            names = "--kernels",
            paramLabel = "KERNEL,…",
            split = ",",
            converter = KernelText.class,
            description =
                    "The kernels to select from, written the same way; if not given, the old one and one larger by "
                            + "two (equal-cost: one of twice the dilation).")
    private List<KernelShape> kernels = List.of();

    @Option(names = "--groups", paramLabel = "N", description = "Groups of the branches' convolutions.")
    private Integer groups;

    @Option(
            names = "--reduction",
            paramLabel = "R",
            defaultValue = "16",
            description = "The attention's width is the channels divided by this, at least 32; 16 if not given.")
    private int reduction;

    @Option(
            names = "--mode",
            defaultValue = "exact",
            converter = ModeName.class,
            paramLabel = "exact|equal-cost",
            description =
                    "exact: outputs stay what they were (the default). equal-cost: so do the costs, about, and how "
                            + "far the outputs moved is said.")
    private Surgery.Mode mode;

    @Option(
            names = "--after",
            paramLabel = "PATTERN",
            converter = PatternText.class,
            description =
                    "Puts a selective kernel behind each node of such a name, which is the identity at first, instead "
                            + "of replacing convolutions; may be repeated.")
    private List<NodePattern> after = List.of();

    @Option(
            names = "--norm-from",
            paramLabel = "IMAGE|DIR",
            description =
                    "Convolutions that have no BatchNorm, as in most ONNX files, get one first, with the statistics of "
                            + "these images (64 at most); outputs stay what they were.")
    private String normFrom;

    @Option(names = "--dry-run", description = "Print what would change, and write nothing.")
    private boolean dryRun;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of the fresh weights; 1 if not given.")
    private long seed;

    @Option(names = "--force", description = "Replace FILE whatever it is, not only what surgery has written.")
    private boolean force;

    @Mixin
    private EngineOptions engine;

    @Mixin
    private Console console;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (dryRun == (out != null)) {
            throw new ParameterException(spec.commandLine(), "Give --out FILE, or --dry-run");
        }
        if (!after.isEmpty()
                && (!where.isEmpty() || kernel != null || mode != Surgery.Mode.EXACT || normFrom != null)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--after puts something in and replaces nothing: no --where, --kernel, --mode, --norm-from with it");
        }
        if (out != null) {
            OwnFiles.SURGERY.requireReplaceable(out, Path.of(from), force);
        }
        Engine computing = Engines.named(engine.engine);
        ModelFile model = read();
        if (normFrom != null) {
            List<Path> images = ImageFile.find(List.of(normFrom)).stream()
                    .map(ImageFile::path)
                    .limit(MOST_IMAGES)
                    .toList();
            model = ModelSurgery.normalised(model, chosen(), images, computing, engine.threads());
        }
        ModelSurgery surgery = ModelSurgery.perform(model, intervention(), seed, computing, engine.threads());
        console.result(SurgeryTable.lines(model, surgery));
        if (!dryRun) {
            OwnFiles.SURGERY.write(surgery.model(), out);
            console.result("wrote " + out);
        }
        console.json(() -> Json.write(surgery.toMap()));
        return 0;
    }

    private ModelFile read() throws IOException {
        Optional<RegisteredModel> registered = Models.find(from);
        if (registered.isEmpty() || Files.isRegularFile(Path.of(from))) {
            ModelFile model = ModelFile.read(Path.of(from));
            model.weights().requireNumbers("The weights of " + from);
            return model;
        }
        var architecture = registered.get().defaults();
        return ModelFile.of(architecture, Weights.initial(architecture.build(), seed));
    }

    private Intervention intervention() {
        Gate gate = new Gate(reduction, Gate.PAPER.minimum());
        if (!after.isEmpty()) {
            List<KernelShape> inserted =
                    kernels.isEmpty() ? List.of(KernelShape.square(3), KernelShape.square(5)) : kernels;
            return Insertion.selectiveKernel(named(after), inserted, Optional.ofNullable(groups), gate);
        }
        return new Surgery(chosen(), kernels, mode, Optional.ofNullable(groups), gate);
    }

    private Predicate<Node> chosen() {
        if (where.isEmpty()) {
            return kernel == null ? Surgery::isSpatial : kernel::isOf;
        }
        return kernel == null ? named(where) : named(where).and(kernel::isOf);
    }

    private static Predicate<Node> named(List<NodePattern> patterns) {
        return node -> patterns.stream().anyMatch(pattern -> pattern.test(node));
    }

    /** {@code exact} or {@code equal-cost}. */
    static final class ModeName implements ITypeConverter<Surgery.Mode> {

        @Override
        public Surgery.Mode convert(String text) {
            return switch (text) {
                case "exact" -> Surgery.Mode.EXACT;
                case "equal-cost" -> Surgery.Mode.EQUAL_COST;
                default -> throw new TypeConversionException("expected exact or equal-cost, not '" + text + "'");
            };
        }
    }

    static final class KernelText implements ITypeConverter<KernelShape> {

        @Override
        public KernelShape convert(String text) {
            try {
                return KernelShape.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    static final class PatternText implements ITypeConverter<NodePattern> {

        @Override
        public NodePattern convert(String text) {
            try {
                return new NodePattern(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
