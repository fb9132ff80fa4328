package org.example.gauge.vision;

import io.github.sknet.vision.Answer;
import io.github.sknet.vision.Attention;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.plot.Picture;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How bright an image is.
 *
 * @param value 0 is black, 1 is white
 * @param decimals how many are told
 * @param attention what the network chose
 */
public record Brightness(float value, int decimals, Attention attention) implements Answer {

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("brightness " + text());
        lines.addAll(kernelLines());
        return lines;
    }

    private String text() {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    @Override
    public Map<String, Object> fields() {
        return Map.of("brightness", value);
    }

    @Override
    public List<Map<String, Object>> rows() {
        return List.of(fields());
    }

    @Override
    public Picture picture(Image image) {
        Picture picture = new Picture(image);
        picture.label(text(), 0, 0, Color.YELLOW);
        return picture;
    }
}
