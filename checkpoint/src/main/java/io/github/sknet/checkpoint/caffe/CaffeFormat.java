package io.github.sknet.checkpoint.caffe;

import io.github.sknet.checkpoint.format.Checkpoint;
import io.github.sknet.checkpoint.format.MovingAverage;
import io.github.sknet.checkpoint.format.WeightsFormat;
import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.weights.FileKind;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.graph.weights.WeightsException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@code .caffemodel}. Its tensors get PyTorch's names behind the layers' ({@code conv1/7x7_s2/bn.running_mean}), whichever way
 * the fork of Caffe keeps its BatchNorm: CuDNN's four blobs (implus/SKNet), BVLC's three with a Scale layer after it, or NVIDIA's five.
 */
public final class CaffeFormat implements WeightsFormat {

    private static final String WEIGHT = ".weight";
    private static final String BIAS = ".bias";
    private static final String MEAN = ".running_mean";
    private static final String VARIANCE = ".running_var";

    @Override
    public boolean claims(FileKind kind) {
        return kind == FileKind.CAFFE;
    }

    @Override
    public Checkpoint read(Path file, MovingAverage average) throws IOException {
        if (average == MovingAverage.REQUIRED) {
            throw new WeightsException(file + " is a Caffe model, which holds one set of weights");
        }
        List<CaffeLayer> layers = CaffeReader.read(file);
        if (layers.isEmpty()) {
            throw new WeightsException(file + " looks like a Caffe model, but none of its layers has numbers");
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (int i = 0; i < layers.size(); i++) {
            CaffeLayer before = i > 0 ? layers.get(i - 1) : null;
            CaffeLayer layer = layers.get(i);
            boolean ofNorm = layer.type().equals("Scale") && before != null && isPlainNorm(before);
            for (Map.Entry<String, Tensor> named :
                    named(file, layer, ofNorm ? before.name() : layer.name()).entrySet()) {
                if (tensors.put(named.getKey(), named.getValue()) != null && !ofNorm) {
                    throw new WeightsException(file + " has two layers named " + Json.cut(layer.name()));
                }
            }
        }
        return new Checkpoint("a Caffe model", new Weights(tensors), List.of());
    }

    private static boolean isPlainNorm(CaffeLayer layer) {
        return layer.type().equals("BatchNorm") && layer.blobs().size() == 3;
    }

    private static Map<String, Tensor> named(Path file, CaffeLayer layer, String name) throws WeightsException {
        List<Tensor> blobs = layer.blobs();
        if (layer.type().endsWith("BatchNorm")) {
            return switch (blobs.size()) {
                case 3 -> normOfMean(file, layer);
                case 4 ->
                    norm(name, vector(blobs.get(0)), vector(blobs.get(1)), vector(blobs.get(2)), vector(blobs.get(3)));
                case 5 -> {
                    Map<String, Tensor> norm = normOfMean(file, layer);
                    norm.put(name + WEIGHT, vector(blobs.get(3)));
                    norm.put(name + BIAS, vector(blobs.get(4)));
                    yield norm;
                }
                default ->
                    throw new WeightsException(file + ": its layer " + Json.cut(name) + " of type "
                            + Json.cut(layer.type()) + " has " + blobs.size() + " blobs, not 3, 4 or 5");
            };
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (int i = 0; i < blobs.size(); i++) {
            String suffix = i == 0 ? WEIGHT : i == 1 ? BIAS : "." + i;
            boolean isVector = i > 0 || layer.type().equals("Scale");
            Tensor blob = layer.type().equals("InnerProduct") ? withoutLeadingOnes(blobs.get(i), 2) : blobs.get(i);
            tensors.put(name + suffix, isVector ? vector(blob) : blob);
        }
        return tensors;
    }

    /** BVLC's: sums of means and variances, and the factor to divide both by. A Scale layer may give the rest. */
    private static Map<String, Tensor> normOfMean(Path file, CaffeLayer layer) throws WeightsException {
        float[] factors = layer.blobs().get(2).values();
        if (factors.length != 1) {
            throw new WeightsException(
                    file + ": the factor of its layer " + Json.cut(layer.name()) + " is no single number");
        }
        float scale = factors[0] == 0 ? 0 : 1 / factors[0];
        Tensor mean = vector(layer.blobs().get(0));
        float[] ones = new float[mean.values().length];
        Arrays.fill(ones, 1);
        return norm(
                layer.name(),
                new Tensor(mean.shape(), ones),
                Tensor.zeros(mean.shape()),
                scaled(mean, scale),
                scaled(vector(layer.blobs().get(1)), scale));
    }

    private static Map<String, Tensor> norm(String name, Tensor weight, Tensor bias, Tensor mean, Tensor variance) {
        Map<String, Tensor> norm = new LinkedHashMap<>();
        norm.put(name + WEIGHT, weight);
        norm.put(name + BIAS, bias);
        norm.put(name + MEAN, mean);
        norm.put(name + VARIANCE, variance);
        return norm;
    }

    private static Tensor scaled(Tensor tensor, float scale) {
        float[] values = tensor.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] *= scale;
        }
        return new Tensor(tensor.shape(), values);
    }

    private static Tensor vector(Tensor blob) {
        return blob.reshape(List.of(blob.values().length));
    }

    /** Older files give every blob four axes. */
    private static Tensor withoutLeadingOnes(Tensor blob, int axes) {
        List<Integer> shape = blob.shape();
        while (shape.size() > axes && shape.get(0) == 1) {
            shape = shape.subList(1, shape.size());
        }
        return blob.reshape(shape);
    }
}
