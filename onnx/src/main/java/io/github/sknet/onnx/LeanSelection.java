package io.github.sknet.onnx;

import static io.github.sknet.onnx.OnnxModelBuilder.attribute;

import io.github.sknet.graph.Select;
import java.util.ArrayList;
import java.util.List;

/** Fuse and Select without a stack of the branches. */
record LeanSelection(OnnxModelBuilder model) implements SelectionLowering {

    /** The sum of the branches' means, which reads every branch once, instead of the mean of their sum. */
    @Override
    public String fuse(String name, List<String> maps) {
        List<String> means = new ArrayList<>();
        for (String map : maps) {
            means.add(model.add("GlobalAveragePool", name + "/mean", List.of(map)));
        }
        String sum = means.get(0);
        for (String mean : means.subList(1, means.size())) {
            sum = model.add("Add", name + "/sum", List.of(sum, mean));
        }
        return model.add("Flatten", name, List.of(sum), attribute("axis", 1L));
    }

    @Override
    public Selected select(String name, Select op, List<String> maps, Logits logits, int channels) {
        if (op.gate() == Select.Gate.SIGMOID || maps.size() > 2) {
            return accumulate(name, op, maps, logits, channels);
        }
        return maps.size() == 1
                ? new Selected(maps.get(0), output -> hand(output, attention(name, op, logits, channels)))
                : interpolate(name, op, maps, logits, channels);
    }

    /** The softmax of two is the sigmoid of their difference. */
    private Selected interpolate(String name, Select op, List<String> maps, Logits logits, int channels) {
        List<String> byBranch = logits.byBranch().isEmpty() ? split(name + "/z", logits.all(), 2) : logits.byBranch();
        String difference = model.add("Sub", name + "/logit", byBranch);
        String first = model.add("Sigmoid", name + "/a0", List.of(difference));
        String apart = model.add("Sub", name + "/apart", maps);
        String weighted = model.add("Mul", name + "/weighted", List.of(apart, factor(name, op, first)));
        String map = model.add("Add", name, List.of(weighted, maps.get(1)));
        return new Selected(map, output -> hand(output, attention(name, op, logits, channels)));
    }

    /** The shares are split, which are small; the weighted maps are added one by one. */
    private Selected accumulate(String name, Select op, List<String> maps, Logits logits, int channels) {
        String attention = attention(name, op, logits, channels);
        List<String> shares = split(name + "/a", attention, maps.size());
        String sum = null;
        for (int m = 0; m < maps.size(); m++) {
            String share = op.extent() == Select.Extent.PIXEL
                    ? shares.get(m)
                    : model.add("Reshape", name + "/factor", List.of(shares.get(m), model.longs(0, channels, 1, 1)));
            boolean last = m == maps.size() - 1;
            String weighted =
                    model.add("Mul", last && sum == null ? name : name + "/weighted", List.of(maps.get(m), share));
            sum = sum == null ? weighted : model.add("Add", last ? name : name + "/sum", List.of(sum, weighted));
        }
        return new Selected(sum, output -> hand(output, attention));
    }

    private String attention(String name, Select op, Logits logits, int channels) {
        return SelectionLowering.attention(model, name, op, logits, channels);
    }

    private void hand(String output, String attention) {
        model.addNamed("Identity", output, List.of(attention));
    }

    /** Equal parts of the second axis. */
    private List<String> split(String name, String value, int parts) {
        return parts == 1 ? List.of(value) : new OnnxOperators(model).split(name, value, parts);
    }

    /** Shares (N, C) or (N, 1, H, W) as what a map is multiplied by. */
    private String factor(String name, Select op, String shares) {
        return op.extent() == Select.Extent.PIXEL
                ? shares
                : new OnnxOperators(model).unsqueeze(name + "/factor", shares, 2, 3);
    }
}
