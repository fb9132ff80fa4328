package io.github.sknet.graph.models;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.Summary;
import io.github.sknet.graph.task.TaskOutputs;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What there is to know about a network without running it.
 *
 * @param name what it is called: a name of the registry, or whatever its file is called
 * @param description what it is and where it comes from
 * @param architecture where it comes from, if from the registry
 * @param graph the network
 * @param outputs what its task's answers are made of
 * @param size the height and width in pixels of the image that the costs are for
 * @param costs parameters and multiply-accumulates, node by node
 * @param stages the stages, in order
 * @param published what its origin reports; empty where it reports nothing, or the network is not the published one
 */
public record ModelInfo(
        String name,
        String description,
        Optional<Architecture> architecture,
        Graph graph,
        TaskOutputs outputs,
        Size size,
        Summary costs,
        List<StageInfo> stages,
        Optional<Published> published) {

    private static final String OWN = "a network of no registry";

    public ModelInfo {
        stages = List.copyOf(stages);
    }

    /** A registered model as its origin has it, at the size that it was made for. */
    public static ModelInfo of(RegisteredModel model) {
        return of(model.defaults(), Size.square(model.size()));
    }

    /**
     * A registered network for images of the given size.
     *
     * @throws IllegalArgumentException when there is no such model, it has no such option, or the image is too small
     */
    public static ModelInfo of(Architecture architecture, Size size) {
        Graph graph = architecture.build();
        return of(
                architecture.model(),
                Optional.of(architecture),
                graph,
                architecture.task().outputs(graph),
                size);
    }

    /**
     * The network of a model, for images of {@linkplain ModelFile#imageSize its size}.
     *
     * @param name what to call it
     */
    public static ModelInfo of(String name, ModelFile model) {
        return of(name, model, model.imageSize());
    }

    /**
     * The network of a model, for images of the given size.
     *
     * @param name what to call it
     * @throws IllegalArgumentException when the image is too small
     */
    public static ModelInfo of(String name, ModelFile model, Size size) {
        return of(name, model.architecture(), model.graph(), model.outputs(), size);
    }

    private static ModelInfo of(
            String name, Optional<Architecture> architecture, Graph graph, TaskOutputs outputs, Size size) {
        Optional<RegisteredModel> registered = architecture.flatMap(from -> Models.find(from.model()));
        Summary costs = Summary.of(graph, size.height(), size.width());
        return new ModelInfo(
                name,
                registered.map(RegisteredModel::description).orElse(OWN),
                architecture,
                graph,
                outputs,
                size,
                costs,
                StageInfo.of(graph, costs),
                registered.flatMap(model -> model.published().filter(results -> graph.equals(model.build()))));
    }

    /** The number of classes that its answers tell apart. */
    public int classes() {
        return outputs.classes();
    }

    /** The channels of its images. */
    public int channels() {
        return graph.inputChannels();
    }

    /** The number of trained values. */
    public long parameters() {
        return costs.parameters();
    }

    /** Multiply-accumulates of one image: convolutions and linear layers; the papers' "FLOPs". */
    public long macs() {
        return costs.macs();
    }

    /** The output values of all convolutions of one image. */
    public long activations() {
        return costs.activations();
    }

    /**
     * This as a plain map, such as {@link io.github.sknet.graph.json.Json} writes: {@code model}, {@code parameters},
     * {@code macs}, {@code size} (a number, or [height, width] where they differ) and more beside them.
     */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("model", name);
        map.put("description", description);
        map.put("task", outputs.task().id());
        map.put("classes", classes());
        map.put("channels", channels());
        architecture
                .map(Architecture::options)
                .filter(options -> !options.isEmpty())
                .ifPresent(options -> map.put("options", options));
        map.put("size", size.height() == size.width() ? size.height() : pair(size));
        map.put("parameters", parameters());
        map.put("macs", macs());
        map.put("activations", activations());
        map.put("stages", stages.stream().map(ModelInfo::toMap).toList());
        published.ifPresent(results -> map.put("published", toMap(results)));
        return map;
    }

    private static Map<String, Object> toMap(StageInfo stage) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", stage.name());
        map.put("outputChannels", stage.output().channels());
        map.put("outputSize", List.of(stage.output().height(), stage.output().width()));
        map.put("selections", stage.selections());
        map.put("kernels", stage.kernels());
        stage.receptiveField().ifPresent(field -> {
            map.put("stride", pair(field.stride()));
            map.put("smallestReceptiveField", pair(field.smallest()));
            map.put("largestReceptiveField", pair(field.largest()));
        });
        map.put("parameters", stage.parameters());
        map.put("macs", stage.macs());
        return map;
    }

    private static List<Integer> pair(Size size) {
        return List.of(size.height(), size.width());
    }

    private static Map<String, Object> toMap(Published results) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("errors", results.errors().stream().map(ModelInfo::toMap).toList());
        map.put("parameters", results.parameters());
        results.macs().ifPresent(macs -> map.put("macs", macs));
        map.put("source", results.source());
        return map;
    }

    private static Map<String, Object> toMap(Published.Error error) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("dataset", error.dataset());
        map.put("size", error.size());
        map.put("top1Error", error.top1());
        return map;
    }
}
