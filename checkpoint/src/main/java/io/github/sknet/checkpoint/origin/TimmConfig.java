package io.github.sknet.checkpoint.origin;

import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.preprocessing.Interpolation;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.WeightsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a network's {@code config.json} on Hugging Face says about it, or timm's {@code pretrained_cfg} alone: {@code input_size},
 * {@code interpolation}, {@code crop_pct}, {@code crop_mode}, {@code mean} and {@code std}, {@code label_names} with
 * {@code label_descriptions}, or transformers' {@code id2label}.
 *
 * @param preparation how images are prepared; empty where it does not say
 * @param labels the classes' names; empty where it does not say
 */
public record TimmConfig(Optional<Preparation> preparation, List<String> labels) {

    private static final long MAX_BYTES = 1 << 26;

    private static final double USUAL_CROP = 0.875;

    /**
     * Reads a configuration.
     *
     * @throws WeightsException saying what in it can't be followed
     */
    public static TimmConfig read(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new WeightsException(
                    file + " is no configuration of a network: it has " + Files.size(file) + " bytes");
        }
        try {
            Map<String, Object> root = Json.read(Files.readAllBytes(file));
            return new TimmConfig(preparation(root, file), labels(root));
        } catch (IllegalArgumentException e) {
            throw new WeightsException(
                    file + " can't be followed: "
                            + e.getMessage().lines().findFirst().orElse(""),
                    e);
        }
    }

    private static Optional<Preparation> preparation(Map<String, Object> root, Path file) {
        Map<?, ?> cfg = configuration(root);
        if (!(cfg.get("input_size") instanceof List<?>)) {
            return Optional.empty();
        }
        List<Double> size = numbers(cfg, "input_size");
        if (size.size() != 3) {
            throw new IllegalArgumentException("its input_size is no (channels, height, width)");
        }
        int height = size.get(1).intValue();
        int width = size.get(2).intValue();
        Object mode = cfg.get("crop_mode");
        double crop = cfg.get("crop_pct") instanceof Number given ? given.doubleValue() : USUAL_CROP;
        if (!(crop > 0 && crop <= 1)) {
            throw new IllegalArgumentException("its crop_pct is " + crop + ", not in 0 … 1");
        }
        boolean squash = "squash".equals(mode);
        if (mode != null && !squash && !"center".equals(mode) || squash && crop < 1 || !squash && height != width) {
            throw new IllegalArgumentException("its crop_mode '" + Json.shown(mode) + "' with crop_pct " + crop
                    + " and an input of " + height + "×" + width + " is not known here; give --preprocessing");
        }
        Interpolation interpolation = Interpolation.named(
                cfg.get("interpolation") instanceof String name ? name : Interpolation.BICUBIC.id());
        return Optional.of(new Preparation(
                new Preprocessing(
                        size.get(0).intValue(),
                        height,
                        width,
                        squash ? 0 : (int) Math.floor(height / crop),
                        interpolation,
                        numbers(cfg, "mean"),
                        numbers(cfg, "std")),
                "as " + file.getFileName() + " says"));
    }

    private static Map<?, ?> configuration(Map<String, Object> root) {
        for (String key : List.of("pretrained_cfg", "default_cfg")) {
            if (root.get(key) instanceof Map<?, ?> inner) {
                return inner;
            }
        }
        return root;
    }

    private static List<Double> numbers(Map<?, ?> cfg, String key) {
        List<Double> numbers = new ArrayList<>();
        if (cfg.get(key) instanceof List<?> given) {
            for (Object value : given) {
                if (!(value instanceof Number number)) {
                    throw new IllegalArgumentException(
                            "its " + key + " has " + Json.shown(value) + ", which is no number");
                }
                numbers.add(number.doubleValue());
            }
            return numbers;
        }
        throw new IllegalArgumentException("it lacks the list '" + key + "'");
    }

    private static List<String> labels(Map<String, Object> root) {
        Map<?, ?> cfg = configuration(root);
        Object names = root.containsKey("label_names") ? root.get("label_names") : cfg.get("label_names");
        Object described =
                root.containsKey("label_descriptions") ? root.get("label_descriptions") : cfg.get("label_descriptions");
        if (names instanceof List<?> list) {
            Map<?, ?> descriptions = described instanceof Map<?, ?> map ? map : Map.of();
            return list.stream()
                    .map(name -> descriptions.get(name) instanceof String text ? text : String.valueOf(name))
                    .toList();
        }
        if (root.get("id2label") instanceof Map<?, ?> byIndex) {
            List<String> labels = new ArrayList<>();
            for (int i = 0; i < byIndex.size(); i++) {
                if (!(byIndex.get(Integer.toString(i)) instanceof String label)) {
                    throw new IllegalArgumentException("its id2label lacks the class " + i);
                }
                labels.add(label);
            }
            return labels;
        }
        return List.of();
    }
}
