package io.github.sknet.graph.selection;

import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One of the kernels that a selection chooses from.
 *
 * @param name {@code 3x3}, {@code 1x7}, {@code 3x3 d2} (dilation 2); {@code branch 1} where the branch doesn't end in a
 *     convolution; with {@code #1}, {@code #2} behind where two branches are alike
 * @param height the rows between its first and its last tap, both counted: dilation · (kernel − 1) + 1; 0 where unknown
 * @param width likewise for columns
 */
public record Kernel(String name, int height, int width) {

    /** The kernels that a selection chooses from, in the order of its branches. */
    static List<Kernel> of(Graph graph, Node selection, int branches) {
        List<Kernel> kernels = new ArrayList<>();
        for (int m = 0; m < branches; m++) {
            String unknown = "branch " + (m + 1);
            kernels.add(BranchConvolution.find(graph, selection.inputs().get(m))
                    .map(Kernel::of)
                    .orElse(new Kernel(unknown, 0, 0)));
        }
        return numberEquals(kernels);
    }

    private static Kernel of(Conv2d convolution) {
        Window window = convolution.window();
        Size kernel = window.kernel();
        Size dilation = window.dilation();
        String name = kernel.height() + "x" + kernel.width();
        if (!dilation.equals(Size.square(1))) {
            name += dilation.height() == dilation.width()
                    ? " d" + dilation.height()
                    : " d" + dilation.height() + "x" + dilation.width();
        }
        return new Kernel(
                name, dilation.height() * (kernel.height() - 1) + 1, dilation.width() * (kernel.width() - 1) + 1);
    }

    private static List<Kernel> numberEquals(List<Kernel> kernels) {
        List<String> names = kernels.stream().map(Kernel::name).toList();
        List<Kernel> numbered = new ArrayList<>();
        for (int m = 0; m < names.size(); m++) {
            Kernel kernel = kernels.get(m);
            int twin = Collections.frequency(names.subList(0, m + 1), kernel.name);
            boolean unique = Collections.frequency(names, kernel.name) == 1;
            numbered.add(unique ? kernel : new Kernel(kernel.name + " #" + twin, kernel.height, kernel.width));
        }
        return numbered;
    }

    /** The pixels of the square or rectangle it reaches over. */
    long area() {
        return (long) height * width;
    }

    /** For tools: this record's components by name. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", name);
        map.put("height", height);
        map.put("width", width);
        return map;
    }
}
