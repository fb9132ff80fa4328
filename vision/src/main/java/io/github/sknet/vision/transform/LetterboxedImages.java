package io.github.sknet.vision.transform;

import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.vision.image.Image;
import java.util.List;

/**
 * Images of any sizes as one input.
 *
 * @param inputs (N, C, H, W), normalised
 * @param places where each of the N lies in its input
 */
public record LetterboxedImages(Tensor inputs, List<Letterbox> places) {

    public LetterboxedImages {
        places = List.copyOf(places);
    }

    /** Puts images into inputs, whole and undistorted. */
    public static LetterboxedImages of(Preprocessing preprocessing, List<Image> images) {
        int size = preprocessing.inputSize();
        ImagePreparation preparation = new ImagePreparation(preprocessing);
        float[] values = new float[Math.multiplyExact(images.size(), size)];
        List<Letterbox> places = images.stream()
                .map(image -> Letterbox.of(preprocessing, image.width(), image.height()))
                .toList();
        for (int i = 0; i < images.size(); i++) {
            preparation.write(places.get(i).place(images.get(i)), values, i * size);
        }
        Tensor inputs = Tensor.of(
                values, images.size(), preprocessing.channels(), preprocessing.height(), preprocessing.width());
        return new LetterboxedImages(inputs, places);
    }
}
