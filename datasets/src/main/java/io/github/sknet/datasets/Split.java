package io.github.sknet.datasets;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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

    private static final Pattern WORD = Pattern.compile("\\p{L}+");

    private static final Map<String, Split> NAMES = Map.ofEntries(
            Map.entry("train", TRAIN),
            Map.entry("training", TRAIN),
            Map.entry("trainset", TRAIN),
            Map.entry("val", VALIDATION),
            Map.entry("valid", VALIDATION),
            Map.entry("validate", VALIDATION),
            Map.entry("validation", VALIDATION),
            Map.entry("valset", VALIDATION),
            Map.entry("dev", VALIDATION),
            Map.entry("test", TEST),
            Map.entry("testing", TEST),
            Map.entry("testset", TEST),
            Map.entry("eval", TEST),
            Map.entry("evaluation", TEST),
            Map.entry("训练", TRAIN),
            Map.entry("训练集", TRAIN),
            Map.entry("验证", VALIDATION),
            Map.entry("验证集", VALIDATION),
            Map.entry("测试", TEST),
            Map.entry("测试集", TEST));

    /** What may stand beside a part's name without making it another thing, as in {@code training_set} or {@code train_images}. */
    private static final Set<String> COMPANIONS =
            Set.of("set", "data", "dataset", "image", "images", "img", "imgs", "split", "part", "seg", "folder");

    /**
     * The part that folders and files of the given name hold: {@code val}, {@code Validation}, {@code training_set}, {@code
     * train2017}.
     */
    public static Optional<Split> named(String name) {
        List<String> words =
                words(name).filter(word -> !COMPANIONS.contains(word)).toList();
        return words.size() == 1 ? Optional.ofNullable(NAMES.get(words.get(0))) : Optional.empty();
    }

    /** The part that a name tells of in any of its words, as {@code instances_train2017.json} does. */
    public static Optional<Split> mentioned(String name) {
        return words(name).filter(NAMES::containsKey).map(NAMES::get).findFirst();
    }

    /** The part that one of the folders of a path is named after, the innermost first. */
    public static Optional<Split> ofPath(String path) {
        String[] folders = path.split("/");
        for (int depth = folders.length - 1; depth >= 0; depth--) {
            Optional<Split> named = named(folders[depth]);
            if (named.isPresent()) {
                return named;
            }
        }
        return Optional.empty();
    }

    /** The part's name as people write it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static Stream<String> words(String name) {
        return WORD.matcher(name.toLowerCase(Locale.ROOT)).results().map(MatchResult::group);
    }
}
