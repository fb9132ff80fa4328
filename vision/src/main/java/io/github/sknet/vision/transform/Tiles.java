package io.github.sknet.vision.transform;

import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.vision.image.Image;
import java.util.List;

/**
 * Asks a network about tiles of a picture.
 *
 * @param preprocessing of the network's input
 * @param predictor the network
 * @param attention whether the kernels' shares are wanted as well
 */
public record Tiles(Preprocessing preprocessing, Predictor predictor, boolean attention) {

    /** So many tiles are asked about in one pass. */
    private static final int BATCH = 4;

    /** Is given what the network says of a tile. */
    @FunctionalInterface
    public interface Visitor {

        /**
         * A tile's turn.
         *
         * @param row its place in the prediction
         * @param place how the tile was put into the input
         */
        void visit(Tiling.Tile tile, Prediction prediction, int row, Letterbox place);
    }

    /** Asks about tiles, in their order. */
    public void ask(Image image, List<Tiling.Tile> tiles, Visitor visitor) {
        for (int first = 0; first < tiles.size(); first += BATCH) {
            List<Tiling.Tile> some = tiles.subList(first, Math.min(first + BATCH, tiles.size()));
            LetterboxedImages placed = LetterboxedImages.of(
                    preprocessing, some.stream().map(tile -> cut(image, tile)).toList());
            Prediction prediction = predictor.predict(placed.inputs(), attention);
            for (int i = 0; i < some.size(); i++) {
                visitor.visit(some.get(i), prediction, i, placed.places().get(i));
            }
        }
    }

    private static Image cut(Image image, Tiling.Tile tile) {
        return image.crop(
                tile.columns().start(),
                tile.rows().start(),
                tile.columns().length(),
                tile.rows().length());
    }
}
