package io.github.sknet.vision;

import io.github.sknet.vision.transform.Tiling;
import java.util.List;
import java.util.Optional;

/** What can be set about tiles, for the tasks that say something of every place of an image. */
public final class TileSettings {

    private static final String TILES = "tiles";
    private static final String SIZE = "tile-size";
    private static final String OVERLAP = "tile-overlap";

    private TileSettings() {}

    /** The settings. */
    public static List<Setting> all() {
        return List.of(
                Setting.flag(
                        TILES, "cut pictures that are larger than the input into tiles, and join what is said of them"),
                Setting.of(SIZE, "PIXELS", "a tile's longer side, in pixels of the picture (that of the input)"),
                Setting.of(OVERLAP, "SHARE", "how much of a tile its neighbour shows as well, 0 to 0.5 (0.25)"));
    }

    /**
     * The tiles that are asked for, if any.
     *
     * @throws IllegalArgumentException when a setting can't be, or there is nothing that it can be for
     */
    public static Optional<Tiling> of(Settings settings, VisionTask.Use use) {
        boolean tiles = settings.flag(TILES);
        for (String name : List.of(SIZE, OVERLAP)) {
            if (!tiles && settings.text(name).isPresent()) {
                throw new IllegalArgumentException(name + " goes with " + TILES);
            }
        }
        if (!tiles) {
            return Optional.empty();
        }
        if (use == VisionTask.Use.EVALUATION) {
            throw new IllegalArgumentException(TILES + " is for predictions: a model is judged by whole images");
        }
        return Optional.of(new Tiling(
                settings.whole(SIZE, 1, Integer.MAX_VALUE).orElse(Tiling.USUAL.longerSide()),
                settings.number(OVERLAP, 0, 0.5).orElse(Tiling.USUAL.overlap())));
    }
}
