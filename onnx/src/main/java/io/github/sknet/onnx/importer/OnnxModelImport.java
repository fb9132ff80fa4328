package io.github.sknet.onnx.importer;

import io.github.sknet.graph.Activation;
import io.github.sknet.graph.Activation.Function;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Op;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.Softmax;
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
 * @param labels names for the classes; if not said, those of the file's metadata
 * @param preprocessing how images are prepared; if not said, that of the file's metadata, or ImageNet's way
 */
public record OnnxModelImport(
        Optional<Size> size, Optional<String> task, List<String> labels, Optional<Preprocessing> preprocessing) {

    private static final String TASK = "sknet.task";
    private static final String LABELS = "sknet.labels";
    private static final String PREPROCESSING = "sknet.preprocessing";

    /** From here on networks are taken to be trained on ImageNet. */
    private static final int IMAGENET = 128;

    private static final Size USUAL = Size.square(224);

    public OnnxModelImport {
        labels = List.copyOf(labels);
    }

    /** All by the file alone. */
    public static OnnxModelImport byFile() {
        return new OnnxModelImport(Optional.empty(), Optional.empty(), List.of(), Optional.empty());
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
     * @throws IllegalArgumentException when labels, task or preprocessing do not fit the network
     * @throws IOException when it can't be read
     */
    public Result read(Path file) throws IOException {
        ImportedNetwork network = OnnxImporter.read(file, size);
        List<String> remarks = new ArrayList<>();
        Graph graph = withoutLastSoftmax(network.graph(), remarks);
        ModelFile model =
                ModelFile.of(graph, network.weights().fitting(graph), outputs(file, graph, network.metadata()));
        List<String> names = labels.isEmpty() ? labels(network.metadata()) : labels;
        if (!names.isEmpty()) {
            model = model.withLabels(names);
        }
        Optional<Preprocessing> prepared = preprocessing(network, remarks);
        return new Result(prepared.map(model::withPreprocessing).orElse(model), network, remarks);
    }

    /** Answers make a softmax themselves: of shares they would make one more. */
    private static Graph withoutLastSoftmax(Graph graph, List<String> remarks) {
        Map<String, String> outputs = new LinkedHashMap<>();
        graph.outputs().forEach((name, node) -> {
            Op op = graph.node(node).op();
            if (op instanceof Softmax) {
                remarks.add(
                        "the softmax of the output '" + name + "' is left to the answers, which make it themselves");
            } else if (op instanceof Activation activation && activation.function() == Function.SIGMOID) {
                remarks.add("the output '" + name + "' goes through a sigmoid, of which answers would make a softmax");
            }
            outputs.put(name, op instanceof Softmax ? graph.node(node).inputs().get(0) : node);
        });
        return outputs.equals(graph.outputs()) ? graph : graph.withOutputs(outputs);
    }

    private TaskOutputs outputs(Path file, Graph graph, Map<String, String> metadata) throws OnnxImportException {
        if (task.isPresent()) {
            return Task.named(task.get()).outputs(graph);
        }
        if (metadata.containsKey(TASK)) {
            Fields said = new Fields("Its task", Json.read(metadata.get(TASK)));
            return Task.named(said.text("id")).outputs(graph, said.map("outputs"));
        }
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

    private static List<String> labels(Map<String, String> metadata) {
        String text = metadata.get(LABELS);
        return text == null
                ? List.of()
                : new Fields("It", Collections.singletonMap("labels", Json.value(text))).texts("labels");
    }

    private Optional<Preprocessing> preprocessing(ImportedNetwork network, List<String> remarks) {
        if (preprocessing.isPresent()) {
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
                + (imageNet ? "ImageNet's way" : "(v − 0.5) / 0.5") + " at " + taken.height() + "×" + taken.width()
                + " (--preprocessing says otherwise)");
        return Optional.of(usual);
    }
}
