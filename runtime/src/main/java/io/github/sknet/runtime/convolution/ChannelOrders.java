package io.github.sknet.runtime.convolution;

import io.github.sknet.runtime.maps.ChannelOrder;
import io.github.sknet.runtime.program.Normalisation;
import io.github.sknet.runtime.program.Operation;
import io.github.sknet.runtime.program.Operation.Convolve;
import io.github.sknet.runtime.program.OperationVisitor;
import io.github.sknet.runtime.program.Program;
import io.github.sknet.runtime.program.Rearrangement;
import io.github.sknet.runtime.program.Selection;
import io.github.sknet.runtime.program.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The channel order of every value. Values that an operation takes channel by channel share one order; a grouped convolution asks
 * for the orders that suit it; a value that nobody asks for keeps the natural order.
 */
public final class ChannelOrders {

    private final Map<Value, Value> parents = new HashMap<>();
    private final Map<Value, ChannelOrder> requested = new HashMap<>();

    private ChannelOrders(Program program) {
        Joins joins = new Joins();
        program.operations().forEach(operation -> operation.accept(joins));
    }

    /** The orders of a program whose convolutions have not asked yet. */
    public static ChannelOrders unsettled(Program program) {
        return new ChannelOrders(program);
    }

    /**
     * The orders of a program whose convolutions have all been given what they ask for.
     *
     * @throws IllegalStateException when convolutions ask for different orders of one value: the pass that inserts reordered
     *     copies was not applied
     */
    public static ChannelOrders settled(Program program, int lanes) {
        ChannelOrders orders = new ChannelOrders(program);
        for (Operation operation : program.operations()) {
            if (operation instanceof Convolve convolve) {
                Grouping grouping = Grouping.of(convolve, lanes);
                if (!orders.request(convolve.input(), grouping.input())
                        || !orders.request(convolve.output(), grouping.output())) {
                    throw new IllegalStateException(
                            "The channels around " + convolve.output() + " have no common order");
                }
            }
        }
        return orders;
    }

    /** Asks for an order of a value; false when it has another one already. Null asks for nothing. */
    public boolean request(Value value, ChannelOrder order) {
        return order == null
                || requested.computeIfAbsent(representative(value), v -> order).equals(order);
    }

    /** The order of a value's channels. */
    public ChannelOrder of(Value value) {
        ChannelOrder order = requested.get(representative(value));
        return order != null ? order : ChannelOrder.natural(value.shape().channels());
    }

    private Value representative(Value value) {
        Value parent = parents.getOrDefault(value, value);
        if (parent == value) {
            return value;
        }
        Value root = representative(parent);
        parents.put(value, root);
        return root;
    }

    private void unite(List<Value> values) {
        for (Value value : values) {
            Value root = representative(value);
            Value other = representative(values.get(0));
            if (root != other) {
                parents.put(root, other);
            }
        }
    }

    /** Which values an operation takes channel by channel. */
    private final class Joins implements OperationVisitor<Void> {

        private Void unite(Operation operation) {
            ChannelOrders.this.unite(Stream.concat(operation.results().stream(), operation.inputs().stream())
                    .toList());
            return null;
        }

        @Override
        public Void visitConvolve(Operation.Convolve op) {
            ChannelOrders.this.unite(Stream.concat(op.results().stream(), op.following().inputs().stream())
                    .toList());
            return null;
        }

        @Override
        public Void visitSumGroups(Operation.SumGroups op) {
            return null;
        }

        @Override
        public Void visitAffine(Operation.Affine op) {
            return unite(op);
        }

        @Override
        public Void visitSum(Operation.Sum op) {
            return unite(op);
        }

        @Override
        public Void visitApply(Operation.Apply op) {
            return unite(op);
        }

        @Override
        public Void visitSlope(Operation.Slope op) {
            return unite(op);
        }

        @Override
        public Void visitAcrossChannels(Normalisation.AcrossChannels op) {
            if (op.output().shape().channels() == op.input().shape().channels()) {
                unite(op);
            }
            return null;
        }

        @Override
        public Void visitNormaliseGroups(Normalisation.NormaliseGroups op) {
            return unite(op);
        }

        @Override
        public Void visitLargestUnder(Operation.LargestUnder op) {
            return unite(op);
        }

        @Override
        public Void visitMeanUnder(Operation.MeanUnder op) {
            return unite(op);
        }

        @Override
        public Void visitMean(Operation.Mean op) {
            return unite(op);
        }

        @Override
        public Void visitMeanOfSums(Operation.MeanOfSums op) {
            return unite(op);
        }

        @Override
        public Void visitAttend(Selection.Attend op) {
            ChannelOrders.this.unite(op.results());
            return null;
        }

        /** The channels of an attention by pixel are the branches. */
        @Override
        public Void visitMix(Selection.Mix op) {
            Stream<Value> maps = Stream.concat(op.branches().stream(), Stream.of(op.output()));
            Stream<Value> shares = op.attention().isByPixel() ? Stream.of() : op.attention().values().stream();
            ChannelOrders.this.unite(Stream.concat(maps, shares).toList());
            return null;
        }

        @Override
        public Void visitScale(Operation.Scale op) {
            return unite(op);
        }

        @Override
        public Void visitProduct(Operation.Product op) {
            return unite(op);
        }

        @Override
        public Void visitScalePixels(Operation.ScalePixels op) {
            ChannelOrders.this.unite(List.of(op.output(), op.input()));
            return null;
        }

        @Override
        public Void visitSurround(Rearrangement.Surround op) {
            return unite(op);
        }

        @Override
        public Void visitWiden(Rearrangement.Widen op) {
            return null;
        }

        @Override
        public Void visitDeepen(Rearrangement.Deepen op) {
            return null;
        }

        @Override
        public Void visitWeave(Rearrangement.Weave op) {
            return unite(op);
        }

        @Override
        public Void visitResample(Operation.Resample op) {
            return unite(op);
        }

        @Override
        public Void visitRoute(Operation.Route op) {
            return null;
        }
    }
}
