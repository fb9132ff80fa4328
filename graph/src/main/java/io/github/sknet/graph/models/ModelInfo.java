package io.github.sknet.graph.models;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.Summary;
import java.util.List;
import java.util.Optional;

/**
 * What there is to know about a network before anything is trained.
 *
 * @param architecture which network
 * @param description what it is and where it comes from
 * @param size the height and width in pixels of the image that the costs are for
 * @param parameters the number of trained values
 * @param macs multiply-accumulates of one image: convolutions and linear layers; the papers' "FLOPs"
 * @param activations the output values of all convolutions of one image
 * @param stages the stages, in order
 * @param published what its origin reports; empty where it reports nothing, or the architecture is not the published one
 */
public record ModelInfo(
        Architecture architecture,
        String description,
        int size,
        long parameters,
        long macs,
        long activations,
        List<StageInfo> stages,
        Optional<Published> published) {

    public ModelInfo {
        stages = List.copyOf(stages);
    }

    /** A registered model as its origin has it, at the size that it was made for. */
    public static ModelInfo of(RegisteredModel model) {
        return of(model.defaults(), model.size());
    }

    /**
     * A network for images of the given height and width.
     *
     * @throws IllegalArgumentException when there is no such model, it has no such option, or the image is too small
     */
    public static ModelInfo of(Architecture architecture, int size) {
        RegisteredModel model = Models.named(architecture.model());
        Graph graph = model.build(architecture);
        Summary summary = Summary.of(graph, size, size);
        return new ModelInfo(
                architecture,
                model.description(),
                size,
                summary.parameters(),
                summary.macs(),
                summary.activations(),
                StageInfo.of(graph, summary),
                architecture.equals(model.defaults()) ? model.published() : Optional.empty());
    }

    /** This as JSON: {@code model}, {@code parameters}, {@code macs}, {@code size} and more beside them. */
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("model", architecture.model());
        json.put("description", description);
        json.put("classes", architecture.classes());
        json.put("channels", architecture.channels());
        if (!architecture.options().isEmpty()) {
            ObjectNode options = json.putObject("options");
            architecture.options().forEach(options::put);
        }
        json.put("size", size);
        json.put("parameters", parameters);
        json.put("macs", macs);
        json.put("activations", activations);
        ArrayNode list = json.putArray("stages");
        stages.forEach(stage -> addStage(list.addObject(), stage));
        published.ifPresent(results -> addPublished(json.putObject("published"), results));
        return json;
    }

    private static void addStage(ObjectNode json, StageInfo stage) {
        json.put("name", stage.name());
        json.put("outputChannels", stage.output().channels());
        addSize(
                json,
                "outputSize",
                new Size(stage.output().height(), stage.output().width()));
        json.put("selections", stage.selections());
        ArrayNode kernels = json.putArray("kernels");
        stage.kernels().forEach(kernels::add);
        stage.receptiveField().ifPresent(field -> {
            addSize(json, "stride", field.stride());
            addSize(json, "smallestReceptiveField", field.smallest());
            addSize(json, "largestReceptiveField", field.largest());
        });
        json.put("parameters", stage.parameters());
        json.put("macs", stage.macs());
    }

    private static void addSize(ObjectNode json, String name, Size size) {
        json.putArray(name).add(size.height()).add(size.width());
    }

    private static void addPublished(ObjectNode json, Published results) {
        ArrayNode errors = json.putArray("errors");
        results.errors()
                .forEach(error -> errors.addObject()
                        .put("dataset", error.dataset())
                        .put("size", error.size())
                        .put("top1Error", error.top1()));
        json.put("parameters", results.parameters());
        results.macs().ifPresent(macs -> json.put("macs", macs));
        json.put("source", results.source());
    }
}
