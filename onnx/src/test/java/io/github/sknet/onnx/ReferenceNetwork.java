package io.github.sknet.onnx;

import io.github.sknet.graph.Activation;
import io.github.sknet.graph.Add;
import io.github.sknet.graph.AveragePool;
import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.ChannelPermute;
import io.github.sknet.graph.ChannelScale;
import io.github.sknet.graph.Concat;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.DropPath;
import io.github.sknet.graph.Dropout;
import io.github.sknet.graph.Fuse;
import io.github.sknet.graph.GlobalAveragePool;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Input;
import io.github.sknet.graph.Linear;
import io.github.sknet.graph.MaxPool;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.OpVisitor;
import io.github.sknet.graph.Resize;
import io.github.sknet.graph.Select;
import io.github.sknet.graph.Shape;
import io.github.sknet.graph.Slice;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.engine.Engine;
import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every operation as its definition reads, pixel by pixel in double precision: what exports are held against. */
final class ReferenceNetwork implements Engine {

    @Override
    public String name() {
        return "reference";
    }

    @Override
    public Predictor load(Graph graph, Weights weights, int threads) {
        return new Predictor() {
            @Override
            public Prediction predict(Tensor input, boolean attention) {
                return new Pass(graph, weights, input).run();
            }

            @Override
            public void close() {
                // Holds nothing.
            }
        };
    }

    /** A value: batch × channels × pixels; a vector has one pixel. */
    private record Value(Shape shape, int batch, double[] data) {

        Value(Shape shape, int batch) {
            this(shape, batch, new double[Math.toIntExact(batch * shape.elements())]);
        }

        int index(int n, int c, int y, int x) {
            return ((n * shape.channels() + c) * shape.height() + y) * shape.width() + x;
        }

        double at(int n, int c, int y, int x) {
            return data[index(n, c, y, x)];
        }

        Tensor toTensor() {
            float[] values = new float[data.length];
            for (int i = 0; i < data.length; i++) {
                values[i] = (float) data[i];
            }
            return new Tensor(shape.withBatch(batch), values);
        }
    }

    @FunctionalInterface
    private interface Pixel {
        double at(int n, int c, int y, int x);
    }

    private static final class Pass implements OpVisitor<Value> {

        private final Graph graph;
        private final Weights weights;
        private final Value input;
        private final Map<String, Shape> shapes;
        private final Map<String, Value> values = new HashMap<>();
        private final Map<String, Tensor> attention = new LinkedHashMap<>();

        Pass(Graph graph, Weights weights, Tensor tensor) {
            this.graph = graph;
            this.weights = weights;
            this.shapes = graph.shapes(tensor.size(2), tensor.size(3));
            this.input = new Value(shapes.get(graph.input().name()), tensor.size(0));
            for (int i = 0; i < input.data.length; i++) {
                input.data[i] = tensor.values()[i];
            }
        }

        Prediction run() {
            graph.nodes().forEach(node -> values.put(node.name(), node.accept(this)));
            Map<String, Tensor> outputs = new LinkedHashMap<>();
            graph.outputs()
                    .forEach((name, node) -> outputs.put(name, values.get(node).toTensor()));
            return new Prediction(outputs, attention);
        }

        private Value in(Node node, int i) {
            return values.get(node.inputs().get(i));
        }

        private List<Value> inputs(Node node) {
            return node.inputs().stream().map(values::get).toList();
        }

        private float[] parameter(Node node, String suffix) {
            return weights.get(node.parameterName(suffix)).values();
        }

        private Value each(Node node, Pixel pixel) {
            Value out = new Value(shapes.get(node.name()), input.batch);
            for (int n = 0; n < out.batch; n++) {
                for (int c = 0; c < out.shape.channels(); c++) {
                    for (int y = 0; y < out.shape.height(); y++) {
                        for (int x = 0; x < out.shape.width(); x++) {
                            out.data[out.index(n, c, y, x)] = pixel.at(n, c, y, x);
                        }
                    }
                }
            }
            return out;
        }

        @Override
        public Value visitInput(Node node, Input op) {
            return input;
        }

        @Override
        public Value visitConv2d(Node node, Conv2d op) {
            Value in = in(node, 0);
            float[] weight = parameter(node, "weight");
            int perGroup = op.inChannels() / op.groups();
            int taps = op.window().taps();
            return each(node, (n, c, y, x) -> {
                double sum = op.bias() ? parameter(node, "bias")[c] : 0;
                int first = c / (op.outChannels() / op.groups()) * perGroup;
                for (int i = 0; i < perGroup; i++) {
                    for (int t = 0; t < taps; t++) {
                        int row = row(op.window(), y, t);
                        int column = column(op.window(), x, t);
                        if (inside(in.shape, row, column)) {
                            sum += in.at(n, first + i, row, column) * weight[(c * perGroup + i) * taps + t];
                        }
                    }
                }
                return sum;
            });
        }

        private static int row(Window w, int y, int tap) {
            int tapRow = tap / w.kernel().width();
            return y * w.stride().height()
                    - w.padding().height()
                    + tapRow * w.dilation().height();
        }

        private static int column(Window w, int x, int tap) {
            int tapColumn = tap % w.kernel().width();
            return x * w.stride().width()
                    - w.padding().width()
                    + tapColumn * w.dilation().width();
        }

        private static boolean inside(Shape shape, int row, int column) {
            return row >= 0 && row < shape.height() && column >= 0 && column < shape.width();
        }

        @Override
        public Value visitBatchNorm(Node node, BatchNorm op) {
            float[] gamma = parameter(node, "weight");
            float[] beta = parameter(node, "bias");
            float[] mean = parameter(node, "running_mean");
            float[] variance = parameter(node, "running_var");
            return each(
                    node,
                    (n, c, y, x) ->
                            (in(node, 0).at(n, c, y, x) - mean[c]) / Math.sqrt(variance[c] + op.epsilon()) * gamma[c]
                                    + beta[c]);
        }

        @Override
        public Value visitActivation(Node node, Activation op) {
            return each(node, (n, c, y, x) -> {
                double value = in(node, 0).at(n, c, y, x);
                return op.function() == Activation.Function.RELU ? Math.max(0, value) : 1 / (1 + Math.exp(-value));
            });
        }

        @Override
        public Value visitAdd(Node node, Add op) {
            return each(
                    node,
                    (n, c, y, x) -> inputs(node).stream()
                            .mapToDouble(value -> value.at(n, c, y, x))
                            .sum());
        }

        @Override
        public Value visitConcat(Node node, Concat op) {
            return each(node, (n, c, y, x) -> {
                int channel = c;
                int i = 0;
                while (channel >= in(node, i).shape.channels()) {
                    channel -= in(node, i++).shape.channels();
                }
                return in(node, i).at(n, channel, y, x);
            });
        }

        @Override
        public Value visitSlice(Node node, Slice op) {
            return each(node, (n, c, y, x) -> in(node, 0).at(n, op.from() + c, y, x));
        }

        @Override
        public Value visitChannelPermute(Node node, ChannelPermute op) {
            return each(node, (n, c, y, x) -> in(node, 0).at(n, op.order().get(c), y, x));
        }

        @Override
        public Value visitChannelScale(Node node, ChannelScale op) {
            return each(
                    node,
                    (n, c, y, x) -> in(node, 0).at(n, c, y, x) * in(node, 1).at(n, c, 0, 0));
        }

        @Override
        public Value visitMaxPool(Node node, MaxPool op) {
            Value in = in(node, 0);
            return each(node, (n, c, y, x) -> {
                double largest = Double.NEGATIVE_INFINITY;
                for (int t = 0; t < op.window().taps(); t++) {
                    int row = row(op.window(), y, t);
                    int column = column(op.window(), x, t);
                    if (inside(in.shape, row, column)) {
                        largest = Math.max(largest, in.at(n, c, row, column));
                    }
                }
                return largest;
            });
        }

        @Override
        public Value visitAveragePool(Node node, AveragePool op) {
            Value in = in(node, 0);
            int below = op.countPadding() ? op.window().padding().height() : 0;
            int beside = op.countPadding() ? op.window().padding().width() : 0;
            return each(node, (n, c, y, x) -> {
                double sum = 0;
                int count = 0;
                for (int t = 0; t < op.window().taps(); t++) {
                    int row = row(op.window(), y, t);
                    int column = column(op.window(), x, t);
                    if (inside(in.shape, row, column)) {
                        sum += in.at(n, c, row, column);
                    }
                    boolean rowCounts = row >= -below && row < in.shape.height() + below;
                    boolean columnCounts = column >= -beside && column < in.shape.width() + beside;
                    count += rowCounts && columnCounts ? 1 : 0;
                }
                return sum / count;
            });
        }

        @Override
        public Value visitGlobalAveragePool(Node node, GlobalAveragePool op) {
            return each(node, (n, c, y, x) -> mean(in(node, 0), n, c));
        }

        private static double mean(Value in, int n, int c) {
            double sum = 0;
            for (int y = 0; y < in.shape.height(); y++) {
                for (int x = 0; x < in.shape.width(); x++) {
                    sum += in.at(n, c, y, x);
                }
            }
            return sum / in.shape.pixels();
        }

        @Override
        public Value visitLinear(Node node, Linear op) {
            float[] weight = parameter(node, "weight");
            return each(node, (n, c, y, x) -> {
                double sum = op.bias() ? parameter(node, "bias")[c] : 0;
                for (int i = 0; i < op.inFeatures(); i++) {
                    sum += in(node, 0).at(n, i, 0, 0) * weight[c * op.inFeatures() + i];
                }
                return sum;
            });
        }

        @Override
        public Value visitResize(Node node, Resize op) {
            Value in = in(node, 0);
            Shape out = shapes.get(node.name());
            double stepY = (double) in.shape.height() / out.height();
            double stepX = (double) in.shape.width() / out.width();
            if (op.mode() == Resize.Mode.NEAREST) {
                return each(
                        node,
                        (n, c, y, x) ->
                                in.at(n, c, y * in.shape.height() / out.height(), x * in.shape.width() / out.width()));
            }
            return each(node, (n, c, y, x) -> {
                double sourceY = Math.max(0, (y + 0.5) * stepY - 0.5);
                double sourceX = Math.max(0, (x + 0.5) * stepX - 0.5);
                int top = (int) sourceY;
                int left = (int) sourceX;
                int bottom = Math.min(top + 1, in.shape.height() - 1);
                int right = Math.min(left + 1, in.shape.width() - 1);
                double down = sourceY - top;
                double across = sourceX - left;
                double upper = in.at(n, c, top, left) * (1 - across) + in.at(n, c, top, right) * across;
                double lower = in.at(n, c, bottom, left) * (1 - across) + in.at(n, c, bottom, right) * across;
                return upper * (1 - down) + lower * down;
            });
        }

        @Override
        public Value visitDropout(Node node, Dropout op) {
            return in(node, 0);
        }

        @Override
        public Value visitDropPath(Node node, DropPath op) {
            return in(node, 0);
        }

        @Override
        public Value visitFuse(Node node, Fuse op) {
            return each(
                    node,
                    (n, c, y, x) -> inputs(node).stream()
                            .mapToDouble(branch -> mean(branch, n, c))
                            .sum());
        }

        @Override
        public Value visitSelect(Node node, Select op) {
            int branches = op.branches();
            int channels = shapes.get(node.name()).channels();
            Tensor shares = Tensor.zeros(List.of(input.batch, branches, channels));
            for (int n = 0; n < input.batch; n++) {
                for (int c = 0; c < channels; c++) {
                    double total = 0;
                    for (int m = 0; m < branches; m++) {
                        total += Math.exp(in(node, branches + m).at(n, c, 0, 0));
                    }
                    for (int m = 0; m < branches; m++) {
                        shares.values()[(n * branches + m) * channels + c] =
                                (float) (Math.exp(in(node, branches + m).at(n, c, 0, 0)) / total);
                    }
                }
            }
            attention.put(node.name(), shares);
            return each(node, (n, c, y, x) -> {
                double sum = 0;
                for (int m = 0; m < branches; m++) {
                    sum += shares.values()[(n * branches + m) * channels + c]
                            * in(node, m).at(n, c, y, x);
                }
                return sum;
            });
        }
    }
}
