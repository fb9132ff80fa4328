package io.github.sknet.datasets;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The part of a data set. */
public enum Split {
    /** What a network learns from. */
    TRAIN,
    /** What is looked at during training, to choose between networks. */
    VALIDATION,
    /** What is looked at once, at the end. */
    TEST,
    /** A data set that comes without parts. */
    ALL;

    private static final Map<String, Split> NAMES = Map.of(
            "train", TRAIN,
            "training", TRAIN,
            "val", VALIDATION,
            "valid", VALIDATION,
            "validation", VALIDATION,
            "test", TEST,
            "testing", TEST);

    /** The part's name as people write it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The part that folders and files of the given name hold, such as {@code val}; in any case of letters. */
    public static Optional<Split> named(String name) {
        return Optional.ofNullable(NAMES.get(name.toLowerCase(Locale.ROOT)));
    }
}
