package io.github.sknet.vision.detect;

import io.github.sknet.vision.Answer;
import io.github.sknet.vision.Attention;
import io.github.sknet.vision.image.BoundingBox;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.plot.Picture;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where objects are in an image.
 *
 * @param objects the surest first, in the image's own pixels
 * @param attention what the network chose; empty where it was not asked for
 */
public record Detections(List<Detection> objects, Attention attention) implements Answer, Iterable<Detection> {

    public Detections {
        objects = List.copyOf(objects);
    }

    /** The number of objects. */
    public int size() {
        return objects.size();
    }

    @Override
    public Iterator<Detection> iterator() {
        return objects.iterator();
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(size() + (size() == 1 ? " object" : " objects"));
        for (Detection detection : objects) {
            BoundingBox box = detection.box();
            lines.add(String.format(
                    Locale.ROOT,
                    "    %-20s %.2f  at %.0f, %.0f, %.0f × %.0f",
                    detection.name(),
                    detection.score(),
                    box.x(),
                    box.y(),
                    box.width(),
                    box.height()));
        }
        lines.addAll(kernelLines());
        return lines;
    }

    /**
     * {@code detections}: of each object its {@code label}, its {@code score}, 0 to 1, and its {@code box}: left, top, width and
     * height in pixels.
     */
    @Override
    public Map<String, Object> fields() {
        List<Object> detections = new ArrayList<>();
        for (Detection detection : objects) {
            BoundingBox box = detection.box();
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("label", detection.name());
            each.put("score", detection.score());
            each.put("box", List.of(box.x(), box.y(), box.width(), box.height()));
            detections.add(each);
        }
        return Map.of("detections", detections);
    }

    /** {@code label}, {@code score}, {@code x}, {@code y}, {@code width} and {@code height}: a row for each object. */
    @Override
    public List<Map<String, Object>> rows() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Detection detection : objects) {
            BoundingBox box = detection.box();
            rows.add(Map.of(
                    "label", detection.name(),
                    "score", detection.score(),
                    "x", box.x(),
                    "y", box.y(),
                    "width", box.width(),
                    "height", box.height()));
        }
        return rows.isEmpty() ? List.of(Map.of()) : rows;
    }

    /** The image with its objects framed in the colours of their classes, with names and scores. */
    @Override
    public Picture picture(Image image) {
        return BoxPicture.of(image, objects);
    }
}
