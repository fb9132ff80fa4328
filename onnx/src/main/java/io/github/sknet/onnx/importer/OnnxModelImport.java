package io.github.sknet.onnx.importer;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.json.Fields;
import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.task.Task;
import io.github.sknet.graph.task.TaskOutputs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An ONNX file as a model file: the network, and what a model file says besides, of which an ONNX file knows little. What this project
 * has exported carries all of it along.
 *
 * @param size the input's height and width, where the file leaves them free
 * @param task what the network is for; if not said, the first task that its outputs fit
 * @param scores how a classifier's scores are made, {@code softmax} or {@code sigmoid}; if not said, by a sigmoid where the network ends
 *     with one or has one class, else by a softmax
 * @param labels names for the classes; if not said, those of the file's metadata
 * @param preprocessing how images are prepared; if not said, that of the file's metadata, or ImageNet's way
 */
public record OnnxModelImport(
        Optional<Size> size,
        Optional<String> task,
        Optional<String> scores,
        List<String> labels,
        Optional<Preprocessing> preprocessing) {

    private static final String TASK = "sknet.task";
    private static final String LABELS = "sknet.labels";
    private static final String PREPROCESSING = "sknet.preprocessing";

    /** What the outputs of a classifier say besides. */
    private static final String SCORES = "scores";

    private static final String SIGMOID = "sigmoid";

    /** From here on networks are taken to be trained on ImageNet. */
    private static final int IMAGENET = 128;

    private static final Size USUAL = Size.square(224);

    public OnnxModelImport {
        labels = List.copyOf(labels);
    }

    /** All by the file alone. */
    public static OnnxModelImport byFile() {
        return new OnnxModelImport(Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Optional.empty());
    }

    /**
     * What was imported.
     *
     * @param model the model
     * @param network the network as the file has it
     * @param remarks what was taken to be so, a sentence each
     */
    public record Result(ModelFile model, ImportedNetwork network, List<String> remarks) {}

    /**
     * Reads a file.
     *
     * @throws OnnxImportException naming every node that is not supported, or saying what is wrong with the file
     * @throws IllegalArgumentException when size, labels, task, scores or preprocessing do not fit the network
     * @throws IOException when it can't be read
     */
    public Result read(Path file) throws IOException {
        ImportedNetwork network = OnnxImporter.read(file, size);
        network.input().size().ifPresent(this::requireAskedFor);
        Logits logits = isDescribed(network) ? Logits.asTheyAre(network.graph()) : Logits.of(network.graph());
        List<String> remarks = new ArrayList<>(logits.remarks());
        TaskOutputs outputs = outputs(file, logits, network);
        ModelFile model = ModelFile.of(logits.graph(), network.weights().fitting(logits.graph()), outputs);
        List<String> names = names(outputs, logits, network.metadata());
        if (!names.isEmpty()) {
            model = model.withLabels(names);
        }
        Optional<Preprocessing> prepared = preprocessing(network, remarks);
        ModelFile complete = prepared.map(model::withPreprocessing).orElse(model);
        complete.requireImageSize();
        return new Result(complete, network, remarks);
    }

    private void requireAskedFor(Size fixed) {
        if (size.isPresent() && !size.get().equals(fixed)) {
            throw new IllegalArgumentException("The file takes images of " + text(fixed) + " pixels, not of "
                    + text(size.get()) + ": --size is for files that leave the size free");
        }
    }

    private void requireSameSize(Preprocessing prepared) {
        Size to = new Size(prepared.height(), prepared.width());
        if (size.isPresent() && !size.get().equals(to)) {
            throw new IllegalArgumentException(
                    "--size is " + text(size.get()) + ", but --preprocessing prepares images to " + text(to));
        }
    }

    private static String text(Size size) {
        return size.height() + "×" + size.width();
    }

    /** Whether the file itself says what its outputs are, and nobody else does. */
    private boolean isDescribed(ImportedNetwork network) {
        return task.isEmpty() && scores.isEmpty() && network.metadata().containsKey(TASK);
    }

    private TaskOutputs outputs(Path file, Logits logits, ImportedNetwork network) throws OnnxImportException {
        if (isDescribed(network)) {
            Fields said = new Fields("Its task", Json.read(network.metadata().get(TASK)));
            return Task.named(said.text("id")).outputs(logits.graph(), said.map("outputs"));
        }
        return scored(
                task.isPresent() ? Task.named(task.get()).outputs(logits.graph()) : fitting(file, logits.graph()),
                logits);
    }

    /** A task whose answers are scores is told how they are made. */
    private TaskOutputs scored(TaskOutputs outputs, Logits logits) {
        Map<String, Object> described = new LinkedHashMap<>(outputs.toMap());
        if (!described.containsKey(SCORES)) {
            if (scores.isPresent()) {
                throw new IllegalArgumentException("--scores is for networks that classify, not for one to "
                        + outputs.task().id());
            }
            return outputs;
        }
        boolean each = outputs.classes() == 1 || logits.sigmoids().containsAll(outputs.classOutputs());
        scores.or(() -> each ? Optional.of(SIGMOID) : Optional.empty()).ifPresent(said -> described.put(SCORES, said));
        return outputs.task().outputs(logits.graph(), described);
    }

    private static TaskOutputs fitting(Path file, Graph graph) throws OnnxImportException {
        List<String> reasons = new ArrayList<>();
        for (Task candidate : Task.all()) {
            try {
                return candidate.outputs(graph);
            } catch (IllegalArgumentException unfit) {
                reasons.add(candidate.id() + ": " + unfit.getMessage());
            }
        }
        throw new OnnxImportException(file + " has a network whose outputs fit no task", reasons);
    }

    /** One label of a mask is that of the foreground. */
    private List<String> names(TaskOutputs outputs, Logits logits, Map<String, String> metadata) {
        boolean mask = !outputs.classOutputs().isEmpty() && logits.masks().containsAll(outputs.classOutputs());
        List<String> names = labels.isEmpty() ? labels(metadata) : labels;
        if (!mask || names.size() > 1) {
            return names;
        }
        return names.isEmpty() ? Logits.MASK : List.of(Logits.MASK.get(0), names.get(0));
    }

    private static List<String> labels(Map<String, String> metadata) {
        String text = metadata.get(LABELS);
        return text == null
                ? List.of()
                : new Fields("It", Collections.singletonMap("labels", Json.value(text))).texts("labels");
    }

    private Optional<Preprocessing> preprocessing(ImportedNetwork network, List<String> remarks) {
        if (preprocessing.isPresent()) {
            requireSameSize(preprocessing.get());
            return preprocessing;
        }
        String said = network.metadata().get(PREPROCESSING);
        if (said != null) {
            return Optional.of(Preprocessing.fromMap(Json.read(said)));
        }
        int channels = network.graph().inputChannels();
        Size taken = network.input().size().or(() -> size).orElse(USUAL);
        boolean imageNet = channels == 3 && taken.height() == taken.width() && taken.height() >= IMAGENET;
        Preprocessing usual = imageNet
                ? Preprocessing.imageNet(taken.height())
                : Preprocessing.exactSize(channels, taken.height(), taken.width());
        remarks.add("how images are prepared is not in the file: taken to be "
                + (imageNet ? "ImageNet's way" : "(v − 0.5) / 0.5") + " at " + text(taken)
                + " (--preprocessing says otherwise)");
        return Optional.of(usual);
    }
}
