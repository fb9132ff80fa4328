package io.github.sknet.serve.v2;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Shape;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.serve.model.ModelVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the protocol tells of a model: its inputs and outputs, of images as they are prepared for it. */
final class ModelDescription {

    private static final int ANY = -1;

    private ModelDescription() {}

    /** As the value of a JSON object. */
    static Map<String, Object> of(String name, ModelVersion version) {
        Graph graph = version.file().graph();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("versions", List.of(Integer.toString(version.number())));
        json.put("platform", "sknet");
        json.put("task", version.file().task().id());
        json.put("labels", version.file().labels());
        json.put("inputs", List.of(tensor(graph.input().name(), inputShape(version))));
        json.put("outputs", outputs(graph, version.preprocessing()));
        return json;
    }

    /** (C, H, W) of the input. */
    static List<Integer> inputShape(ModelVersion version) {
        Preprocessing prepared = version.preprocessing();
        return List.of(prepared.channels(), prepared.height(), prepared.width());
    }

    private static List<Object> outputs(Graph graph, Preprocessing prepared) {
        Map<String, Shape> shapes = graph.shapes(prepared.height(), prepared.width());
        List<Object> outputs = new ArrayList<>();
        graph.outputs().forEach((output, node) -> {
            List<Integer> whole = shapes.get(node).withBatch(1);
            outputs.add(tensor(output, whole.subList(1, whole.size())));
        });
        return outputs;
    }

    private static Map<String, Object> tensor(String name, List<Integer> shape) {
        List<Integer> axes = new ArrayList<>(List.of(ANY));
        axes.addAll(shape);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("datatype", Datatype.FP32);
        json.put("shape", axes);
        return json;
    }
}
