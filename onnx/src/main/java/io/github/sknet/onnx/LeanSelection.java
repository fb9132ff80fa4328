package io.github.sknet.onnx;

import static io.github.sknet.onnx.OnnxModelBuilder.attribute;

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
    public Selected select(String name, List<String> maps, List<String> logits) {
        return switch (maps.size()) {
            case 1 -> new Selected(maps.get(0), output -> softmax(output, logits));
            case 2 -> interpolate(name, maps, logits);
            default -> accumulate(name, maps, logits);
        };
    }

    /** The softmax of two is the sigmoid of their difference. */
    private Selected interpolate(String name, List<String> maps, List<String> logits) {
        String difference = model.add("Sub", name + "/logit", logits);
        String first = model.add("Sigmoid", name + "/a0", List.of(difference));
        String factor = asMap(name, first);
        String apart = model.add("Sub", name + "/apart", maps);
        String weighted = model.add("Mul", name + "/weighted", List.of(apart, factor));
        String map = model.add("Add", name, List.of(weighted, maps.get(1)));
        return new Selected(map, output -> {
            String one = model.floats("const/one", List.of(1), new float[] {1});
            String second = model.add("Sub", name + "/a1", List.of(one, first));
            stack(output, List.of(first, second));
        });
    }

    /** Only the logits are stacked, which are vectors; the weighted maps are added one by one. */
    private Selected accumulate(String name, List<String> maps, List<String> logits) {
        String attention = model.reserve(name + "/softmax");
        softmax(attention, logits);
        List<String> shares = model.addMany(
                "Split",
                name + "/a",
                maps.size(),
                List.of(attention),
                attribute("axis", 1L),
                attribute("num_outputs", maps.size()));
        String sum = null;
        for (int m = 0; m < maps.size(); m++) {
            String share = model.add("Squeeze", name + "/share", List.of(shares.get(m), model.longs(1)));
            String weighted = model.add("Mul", name + "/weighted", List.of(maps.get(m), asMap(name, share)));
            String wished = m == maps.size() - 1 ? name : name + "/sum";
            sum = sum == null ? weighted : model.add("Add", wished, List.of(sum, weighted));
        }
        return new Selected(sum, output -> model.addNamed("Identity", output, List.of(attention)));
    }

    private void softmax(String output, List<String> logits) {
        String stacked = model.reserve(output + "/logits");
        stack(stacked, logits);
        model.addNamed("Softmax", output, List.of(stacked), attribute("axis", 1L));
    }

    private void stack(String output, List<String> vectors) {
        List<String> rows = vectors.stream()
                .map(vector -> model.add("Unsqueeze", output + "/row", List.of(vector, model.longs(1))))
                .toList();
        model.addNamed("Concat", output, rows, attribute("axis", 1L));
    }

    private String asMap(String name, String vector) {
        return model.add("Unsqueeze", name + "/factor", List.of(vector, model.longs(2, 3)));
    }
}
