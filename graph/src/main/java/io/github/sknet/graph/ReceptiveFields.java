package io.github.sknet.graph;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Follows receptive fields through a graph. */
final class ReceptiveFields implements OpVisitor<Optional<ReceptiveField>> {

    private final Map<String, ReceptiveField> fields = new LinkedHashMap<>();
    private final Map<String, Shape> shapes;

    ReceptiveFields(Graph graph) {
        shapes = graph.shapes();
        for (Node node : graph.nodes()) {
            node.accept(this).ifPresent(field -> fields.put(node.name(), field));
        }
    }

    Map<String, ReceptiveField> all() {
        return fields;
    }

    private Optional<ReceptiveField> input(Node node, int index) {
        return Optional.ofNullable(fields.get(node.inputs().get(index)));
    }

    private Optional<ReceptiveField> same(Node node) {
        return input(node, 0);
    }

    private Stream<ReceptiveField> inputs(List<String> names) {
        return names.stream().filter(fields::containsKey).map(fields::get);
    }

    private Optional<ReceptiveField> union(Node node) {
        return inputs(node.inputs()).reduce(ReceptiveField::union);
    }

    @Override
    public Optional<ReceptiveField> visitInput(Node node, Input op) {
        Size pixel = Size.square(1);
        return Optional.of(new ReceptiveField(pixel, pixel, pixel));
    }

    @Override
    public Optional<ReceptiveField> visitConv2d(Node node, Conv2d op) {
        return same(node).map(field -> field.through(op.window()));
    }

    @Override
    public Optional<ReceptiveField> visitConvTranspose2d(Node node, ConvTranspose2d op) {
        return same(node).map(field -> field.throughTransposed(op.window()));
    }

    @Override
    public Optional<ReceptiveField> visitBatchNorm(Node node, BatchNorm op) {
        return same(node);
    }

    @Override
    public Optional<ReceptiveField> visitActivation(Node node, Activation op) {
        return same(node);
    }

    @Override
    public Optional<ReceptiveField> visitPRelu(Node node, PRelu op) {
        return same(node);
    }

    @Override
    public Optional<ReceptiveField> visitChannelAffine(Node node, ChannelAffine op) {
        return same(node);
    }

    @Override
    public Optional<ReceptiveField> visitLayerNorm(Node node, LayerNorm op) {
        return same(node);
    }

    @Override
    public Optional<ReceptiveField> visitGroupNorm(Node node, GroupNorm op) {
        return same(node);
    }

    @Override
    public Optional<ReceptiveField> visitLocalResponseNorm(Node node, LocalResponseNorm op) {
        return same(node);
    }

    @Override
    public Optional<ReceptiveField> visitSoftmax(Node node, Softmax op) {
        return same(node);
    }

    @Override
    public Optional<ReceptiveField> visitAdd(Node node, Add op) {
        return union(node);
    }

    @Override
    public Optional<ReceptiveField> visitConcat(Node node, Concat op) {
        return union(node);
    }

    @Override
    public Optional<ReceptiveField> visitSlice(Node node, Slice op) {
        return same(node);
    }

    @Override
    public Optional<ReceptiveField> visitChannelPermute(Node node, ChannelPermute op) {
        return same(node);
    }

    @Override
    public Optional<ReceptiveField> visitMultiply(Node node, Multiply op) {
        return same(node);
    }

    @Override
    public Optional<ReceptiveField> visitMaxPool(Node node, MaxPool op) {
        return same(node).map(field -> field.through(op.window()));
    }

    @Override
    public Optional<ReceptiveField> visitAveragePool(Node node, AveragePool op) {
        return same(node).map(field -> field.through(op.window()));
    }

    @Override
    public Optional<ReceptiveField> visitGlobalAveragePool(Node node, GlobalAveragePool op) {
        return Optional.empty();
    }

    @Override
    public Optional<ReceptiveField> visitGlobalMaxPool(Node node, GlobalMaxPool op) {
        return Optional.empty();
    }

    @Override
    public Optional<ReceptiveField> visitChannelPool(Node node, ChannelPool op) {
        return same(node);
    }

    @Override
    public Optional<ReceptiveField> visitPad(Node node, Pad op) {
        return same(node);
    }

    @Override
    public Optional<ReceptiveField> visitDepthToSpace(Node node, DepthToSpace op) {
        return same(node).map(field -> field.finer(op.block()));
    }

    @Override
    public Optional<ReceptiveField> visitSpaceToDepth(Node node, SpaceToDepth op) {
        return same(node).map(field -> field.through(Window.of(op.block()).stride(op.block())));
    }

    @Override
    public Optional<ReceptiveField> visitFlatten(Node node, Flatten op) {
        return Optional.empty();
    }

    @Override
    public Optional<ReceptiveField> visitLinear(Node node, Linear op) {
        return Optional.empty();
    }

    /** Of the values that are resized, at the distance of the new ones; interpolation adds up to one of its own strides. */
    @Override
    public Optional<ReceptiveField> visitResize(Node node, Resize op) {
        if (op.extent().inputs() == 2) {
            return same(node)
                    .flatMap(field -> input(node, 1)
                            .map(like -> new ReceptiveField(field.smallest(), field.largest(), like.stride())));
        }
        Shape in = shapes.get(node.inputs().get(0));
        Shape out = shapes.get(node.name());
        return same(node).map(field -> field.scaled(in, out));
    }

    @Override
    public Optional<ReceptiveField> visitDropout(Node node, Dropout op) {
        return same(node);
    }

    @Override
    public Optional<ReceptiveField> visitDropPath(Node node, DropPath op) {
        return same(node);
    }

    @Override
    public Optional<ReceptiveField> visitFuse(Node node, Fuse op) {
        return Optional.empty();
    }

    /** Of one branch or another; logits by pixel, unlike those by channel, see a part of the input of their own. */
    @Override
    public Optional<ReceptiveField> visitSelect(Node node, Select op) {
        Optional<ReceptiveField> chosen = inputs(op.maps(node.inputs())).reduce(ReceptiveField::either);
        Optional<ReceptiveField> logits = Optional.ofNullable(fields.get(op.logits(node.inputs())));
        return Stream.concat(chosen.stream(), logits.stream()).reduce(ReceptiveField::union);
    }
}
