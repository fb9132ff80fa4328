package io.github.sknet.onnx.importer.lowering;

import io.github.sknet.onnx.importer.model.OnnxNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names for nodes: PyTorch's module paths, where the file still shows them. A parameter {@code layer1.0.conv2.weight} names its node
 * {@code layer1.0.conv2}, and so does torch.onnx's scope {@code /layer1/layer1.0/conv2/Conv}.
 */
final class NodeNames {

    private static final int LONGEST = 200;

    /** How writers end the names of weights: PyTorch's, Caffe2's, Keras's. */
    private static final Pattern WEIGHT = Pattern.compile("(.+?)([./_](weight|kernel|w|W)(_\\d+)?(:0)?|_w_0)");

    private NodeNames() {}

    /** The name for a node without parameters. */
    static String of(OnnxNode node) {
        String name = node.name().isEmpty() ? node.output() : node.name();
        return clean(name.startsWith("/") ? scope(node, name, false) : name);
    }

    /** The name for a node with the given weight. */
    static String of(OnnxNode node, String weight) {
        if (node.name().startsWith("/")) {
            return clean(scope(node, node.name(), true));
        }
        var matcher = WEIGHT.matcher(weight);
        boolean telling = matcher.matches() && !weight.contains("::");
        return telling ? clean(matcher.group(1)) : of(node);
    }

    /** Each part of a scope repeats the path of the last container: {@code /b/feas/feas.2/fc/Gemm} is {@code b.feas.2.fc}. */
    private static String scope(OnnxNode node, String name, boolean layer) {
        List<String> path = new ArrayList<>();
        String[] parts = name.substring(1).split("/");
        for (int i = 0; i < parts.length; i++) {
            boolean operator = i == parts.length - 1 && parts[i].startsWith(node.operator());
            if (operator && !path.isEmpty() && (layer || repeats(path.get(path.size() - 1), parts[i]))) {
                continue;
            }
            if (!path.isEmpty() && parts[i].startsWith(path.get(path.size() - 1) + ".")) {
                path.set(path.size() - 1, parts[i]);
            } else {
                path.add(parts[i]);
            }
        }
        return String.join(".", path);
    }

    private static boolean repeats(String module, String operator) {
        String plain = operator.replaceFirst("_\\d+$", "").toLowerCase(Locale.ROOT);
        return module.toLowerCase(Locale.ROOT).replaceFirst("\\d+$", "").endsWith(plain);
    }

    private static String clean(String name) {
        String cut = name.length() > LONGEST ? name.substring(name.length() - LONGEST) : name;
        // A model file keeps names that begin so for itself.
        return cut.startsWith("sknet.") || cut.isBlank() ? "node." + cut : cut;
    }
}
