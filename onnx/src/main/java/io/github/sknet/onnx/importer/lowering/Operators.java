package io.github.sknet.onnx.importer.lowering;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All operators that are understood, by name. */
public final class Operators {

    private static final Map<String, Operator> BY_NAME = new LinkedHashMap<>();

    static {
        List<Operator> all = new ArrayList<>();
        all.addAll(Convolutions.operators());
        all.addAll(LinearLayers.operators());
        all.addAll(Functions.operators());
        all.addAll(Arithmetic.operators());
        all.addAll(Poolings.operators());
        all.addAll(Reductions.operators());
        all.addAll(Norms.operators());
        all.addAll(Joints.operators());
        all.addAll(Shapes.operators());
        all.addAll(Resizings.operators());
        all.forEach(operator -> BY_NAME.put(operator.name(), operator));
    }

    private static final Map<String, Operator> INTERNAL = Map.of(
            Internal.NORMALISATION, Operator.of(Internal.NORMALISATION, Norms::plainLayerNorm),
            Internal.FUSE, Operator.of(Internal.FUSE, SelectiveKernels::fuse),
            Internal.SELECT, Operator.of(Internal.SELECT, SelectiveKernels::select));

    private Operators() {}

    /** Those of ONNX, in the order of their groups. */
    public static List<Operator> all() {
        return List.copyOf(BY_NAME.values());
    }

    /** An operator of ONNX, or one that a pattern has put in. */
    static Optional<Operator> named(String name) {
        return Optional.ofNullable(BY_NAME.getOrDefault(name, INTERNAL.get(name)));
    }

    /** Operators that no file has: patterns write them in place of what files spell out. */
    public static final class Internal {

        /** The mean over all pixels of the inputs' sum. */
        public static final String FUSE = "Fuse";

        /** The inputs' sum, weighted by a softmax across them. */
        public static final String SELECT = "Select";

        /** Layer normalisation over one axis, without weight and bias. */
        public static final String NORMALISATION = "LayerNorm";

        private Internal() {}
    }
}
