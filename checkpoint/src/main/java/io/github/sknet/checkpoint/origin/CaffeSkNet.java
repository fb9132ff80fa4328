package io.github.sknet.checkpoint.origin;

import io.github.sknet.checkpoint.format.Checkpoint;
import io.github.sknet.graph.models.RegisteredModel;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The paper's own networks, Caffe models of implus/SKNet (models/sknet50.prototxt): layers {@code conv2_1/3x3g32} and the like, and images
 * in Caffe's order of colours, BGR, which is turned around.
 */
final class CaffeSkNet implements CodeBase {

    private static final String STEM_WEIGHT = "conv1.weight";

    private static final Pattern STEM = Pattern.compile("conv1/7x7_s2(/bn)?\\.(\\w+)");

    private static final Pattern CLASSIFIER = Pattern.compile("classifier\\.(\\w+)");

    /** Stage, block, layer, whether its BatchNorm, which of its numbers. */
    private static final Pattern IN_BLOCK = Pattern.compile("conv(\\d{1,2})_(\\d{1,3})/(\\w+?)(/bn)?\\.(\\w+)");

    /** What a block's layers are called here, themselves and their BatchNorms. */
    private record Part(String layer, String norm) {}

    private static final Map<String, Part> PARTS = Map.of(
            "1x1_reduce", new Part("conv1.conv", "conv1.bn"),
            "3x3g32", new Part("conv2.paths.0.conv", "conv2.paths.0.bn"),
            "3x3g32d2", new Part("conv2.paths.1.conv", "conv2.paths.1.bn"),
            "B_fc1", new Part("conv2.attn.fc_reduce", "conv2.attn.bn"),
            "B_fc2", new Part("conv2.attn.fc_select", "conv2.attn.fc_select.bn"),
            "1x1_increase", new Part("conv3.conv", "conv3.bn"),
            "1x1_proj", new Part("downsample.0", "downsample.1"));

    @Override
    public String name() {
        return "implus/SKNet, the paper's";
    }

    @Override
    public List<String> models() {
        return List.of("sknet50", "sknet101", "sknet26");
    }

    @Override
    public Optional<Checkpoint> translate(Checkpoint checkpoint) {
        Map<String, Tensor> tensors = checkpoint.weights().tensors();
        if (!tensors.containsKey("conv1/7x7_s2.weight")
                || tensors.keySet().stream().noneMatch(name -> name.contains("/B_fc1"))) {
            return Optional.empty();
        }
        Map<String, Tensor> translated = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> translated.put(translate(name), tensor));
        translated.computeIfPresent(STEM_WEIGHT, (name, weight) -> withInputsReversed(weight));
        return Optional.of(checkpoint.with(
                new Weights(translated),
                "Caffe's BGR became RGB: the first convolution's input channels were turned around"));
    }

    private static String translate(String name) {
        Matcher stem = STEM.matcher(name);
        if (stem.matches()) {
            return (stem.group(1) == null ? "conv1." : "bn1.") + stem.group(2);
        }
        Matcher classifier = CLASSIFIER.matcher(name);
        if (classifier.matches()) {
            return "fc." + classifier.group(1);
        }
        Matcher block = IN_BLOCK.matcher(name);
        if (block.matches() && PARTS.containsKey(block.group(3))) {
            Part part = PARTS.get(block.group(3));
            // Stages count from 2 there, after the stem, and blocks from 1.
            return "layer" + (Integer.parseInt(block.group(1)) - 1) + "." + (Integer.parseInt(block.group(2)) - 1) + "."
                    + (block.group(4) == null ? part.layer : part.norm) + "." + block.group(5);
        }
        return name;
    }

    private static Tensor withInputsReversed(Tensor weight) {
        if (weight.shape().size() != 4) {
            return weight;
        }
        int channels = weight.size(1);
        int plane = weight.size(2) * weight.size(3);
        float[] reversed = new float[weight.values().length];
        for (int o = 0; o < weight.size(0); o++) {
            for (int c = 0; c < channels; c++) {
                System.arraycopy(
                        weight.values(),
                        (o * channels + c) * plane,
                        reversed,
                        (o * channels + channels - 1 - c) * plane,
                        plane);
            }
        }
        return new Tensor(weight.shape(), reversed);
    }

    /** 224 of 256 pixels (the paper's), colours of 0 … 255 less their means (SENet's prototxt of the same authors). */
    @Override
    public Optional<Preparation> preparation(RegisteredModel model, int channels) {
        if (channels != 3) {
            return Optional.empty();
        }
        return Optional.of(new Preparation(
                Preprocessing.imageNet(model.size())
                        .normalisedBy(
                                Stream.of(123.0, 117.0, 104.0)
                                        .map(mean -> mean / 255)
                                        .toList(),
                                Collections.nCopies(3, 1.0 / 255)),
                "pixels of 0 … 255 less 123, 117, 104 (RGB), as SENet's Caffe files of the same authors say"));
    }
}
