package io.github.sknet.vision.segment;

import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.segment.SegmentTask;
import io.github.sknet.graph.segment.SegmenterOutputs;
import io.github.sknet.graph.task.Task;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.vision.Attention;
import io.github.sknet.vision.LoadedModel;
import io.github.sknet.vision.VisionModel;
import io.github.sknet.vision.VisionModels;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.transform.Letterbox;
import io.github.sknet.vision.transform.LetterboxedImages;
import io.github.sknet.vision.transform.Tiles;
import io.github.sknet.vision.transform.Tiling;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Says of which class each pixel of a picture is:
 *
 * <pre>{@code
 * try (Segmenter segmenter = Segmenter.load(Path.of("streets.safetensors"))) {
 *     Segmentation streets = segmenter.predict(Path.of("street.jpg"));
 *     System.out.println(streets.labelAt(10, 20));
 * }
 * }</pre>
 *
 * <p>Images of any size are scaled into the network's input without distortion, and the mask comes back in the image's own
 * size. Safe for use by several threads. Closing it frees what the engine holds.
 */
public final class Segmenter implements VisionModel<Segmentation> {

    private final LoadedModel<SegmenterOutputs> model;
    private final Optional<Tiling> tiling;

    /** Puts a segmenter together. */
    Segmenter(LoadedModel<SegmenterOutputs> model, Optional<Tiling> tiling) {
        this.model = model;
        this.tiling = tiling;
    }

    /** Loads a model file into the pure-Java engine, to use all processors. */
    public static Segmenter load(Path modelFile) throws IOException {
        return load(modelFile, VisionModels.Options.usual());
    }

    /**
     * Loads a model file.
     *
     * @param engine the name of an engine on the class path
     * @param threads how many threads one prediction may use, at least 1
     * @throws IOException when the file is not a segmenter's, or cannot be read
     * @throws IllegalArgumentException when there is no such engine, listing those there are
     */
    public static Segmenter load(Path modelFile, String engine, int threads) throws IOException {
        return load(modelFile, VisionModels.Options.on(engine, threads));
    }

    /**
     * Loads a model file.
     *
     * @throws IOException when the file is not a segmenter's, or cannot be read
     * @throws IllegalArgumentException when there is no such engine, listing those there are
     */
    public static Segmenter load(Path modelFile, VisionModels.Options options) throws IOException {
        return (Segmenter) VisionModels.load(modelFile, SegmentTask.ID, options);
    }

    /**
     * Makes a segmenter of a model in memory.
     *
     * @param preprocessing the input's size and how its values are normalised, in place of what the model says
     */
    public static Segmenter of(ModelFile model, Preprocessing preprocessing, String engine, int threads) {
        return (Segmenter) VisionModels.of(model, preprocessing, VisionModels.Options.on(engine, threads));
    }

    /**
     * The same segmenter for pictures that are much larger than its input: they are cut into tiles, each is looked at, and where
     * tiles overlap their logits are mixed, each counting less towards its edge. The attention is a mean over the tiles. Closing
     * one closes both.
     */
    public Segmenter tiled(Tiling tiling) {
        return new Segmenter(model, Optional.of(tiling));
    }

    @Override
    public Task task() {
        return model.outputs().task();
    }

    @Override
    public List<String> labels() {
        return model.labels().names();
    }

    @Override
    public boolean named() {
        return model.labels().named();
    }

    @Override
    public List<String> columns() {
        return List.of("label", "share");
    }

    @Override
    public Preprocessing preprocessing() {
        return model.preprocessing();
    }

    /** Whole and undistorted, however large it is. */
    @Override
    public Image seen(Image image) {
        return Letterbox.of(model.preprocessing(), image.width(), image.height())
                .place(image);
    }

    @Override
    public List<Segmentation> predict(List<Image> images, boolean attention) {
        if (images.isEmpty()) {
            return List.of();
        }
        if (tiling.isPresent()) {
            return images.stream()
                    .map(image -> tileByTile(image, tiling.get(), attention))
                    .toList();
        }
        LetterboxedImages placed = LetterboxedImages.of(model.preprocessing(), images);
        Prediction prediction = model.answer(placed.inputs(), attention);
        return IntStream.range(0, images.size())
                .mapToObj(row -> new Segmentation(
                        mask(prediction, row, placed.places().get(row)),
                        labels(),
                        Attention.of(model.graph(), prediction, row)))
                .toList();
    }

    private Segmentation tileByTile(Image image, Tiling tiling, boolean attention) {
        Tiles tiles = new Tiles(model.preprocessing(), model.predictor(), attention);
        List<Attention> attentions = new ArrayList<>();
        MaskJoining joining =
                new MaskJoining(image.width(), image.height(), model.outputs().classes());
        for (List<Tiling.Tile> row : tiling.rows(model.preprocessing(), image.width(), image.height())) {
            joining.begin(row.get(0).rows());
            tiles.ask(image, row, (tile, prediction, i, place) -> {
                attentions.add(Attention.of(model.graph(), prediction, i));
                joining.add(tile, LogitSampling.of(logits(prediction), i, place));
            });
        }
        return new Segmentation(joining.finish(), labels(), Attention.mean(attentions));
    }

    private Tensor logits(Prediction outputs) {
        return outputs.outputs().get(model.outputs().output());
    }

    /**
     * The mask of one image.
     *
     * @param outputs of this network
     * @param row the image's place among those of the outputs
     * @param place how the image was put into the input
     * @return one channel of labels, of the original image's size
     */
    public Image mask(Prediction outputs, int row, Letterbox place) {
        return MaskDecoding.labels(logits(outputs), row, place);
    }

    @Override
    public Prediction outputs(Tensor inputs) {
        return model.compute(inputs);
    }

    @Override
    public void close() {
        model.close();
    }
}
