package io.github.sknet.vision;

import io.github.sknet.graph.json.Json;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.plot.Picture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a model says of one image: an object that prints, draws and turns to JSON itself. */
public interface Answer {

    /** What the network chose; empty where it was not asked for. */
    Attention attention();

    /** The answer for people: a line that may follow the image's name, and further ones below it. */
    List<String> lines();

    /** The answer for tools: strings, numbers, lists and maps, as {@link #toJson} writes them, without the attention. */
    Map<String, Object> fields();

    /** What the answer says of single pixels, as a picture of the image's size to lay over it; empty where it says no such thing. */
    default Optional<BufferedImage> layer() {
        return Optional.empty();
    }

    /** The image with the answer drawn on it; to be closed. */
    Picture picture(Image image);

    /**
     * The answer as the value of a JSON object: its {@link #fields}, and {@code kernels}, what {@link Attention#toList} says, where
     * that was asked for.
     */
    default Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>(fields());
        if (!attention().units().isEmpty()) {
            map.put("kernels", attention().toList());
        }
        return map;
    }

    /** {@link #toMap} as text. */
    default String toJson() {
        return Json.write(toMap());
    }

    /** A line for each unit that selects kernels: its name and the share of each; none where it was not asked for. */
    default List<String> kernelLines() {
        return attention().lines().stream().map(line -> "    " + line).toList();
    }

    /**
     * The answer for tables, by the names of {@link VisionModel#columns}: a row for each thing that is told. Where nothing is, one
     * without values.
     */
    List<Map<String, Object>> rows();

    /**
     * Writes the answer as pictures.
     *
     * @param image what the answer is about
     * @param files where they go
     * @return {@link #toMap}, with the files' names in it
     */
    default Map<String, Object> write(Image image, PictureFiles files) throws IOException {
        Map<String, Object> map = toMap();
        Path file = files.png("");
        try (Picture picture = picture(image)) {
            picture.write(file);
        }
        map.put("picture", file.toString());
        return map;
    }
}
