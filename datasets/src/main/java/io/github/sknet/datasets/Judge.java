package io.github.sknet.datasets;

import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.vision.VisionModel;
import java.util.List;

/**
 * Compares what a model says of images with their annotations.
 *
 * @param <B> the batches that the images come in
 */
public interface Judge<B extends Batch> {

    /**
     * Looks at a batch of at least one image.
     *
     * @param outputs the model's for the batch's images
     */
    void see(B batch, Prediction outputs);

    /**
     * What came out.
     *
     * @param broken one sentence for each image that could not be read, or whose annotation could not
     */
    Evaluation evaluation(List<String> broken);

    /**
     * A model as one of the kind that is judged.
     *
     * @throws IllegalArgumentException when it is of another kind
     */
    static <M extends VisionModel<?>> M requireKind(Class<M> kind, VisionModel<?> model) {
        if (!kind.isInstance(model)) {
            throw new IllegalArgumentException("What is judged here is a " + kind.getSimpleName() + ", not a "
                    + model.getClass().getSimpleName());
        }
        return kind.cast(model);
    }
}
