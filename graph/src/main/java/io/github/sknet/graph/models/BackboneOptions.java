package io.github.sknet.graph.models;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.classify.ClassifyTask;
import java.util.LinkedHashMap;
import java.util.Map;

/** The options of all networks that rest on a classifier's features, and how they are read. */
final class BackboneOptions {

    private static final String SELECTIVE_HEAD = "selectiveHead";

    private static final String BACKBONE = "backbone";

    private BackboneOptions() {}

    /** The common options, to which others can be added. */
    static Map<String, String> describe(String backbone) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put(BACKBONE, "a registered classifier that offers C2 … C5 (" + backbone + ")");
        options.put(SELECTIVE_HEAD, "whether the head selects kernels too, true or false (false)");
        return options;
    }

    /** The backbone as a classifier, of which only the features are used. */
    static Graph classifier(Architecture dense, String otherwise) {
        return backbone(dense, otherwise).build();
    }

    /** The backbone at an output stride below 32. */
    static Graph classifier(Architecture dense, String otherwise, int outputStride) {
        return backbone(dense, otherwise)
                .withOption(TuningOptions.OUTPUT_STRIDE, Integer.toString(outputStride))
                .build();
    }

    static boolean selectiveHead(Architecture dense) {
        return dense.option(SELECTIVE_HEAD, false);
    }

    private static Architecture backbone(Architecture dense, String otherwise) {
        String name = dense.options().getOrDefault(BACKBONE, otherwise);
        RegisteredModel model = Models.named(name);
        if (!model.task().equals(new ClassifyTask())) {
            throw new IllegalArgumentException("The backbone of " + dense.model() + " must be a classifier, but " + name
                    + " is for the task " + model.task().id());
        }
        return Architecture.of(name, 1, dense.channels());
    }
}
