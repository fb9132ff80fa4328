package io.github.sknet.graph.models;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.task.Task;
import io.github.sknet.graph.task.TaskOutputs;
import io.github.sknet.graph.text.Counted;
import io.github.sknet.graph.weights.Safetensors;
import io.github.sknet.graph.weights.SafetensorsReader;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.graph.weights.WeightsException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One model, one file: a safetensors file whose metadata hold the network, what its task needs to make answers, what its classes
 * are called, how images are prepared for it and how it was trained. Python's safetensors reads it as any other.
 *
 * <pre>{@code
 * ModelFile.of(graph, Weights.initial(graph, 1), new ClassifyTask())
 *         .withLabels(List.of("cat", "dog"))
 *         .withPreprocessing(Preprocessing.imageNet(224))
 *         .write(Path.of("mine.safetensors"));
 * }</pre>
 *
 * <p>Metadata keys, each JSON but for the last:
 *
 * <ul>
 *   <li>{@code sknet.graph}: the network ({@link io.github.sknet.graph.codec.GraphCodec});
 *   <li>{@code sknet.task}: {@code {"id":…,"outputs":…}}, the task and {@link TaskOutputs#toMap};
 *   <li>{@code sknet.labels}: a list of strings;
 *   <li>{@code sknet.preprocessing}: {@link Preprocessing#toMap};
 *   <li>{@code sknet.architecture}: {@link Architecture#toMap};
 *   <li>{@code sknet.training}: an object;
 *   <li>{@code sknet.version}: of this project.
 * </ul>
 *
 * <p>Files of version 0.1 have neither graph nor task; their network is the registered one that the architecture names.
 *
 * @param graph the network
 * @param weights exactly its parameters and buffers
 * @param outputs which of its outputs its task's answers are made of
 * @param labels the classes' names, as many as classes; empty where they have none
 * @param preprocessing how an image becomes the network's input
 * @param architecture where the network comes from, if from the registry; the graph is what counts
 * @param training how the weights came to be, a JSON object
 */
public record ModelFile(
        Graph graph,
        Weights weights,
        TaskOutputs outputs,
        List<String> labels,
        Optional<Preprocessing> preprocessing,
        Optional<Architecture> architecture,
        Optional<String> training) {

    /** The version of this project, as written into files. */
    public static final String VERSION = Optional.ofNullable(
                    ModelFile.class.getPackage().getImplementationVersion())
            .orElse("development");

    /**
     * How the names of tensors begin that a file may hold besides the network's: a training run's checkpoint is a model
     * file with the run's state in it.
     */
    public static final String RESERVED = "sknet.";

    private static final int USUAL_SIZE = 224;

    public ModelFile {
        labels = List.copyOf(labels);
        if (!labels.isEmpty() && labels.size() != outputs.classes()) {
            throw new IllegalArgumentException("A model of " + Counted.of(outputs.classes(), "class", "classes")
                    + " needs as many labels, not " + labels.size());
        }
        if (new HashSet<>(labels).size() != labels.size()) {
            throw new IllegalArgumentException("Labels are different names, not " + Json.cut(labels.toString()));
        }
        int channels = graph.inputChannels();
        if (preprocessing.isPresent() && preprocessing.get().channels() != channels) {
            throw new IllegalArgumentException("The network takes images of " + Counted.of(channels, "channel")
                    + ", and they are prepared with " + preprocessing.get().channels());
        }
        if (!outputs.equals(outputs.task().outputs(graph, outputs.toMap()))) {
            throw new IllegalArgumentException(outputs + " are not the network's: it has "
                    + graph.outputs().keySet());
        }
        for (String name : graph.parameters().keySet()) {
            if (name.startsWith(RESERVED)) {
                throw new IllegalArgumentException("The parameter " + name
                        + " has a name that is reserved: no node's begins " + "with '" + RESERVED + "'");
            }
        }
        training.ifPresent(Json::read);
        weights = weights.fitting(graph);
    }

    /**
     * A model of a network that comes from anywhere. Its task is asked which outputs count.
     *
     * @throws IllegalArgumentException when the network is none for the task, or the weights do not fit it
     */
    public static ModelFile of(Graph graph, Weights weights, Task task) {
        return of(graph, weights, task.outputs(graph));
    }

    /**
     * A model of a network that comes from anywhere.
     *
     * @throws IllegalArgumentException when the outputs or the weights do not fit the network
     */
    public static ModelFile of(Graph graph, Weights weights, TaskOutputs outputs) {
        return new ModelFile(graph, weights, outputs, List.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * A model of a registered network.
     *
     * @throws IllegalArgumentException when there is no such network, or the weights do not fit it
     */
    public static ModelFile of(Architecture architecture, Weights weights) {
        Graph graph = architecture.build();
        return new ModelFile(
                graph,
                weights,
                architecture.task().outputs(graph),
                List.of(),
                Optional.empty(),
                Optional.of(architecture),
                Optional.empty());
    }

    /** The same network with other weights. */
    public ModelFile withWeights(Weights weights) {
        return new ModelFile(graph, weights, outputs, labels, preprocessing, architecture, training);
    }

    /** The same network, whose answers are made otherwise: of another output, or of other scores. */
    public ModelFile withOutputs(TaskOutputs outputs) {
        return new ModelFile(graph, weights, outputs, labels, preprocessing, architecture, training);
    }

    /** The same model with names for its classes; an empty list for none. */
    public ModelFile withLabels(List<String> labels) {
        return new ModelFile(graph, weights, outputs, labels, preprocessing, architecture, training);
    }

    /** The same model, saying how images are prepared for it. */
    public ModelFile withPreprocessing(Preprocessing preprocessing) {
        return new ModelFile(graph, weights, outputs, labels, Optional.of(preprocessing), architecture, training);
    }

    /**
     * The same model, saying how its weights came to be.
     *
     * @param training a JSON object
     */
    public ModelFile withTraining(String training) {
        return new ModelFile(graph, weights, outputs, labels, preprocessing, architecture, Optional.of(training));
    }

    /** What the network says about an image. */
    public Task task() {
        return outputs.task();
    }

    /**
     * The height and width in pixels of the images that the model is for: those that images are prepared to; where that is not
     * said, those that the registered network was made for, or 224 × 224.
     */
    public Size imageSize() {
        return preprocessing
                .map(said -> new Size(said.height(), said.width()))
                .or(() -> architecture
                        .flatMap(from -> Models.find(from.model()))
                        .map(registered -> Size.square(registered.size())))
                .orElse(Size.square(USUAL_SIZE));
    }

    /**
     * Checks that images are prepared to a size that the network takes.
     *
     * @throws IllegalArgumentException naming the size, and the node that does not take it
     */
    public void requireImageSize() {
        Size size = imageSize();
        try {
            graph.shapes(size.height(), size.width());
        } catch (IllegalArgumentException unfit) {
            throw new IllegalArgumentException(
                    "The network does not take images of the size that they are prepared to, " + size.height() + "×"
                            + size.width() + " pixels: " + unfit.getMessage(),
                    unfit);
        }
    }

    /**
     * Reads a model file. What it says of its network is checked against the tensors' shapes before memory is taken for them.
     *
     * @throws WeightsException when it isn't one, is damaged, or its weights do not fit its network
     * @throws IOException when it can't be read
     */
    public static ModelFile read(Path file) throws IOException {
        try (SafetensorsReader reader = ModelFiles.open(file)) {
            ModelMetadata description = ModelMetadata.read(file, reader.metadata());
            Map<String, List<Integer>> shapes = new LinkedHashMap<>(reader.shapes());
            shapes.keySet().removeIf(name -> name.startsWith(RESERVED));
            Weights.requireFit(description.graph(), shapes);
            Set<String> wanted = description.graph().parameters().keySet();
            Map<String, Tensor> tensors = reader.tensors(wanted::contains);
            return new ModelFile(
                    description.graph(),
                    new Weights(tensors),
                    description.outputs(),
                    description.labels(),
                    description.preprocessing(),
                    description.architecture(),
                    description.training());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new WeightsException(file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads what a file's network is for, and no more.
     *
     * @throws WeightsException when it isn't a model file
     * @throws IOException when it can't be read
     */
    public static Task readTask(Path file) throws IOException {
        try (SafetensorsReader reader = ModelFiles.open(file)) {
            return ModelMetadata.readTask(file, reader.metadata());
        } catch (IllegalArgumentException e) {
            throw new WeightsException(file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Writes the model, whole or not at all.
     *
     * @throws IOException when the file can't be written
     */
    public void write(Path file) throws IOException {
        Map<String, String> header = new LinkedHashMap<>();
        header.put("format", "pt");
        header.putAll(metadata());
        new Safetensors(header, weights.tensors()).write(file);
    }

    /** Everything but the weights as strings, in the keys listed above: what other file formats carry along, too. */
    public Map<String, String> metadata() {
        return new ModelMetadata(graph, outputs, labels, preprocessing, architecture, training).write();
    }
}
