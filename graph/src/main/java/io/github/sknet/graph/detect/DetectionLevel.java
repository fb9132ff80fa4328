package io.github.sknet.graph.detect;

import io.github.sknet.graph.json.Fields;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The outputs of a detector for one level of its pyramid. The pixel (x, y) of the level's maps looks at the image's point
 * {@link #centre centre}(x), {@code centre}(y).
 *
 * @param classes the name of the output of class logits, (N, classes, h, w), one sigmoid for each class
 * @param boxes the name of the output of distances, (N, 4, h, w): from the point to the box's left, top, right and bottom edge,
 *     at least 0, in units of the stride
 * @param centerness the name of the output of centre-ness, (N, 1, h, w): the logit of
 *     √(min(l, r) / max(l, r) · min(t, b) / max(t, b))
 * @param stride the image's pixels for one of the maps', at least 1
 */
public record DetectionLevel(String classes, String boxes, String centerness, int stride) {

    private static final int MAX_STRIDE = 1 << 16;

    private static final Pattern CLASSES = Pattern.compile("class\\.P(\\d{1,2})");

    public DetectionLevel {
        if (stride < 1 || stride > MAX_STRIDE) {
            throw new IllegalArgumentException(
                    "A detector's level has a stride of 1 … " + MAX_STRIDE + " pixels, not " + stride);
        }
    }

    /**
     * A level of a pyramid, with the outputs {@code class.Pₗ}, {@code box.Pₗ} and {@code centerness.Pₗ}.
     *
     * @param level l, 0 … 16: its maps are 2ˡ times smaller than the image
     */
    public static DetectionLevel pyramid(int level) {
        if (level < 0 || level > 16) {
            throw new IllegalArgumentException("A pyramid's level must be in 0 … 16, not " + level);
        }
        return new DetectionLevel("class.P" + level, "box.P" + level, "centerness.P" + level, 1 << level);
    }

    /** The level of a pyramid whose class logits have the name. */
    static Optional<DetectionLevel> ofClasses(String name) {
        Matcher matcher = CLASSES.matcher(name);
        return matcher.matches() ? Optional.of(pyramid(Integer.parseInt(matcher.group(1)))) : Optional.empty();
    }

    /**
     * Where in the image a column (or row) of the maps looks: ⌊stride / 2⌋ + index · stride (FCOS, §3.1), in the coordinates
     * in which the image's left edge is 0.
     */
    public int centre(int index) {
        return stride / 2 + index * stride;
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("classes", classes);
        map.put("boxes", boxes);
        map.put("centerness", centerness);
        map.put("stride", stride);
        return map;
    }

    static DetectionLevel fromMap(Fields fields) {
        DetectionLevel level = new DetectionLevel(
                fields.text("classes"), fields.text("boxes"), fields.text("centerness"), fields.integer("stride"));
        fields.complete();
        return level;
    }
}
