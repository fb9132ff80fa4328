package io.github.sknet.vision.transform;

import io.github.sknet.graph.engine.Pixels;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.vision.image.Image;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Images of any sizes as one input.
 *
 * @param inputs (N, C, H, W), with how they are normalised
 * @param places where each of the N lies in its input
 */
public record LetterboxedImages(Pixels inputs, List<Letterbox> places) {

    public LetterboxedImages {
        places = List.copyOf(places);
    }

    /** Puts images into inputs, whole and undistorted. */
    public static LetterboxedImages of(Preprocessing preprocessing, List<Image> images) {
        List<Letterbox> places = images.stream()
                .map(image -> Letterbox.of(preprocessing, image.width(), image.height()))
                .toList();
        List<Image> placed = IntStream.range(0, images.size())
                .mapToObj(i -> places.get(i).place(images.get(i)))
                .toList();
        return new LetterboxedImages(new ImagePreparation(preprocessing).together(placed), places);
    }
}
