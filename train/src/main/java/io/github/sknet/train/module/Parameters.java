package io.github.sknet.train.module;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.ParameterSpec;
import io.github.sknet.train.torch.Device;
import io.github.sknet.train.torch.NativeScope;
import io.github.sknet.train.torch.Tensors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;

/** The parameters and buffers of a graph as tensors, registered in a tree of modules that spells out their names. */
final class Parameters {

    private final Device device;
    private final Map<String, ParameterSpec> specs;
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private final Map<String, String> owners = new HashMap<>();
    private final Set<String> frozenOwners = new HashSet<>();
    private final List<Pointer> owned = new ArrayList<>();

    Parameters(Graph graph, Device device, Module root) {
        this.device = device;
        specs = graph.parameters();
        graph.nodes()
                .forEach(node -> node.parameters().keySet().forEach(name -> owners.put(name, node.parametersOf())));
        Map<String, Module> modules = new HashMap<>();
        modules.put("", root);
        NativeScope.run(() -> specs.forEach((name, spec) -> {
            Tensor tensor = own(allocate(spec));
            int dot = name.lastIndexOf('.');
            Module module = moduleAt(name.substring(0, Math.max(dot, 0)), modules);
            if (spec.role().trained()) {
                module.register_parameter(name.substring(dot + 1), tensor, true);
            } else {
                module.register_buffer(name.substring(dot + 1), tensor);
            }
            tensors.put(name, tensor);
        }));
    }

    private Module moduleAt(String path, Map<String, Module> modules) {
        Module known = modules.get(path);
        if (known != null) {
            return known;
        }
        int dot = path.lastIndexOf('.');
        Module parent = moduleAt(dot < 0 ? "" : path.substring(0, dot), modules);
        String name = path.substring(dot + 1);
        // libtorch calls back into the Java object of a module, so that must live as long.
        Module module = own(parent.register_module(name, new Module(name)));
        modules.put(path, module);
        return module;
    }

    private Tensor allocate(ParameterSpec spec) {
        long[] shape = Tensors.axes(spec.shape());
        if (shape.length != 4) {
            return device.zeros(shape);
        }
        // Channels-last by its strides, which contiguous() would leave undecided where there is one input channel.
        return device.zeros(shape[0], shape[2], shape[3], shape[1]).permute(0, 3, 1, 2);
    }

    /** Where they are, also after the module was moved. */
    Device device() {
        return tensors.values().stream().findFirst().map(Device::of).orElse(device);
    }

    /** Keeps a native object until {@link #close()}. */
    <P extends Pointer> P own(P pointer) {
        pointer.retainReference();
        owned.add(pointer);
        return pointer;
    }

    Tensor get(String name) {
        return tensors.get(name);
    }

    /** The tensor as libtorch takes what may be absent. */
    TensorOptional optional(String name, boolean present) {
        return own(present ? new TensorOptional(get(name)) : new TensorOptional());
    }

    /** All by name, in the graph's order. */
    Map<String, Tensor> tensors() {
        return Collections.unmodifiableMap(tensors);
    }

    ParameterSpec spec(String name) {
        return specs.get(name);
    }

    /** The nodes that own them, by the name under which they do. */
    Set<String> owners() {
        return Set.copyOf(owners.values());
    }

    /** Stops the training of whatever belongs to the given nodes. */
    void freeze(Set<String> chosen) {
        frozenOwners.addAll(chosen);
        tensors.forEach((name, tensor) -> {
            if (isFrozen(owners.get(name)) && specs.get(name).role().trained()) {
                tensor.set_requires_grad(false);
            }
        });
    }

    boolean isFrozen(String owner) {
        return frozenOwners.contains(owner);
    }

    void close() {
        owned.forEach(Pointer::close);
        owned.clear();
        tensors.clear();
    }
}
