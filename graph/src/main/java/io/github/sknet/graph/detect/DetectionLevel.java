package io.github.sknet.graph.detect;

import io.github.sknet.graph.Graph;
import java.util.List;

/**
 * The outputs of a detector for one level of its pyramid. The pixel (x, y) of the level's maps looks at the image's point
 * {@link #centre centre}(x), {@code centre}(y).
 *
 * <ul>
 *   <li>{@code class.Pₗ} (N, classes, h, w): logits, one sigmoid for each class;
 *   <li>{@code box.Pₗ} (N, 4, h, w): distances ≥ 0 from the point to the box's left, top, right and bottom edge, in units of
 *       the stride;
 *   <li>{@code centerness.Pₗ} (N, 1, h, w): logit of √(min(l, r) / max(l, r) · min(t, b) / max(t, b)).
 * </ul>
 *
 * @param level l; its maps are 2ˡ times smaller than the image
 */
public record DetectionLevel(int level) {

    private static final String CLASSES = "class.P";
    private static final String BOXES = "box.P";
    private static final String CENTERNESS = "centerness.P";

    public DetectionLevel {
        if (level < 0 || level > 30) {
            throw new IllegalArgumentException("A pyramid's level must be in 0 … 30, not " + level);
        }
    }

    /**
     * The levels of a detector, from fine to coarse.
     *
     * @throws IllegalArgumentException when the graph is no detector
     */
    public static List<DetectionLevel> of(Graph graph) {
        List<DetectionLevel> levels = graph.outputs().keySet().stream()
                .filter(name -> name.matches("class\\.P\\d{1,2}"))
                .map(name -> new DetectionLevel(Integer.parseInt(name.substring(CLASSES.length()))))
                .toList();
        boolean complete = levels.stream()
                .allMatch(level -> graph.outputs().keySet().containsAll(List.of(level.boxes(), level.centerness())));
        if (levels.isEmpty() || !complete) {
            throw new IllegalArgumentException(
                    "A detector has the outputs class.Pₗ, box.Pₗ and centerness.Pₗ, but there are "
                            + graph.outputs().keySet());
        }
        return levels;
    }

    /** The name of the output of class logits. */
    public String classes() {
        return CLASSES + level;
    }

    /** The name of the output of distances. */
    public String boxes() {
        return BOXES + level;
    }

    /** The name of the output of centre-ness logits. */
    public String centerness() {
        return CENTERNESS + level;
    }

    /** 2ˡ, the image's pixels for one of the maps'. */
    public int stride() {
        return 1 << level;
    }

    /**
     * Where in the image a column (or row) of the maps looks: ⌊stride / 2⌋ + index · stride (FCOS, §3.1), in the coordinates
     * in which the image's left edge is 0.
     */
    public int centre(int index) {
        return stride() / 2 + index * stride();
    }
}
