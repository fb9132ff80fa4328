package io.github.sknet.explain.image;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.ReceptiveField;
import io.github.sknet.graph.Select;
import io.github.sknet.graph.engine.Engines;
import io.github.sknet.graph.engine.Pixels;
import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.selection.SelectionUnit;
import io.github.sknet.vision.VisionModels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A model's network that also puts out what lies within: the branches of its selections, and the maps behind its classes. */
final class ObservedNetwork implements AutoCloseable {

    /** How the names of the further outputs begin; the node's name follows. */
    private static final String PREFIX = "explain.";

    private final ModelFile model;
    private final VisionModels.Options options;
    private final List<ClassMapSource> sources;
    private Predictor predictor;
    private Map<String, ReceptiveField> fields;

    ObservedNetwork(ModelFile model, VisionModels.Options options) {
        this.model = model;
        this.options = options;
        this.sources = ClassMapSource.of(model.graph(), model.outputs());
    }

    /** Everything for one image; the first call makes the network. */
    Prediction predict(Pixels image) {
        return loaded().predict(image, true).requireNumbers("");
    }

    private synchronized Predictor loaded() {
        if (predictor == null) {
            fields = ReceptiveField.of(model.graph());
            predictor = Engines.named(options.engine()).load(graph(), model.weights(), options.threads());
        }
        return predictor;
    }

    private Graph graph() {
        Graph graph = model.graph();
        Map<String, String> outputs = new LinkedHashMap<>(graph.outputs());
        for (Node selection : graph.selections()) {
            branches(selection).forEach(branch -> outputs.put(PREFIX + branch, branch));
        }
        sources.forEach(source -> outputs.put(PREFIX + source.map(), source.map()));
        return new Graph(graph.nodes(), outputs, graph.features());
    }

    private static List<String> branches(Node selection) {
        return ((Select) selection.op()).maps(selection.inputs());
    }

    /** What each kernel of each unit brought into its output. */
    List<UnitContributions> contributions(Prediction outputs) {
        List<UnitContributions> contributions = new ArrayList<>();
        for (SelectionUnit unit : SelectionUnit.of(model.graph())) {
            List<String> branches = branches(model.graph().node(unit.node())).stream()
                    .map(branch -> PREFIX + branch)
                    .toList();
            contributions.add(UnitContributions.of(model.graph(), unit, outputs, branches, fields));
        }
        return contributions;
    }

    /** The maps of some classes. */
    List<ClassMap> classMaps(Prediction outputs, List<Integer> classes, List<String> labels) {
        List<ClassMap> maps = new ArrayList<>();
        for (int label : classes) {
            for (ClassMapSource source : sources) {
                maps.add(source.of(
                        outputs.outputs().get(PREFIX + source.map()), model.weights(), label, labels.get(label)));
            }
        }
        return maps;
    }

    @Override
    public synchronized void close() {
        if (predictor != null) {
            predictor.close();
        }
    }
}
