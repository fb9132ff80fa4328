package io.github.sknet.vision;

import io.github.sknet.graph.json.Json;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.plot.Picture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a model says of one image: an object that prints, draws and turns to JSON itself. */
public interface Answer {

    /** What the network chose; empty where it was not asked for. */
    Attention attention();

    /** The answer for people: a line that may follow the image's name, and further ones below it. */
    List<String> lines();

    /** The answer for tools: strings, numbers, lists and maps, as {@link #toJson} writes them, without the attention. */
    Map<String, Object> fields();

    /** The image with the answer drawn on it; to be closed. */
    Picture picture(Image image);

    /**
     * The answer as the value of a JSON object: its {@link #fields}, and {@code kernels}, the share of each kernel in each
     * selection, where it was asked for.
     */
    default Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>(fields());
        if (!attention().selections().isEmpty()) {
            Map<String, Object> kernels = new LinkedHashMap<>();
            attention().shares().forEach((name, shares) -> {
                List<Object> values = new ArrayList<>();
                for (float share : shares) {
                    values.add(share);
                }
                kernels.put(name, values);
            });
            map.put("kernels", kernels);
        }
        return map;
    }

    /** {@link #toMap} as text. */
    default String toJson() {
        return Json.write(toMap());
    }

    /** A line for each selection: its name and the share of each kernel; none where it was not asked for. */
    default List<String> kernelLines() {
        List<String> lines = new ArrayList<>();
        attention().shares().forEach((name, shares) -> {
            StringBuilder line = new StringBuilder(String.format("    %-30s", name));
            for (float share : shares) {
                line.append(String.format(Locale.ROOT, " %5.1f %%", 100 * share));
            }
            lines.add(line.toString());
        });
        return lines;
    }

    /**
     * Writes the answer as pictures.
     *
     * @param image what the answer is about
     * @param folder that exists
     * @param stem how the files' names begin
     * @return {@link #toMap}, with the files' names in it
     */
    default Map<String, Object> write(Image image, Path folder, String stem) throws IOException {
        Map<String, Object> map = toMap();
        Path file = folder.resolve(stem + ".png");
        try (Picture picture = picture(image)) {
            picture.write(file);
        }
        map.put("picture", file.toString());
        return map;
    }
}
