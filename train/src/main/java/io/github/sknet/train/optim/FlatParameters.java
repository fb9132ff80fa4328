package io.github.sknet.train.optim;

import io.github.sknet.graph.ParameterSpec;
import io.github.sknet.train.module.GraphModule;
import io.github.sknet.train.torch.NativeScope;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * A module's parameters moved side by side into a few flat tensors, of which they are views from then on; their gradients
 * likewise. An update is then a handful of operations on long tensors rather than a handful for each parameter.
 *
 * <p>Frozen parameters stay where they are.
 */
public final class FlatParameters implements AutoCloseable {

    /**
     * Parameters that are treated alike.
     *
     * @param values all of them, one after the other
     * @param gradients of the same length
     * @param decayed whether weight decay applies
     */
    public record Group(Tensor values, Tensor gradients, boolean decayed) {}

    private final List<Group> groups = new ArrayList<>();
    private final List<Pointer> owned = new ArrayList<>();

    /** Moves the parameters of a module; it computes on as before. */
    public FlatParameters(GraphModule module) {
        List<Tensor> decayed = new ArrayList<>();
        List<Tensor> others = new ArrayList<>();
        module.forEachTensor((spec, tensor) -> {
            if (spec.role().trained() && tensor.requires_grad()) {
                (spec.role().decayed() ? decayed : others).add(tensor);
            }
        });
        NativeScope.run(() -> NativeScope.withoutGradients(() -> {
            addGroup(decayed, true);
            addGroup(others, false);
            return null;
        }));
    }

    private void addGroup(List<Tensor> parameters, boolean decayed) {
        long length = parameters.stream().mapToLong(Tensor::numel).sum();
        if (length == 0) {
            return;
        }
        Tensor first = parameters.get(0);
        Group group = new Group(own(first.new_zeros(length)), own(first.new_zeros(length)), decayed);
        long offset = 0;
        for (Tensor parameter : parameters) {
            Tensor values = view(group.values(), offset, parameter);
            values.copy_(parameter);
            parameter.__dispatch_set_data(values);
            parameter.mutable_grad().put(view(group.gradients(), offset, parameter));
            offset += parameter.numel();
        }
        groups.add(group);
    }

    /** Of the parameter's shape; convolutions' weights stay channels-last. */
    private static Tensor view(Tensor flat, long offset, Tensor parameter) {
        Tensor part = flat.narrow(0, offset, parameter.numel());
        long[] shape = parameter.shape();
        return shape.length == 4
                ? part.view(shape[0], shape[2], shape[3], shape[1]).permute(0, 3, 1, 2)
                : part.view(shape);
    }

    private Tensor own(Tensor tensor) {
        owned.add(tensor.retainReference());
        return tensor;
    }

    /** At most two: with and without weight decay (see {@link ParameterSpec.Role#decayed()}). */
    public List<Group> groups() {
        return List.copyOf(groups);
    }

    /** Sets all gradients to zero. */
    public void zeroGradients() {
        groups.forEach(group -> NativeScope.run(() -> group.gradients().zero_()));
    }

    /** The L2 norm of all gradients together. */
    public double gradientNorm() {
        return NativeScope.get(() -> Math.sqrt(groups.stream()
                .mapToDouble(group -> Math.pow(group.gradients().norm().item_double(), 2))
                .sum()));
    }

    /**
     * Scales all gradients down so that their norm is at most the given one (Pascanu et al. 2013).
     *
     * @return the norm before
     */
    public double clipGradients(double largest) {
        double norm = gradientNorm();
        if (norm > largest) {
            groups.forEach(group -> NativeScope.run(() -> group.gradients().mul_(new Scalar(largest / (norm + 1e-6)))));
        }
        return norm;
    }

    @Override
    public void close() {
        owned.forEach(Pointer::close);
        owned.clear();
        groups.clear();
    }
}
