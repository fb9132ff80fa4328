package io.github.sknet.vision.detect;

import io.github.sknet.graph.detect.DetectTask;
import io.github.sknet.graph.detect.DetectorOutputs;
import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
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
 * Says where objects are in a picture, and of which classes:
 *
 * <pre>{@code
 * try (Detector detector = Detector.load(Path.of("cells.safetensors"))) {
 *     detector.predict(Path.of("blood.jpg")).forEach(System.out::println);
 * }
 * }</pre>
 *
 * <p>Images of any size are scaled into the network's input without distortion, and boxes come back in the image's own pixels.
 * Safe for use by several threads. Closing it frees what the engine holds.
 */
public final class Detector implements VisionModel<Detections> {

    private final LoadedModel<DetectorOutputs> model;
    private final DetectionDecoder decoder;
    private final Optional<Tiling> tiling;

    /** Puts a detector together. */
    Detector(LoadedModel<DetectorOutputs> model, DetectionDecoder.Options options, Optional<Tiling> tiling) {
        this.model = model;
        this.tiling = tiling;
        this.decoder =
                new DetectionDecoder(model.outputs().levels(), model.labels().names(), options);
    }

    /** Loads a model file into the pure-Java engine, to use all processors. */
    public static Detector load(Path modelFile) throws IOException {
        return load(modelFile, VisionModels.Options.usual());
    }

    /**
     * Loads a model file.
     *
     * @param engine the name of an engine on the class path
     * @param threads how many threads one prediction may use, at least 1
     * @throws IOException when the file is not a detector's, or cannot be read
     * @throws IllegalArgumentException when there is no such engine, listing those there are
     */
    public static Detector load(Path modelFile, String engine, int threads) throws IOException {
        return load(modelFile, VisionModels.Options.on(engine, threads));
    }

    /**
     * Loads a model file.
     *
     * @throws IOException when the file is not a detector's, or cannot be read
     * @throws IllegalArgumentException when there is no such engine, listing those there are
     */
    public static Detector load(Path modelFile, VisionModels.Options options) throws IOException {
        return (Detector) VisionModels.load(modelFile, DetectTask.ID, options);
    }

    /**
     * Makes a detector of a model in memory.
     *
     * @param preprocessing the input's size and how its values are normalised, in place of what the model says
     */
    public static Detector of(ModelFile model, Preprocessing preprocessing, String engine, int threads) {
        return (Detector) VisionModels.of(model, preprocessing, VisionModels.Options.on(engine, threads));
    }

    /** The same detector with other thresholds; closing one closes both. */
    public Detector withOptions(DetectionDecoder.Options options) {
        return new Detector(model, options, tiling);
    }

    /**
     * The same detector for pictures that are much larger than its input: they are cut into tiles, each is looked at, and what is
     * found is joined. An object is told of by the tile that its middle lies in, and suppression goes across tiles. The most
     * detections hold for each tile, and the attention is a mean over them. Closing one closes both.
     */
    public Detector tiled(Tiling tiling) {
        return new Detector(model, decoder.options(), Optional.of(tiling));
    }

    /** From outputs to detections, with this detector's thresholds. */
    public DetectionDecoder decoder() {
        return decoder;
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
        return List.of("label", "score", "x", "y", "width", "height");
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
    public List<Detections> predict(List<Image> images, boolean attention) {
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
                .mapToObj(row -> new Detections(
                        decoder.decode(prediction, row, placed.places().get(row)),
                        Attention.of(model.graph(), prediction, row)))
                .toList();
    }

    private Detections tileByTile(Image image, Tiling tiling, boolean attention) {
        List<Tiling.Tile> tiles = tiling.rows(model.preprocessing(), image.width(), image.height()).stream()
                .flatMap(List::stream)
                .toList();
        List<Detection> candidates = new ArrayList<>();
        List<Attention> attentions = new ArrayList<>();
        new Tiles(model.preprocessing(), model.predictor(), attention)
                .ask(image, tiles, (tile, prediction, row, place) -> {
                    attentions.add(Attention.of(model.graph(), prediction, row));
                    decoder.candidates(prediction, row, place).stream()
                            .map(found -> found.moved(
                                    tile.columns().start(), tile.rows().start()))
                            .filter(found -> tile.owns(
                                    found.box().x() + found.box().width() / 2,
                                    found.box().y() + found.box().height() / 2))
                            .forEach(candidates::add);
                });
        int most = (int) Math.min(Integer.MAX_VALUE, (long) decoder.options().maxDetections() * tiles.size());
        return new Detections(decoder.options().suppression().apply(candidates, most), Attention.mean(attentions));
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
