package io.github.sknet.vision;

import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.task.Task;
import io.github.sknet.graph.weights.NotANumberException;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.image.ImageDecoder;
import io.github.sknet.vision.transform.ImagePreparation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A model that answers questions about pictures. Safe for use by several threads; closing it frees what the engine holds.
 *
 * @param <A> its answers
 */
public interface VisionModel<A extends Answer> extends AutoCloseable {

    /** What its answers are about. */
    Task task();

    /** The names of the classes, by label; their numbers where the model has no names. */
    List<String> labels();

    /** Whether the model has names for its classes. */
    boolean named();

    /** The input's size, and how images become it. */
    Preprocessing preprocessing();

    /**
     * An image as the network is given it, before its values are normalised: in the input's channels, height and width. Models that
     * look at an image in another way than {@link ImagePreparation#fit} say so.
     */
    default Image seen(Image image) {
        return new ImagePreparation(preprocessing()).fit(image);
    }

    /** The columns of a table of answers: the names in {@link Answer#rows}. */
    List<String> columns();

    /** Answers for an image file. */
    default A predict(Path image) throws IOException {
        return predict(ImageDecoder.read(image));
    }

    /** Answers for an image. */
    default A predict(Image image) {
        return predict(List.of(image), false).get(0);
    }

    /** Answers for an image and tells the share of each kernel in each selection. */
    default A explain(Image image) {
        return predict(List.of(image), true).get(0);
    }

    /**
     * Answers for images in one pass through the network.
     *
     * @param attention whether the kernels' shares are wanted as well
     * @return an answer for each image, in their order
     * @throws NotANumberException when an output of the network holds NaN or an infinity
     */
    List<A> predict(List<Image> images, boolean attention);

    /**
     * The network's outputs.
     *
     * @param inputs (N, C, H, W), normalised
     */
    Prediction outputs(Tensor inputs);

    @Override
    void close();
}
