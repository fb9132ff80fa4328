package io.github.sknet.checkpoint.pytorch;

import io.github.sknet.graph.weights.WeightsException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A whole model, as {@code torch.save(model)} pickles it: a module is an object whose attributes {@code _parameters},
 * {@code _buffers} and {@code _modules} are dictionaries. Its tensors are found by walking them; no class is needed for that.
 */
final class ModuleTree {

    private static final int MAX_DEPTH = 64;

    private static final int MAX_NAME = 4096;

    /** Modules and their entries: a pickle may name one module at many places, and that one many others. */
    private static final int MAX_ENTRIES = 1_000_000;

    private final String file;
    private final Map<String, PickledTensor> tensors = new LinkedHashMap<>();
    private int entries;

    private ModuleTree(String file) {
        this.file = file;
    }

    static boolean isModule(PythonObject object) {
        return object.attributes().get("_parameters") instanceof Map
                && object.attributes().get("_modules") instanceof Map;
    }

    /**
     * The tensors of a model by the names that its state dictionary would have.
     *
     * @throws WeightsException when it is nested deeper, or in more modules, than models are
     */
    static Map<String, PickledTensor> tensors(String file, PythonObject model) throws WeightsException {
        ModuleTree tree = new ModuleTree(file);
        tree.walk("", model, 0);
        return tree.tensors;
    }

    private void walk(String prefix, PythonObject module, int depth) throws WeightsException {
        if (depth > MAX_DEPTH || prefix.length() > MAX_NAME) {
            throw new WeightsException(file + " holds a model whose modules are nested deeper than " + MAX_DEPTH);
        }
        for (String kind : new String[] {"_parameters", "_buffers"}) {
            for (Map.Entry<?, ?> named : entries(module, kind).entrySet()) {
                if (named.getKey() instanceof String name && named.getValue() instanceof PickledTensor tensor) {
                    tensors.put(prefix + name, tensor);
                }
            }
        }
        for (Map.Entry<?, ?> child : entries(module, "_modules").entrySet()) {
            if (child.getKey() instanceof String name
                    && child.getValue() instanceof PythonObject inner
                    && isModule(inner)) {
                walk(prefix + name + ".", inner, depth + 1);
            }
        }
    }

    private Map<?, ?> entries(PythonObject module, String kind) throws WeightsException {
        Map<?, ?> named = module.attributes().get(kind) instanceof Map<?, ?> map ? map : Map.of();
        entries += 1 + named.size();
        if (entries > MAX_ENTRIES) {
            throw new WeightsException(file + " holds a model of more than " + MAX_ENTRIES + " modules and tensors");
        }
        return named;
    }
}
