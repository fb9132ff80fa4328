package io.github.sknet.runtime.convolution;

import io.github.sknet.runtime.maps.ChannelOrder;
import io.github.sknet.runtime.program.Operation;
import io.github.sknet.runtime.program.OperationVisitor;
import io.github.sknet.runtime.program.Value;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Sets of values that must have one channel order, because an operation takes them channel by channel. */
public final class SharedOrders {

    private final Map<Value, Value> parents = new HashMap<>();
    private final Map<Value, ChannelOrder> requested = new HashMap<>();
    private final Joins joins = new Joins();

    /** Puts the values that an operation takes channel by channel in one set. */
    public void join(Operation operation) {
        operation.accept(joins);
    }

    /** Asks for an order; false when the set has another one already. Null asks for nothing. */
    public boolean request(Value value, ChannelOrder order) {
        return order == null
                || requested.computeIfAbsent(representative(value), v -> order).equals(order);
    }

    /** The order of a value's set. */
    ChannelOrder orderOf(Value value) {
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
            SharedOrders.this.unite(Stream.concat(operation.results().stream(), operation.inputs().stream())
                    .toList());
            return null;
        }

        @Override
        public Void visitConvolve(Operation.Convolve op) {
            Stream<Value> own = Arrays.stream(new Value[] {op.output(), op.residual(), op.sums()});
            SharedOrders.this.unite(own.filter(value -> value != null).toList());
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
        public Void visitRelu(Operation.Relu op) {
            return unite(op);
        }

        @Override
        public Void visitSigmoid(Operation.Sigmoid op) {
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
        public Void visitAttend(Operation.Attend op) {
            return unite(op);
        }

        @Override
        public Void visitSelect(Operation.Select op) {
            return unite(op);
        }

        @Override
        public Void visitScale(Operation.Scale op) {
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
