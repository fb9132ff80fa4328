package io.github.sknet.train.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sknet.datasets.BatchLoader;
import io.github.sknet.datasets.augment.Augmentation;
import io.github.sknet.train.optim.Schedule;
import io.github.sknet.train.torch.Precision;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a network is trained. A configuration file holds its JSON form; {@link #with} sets one entry by its path, as the
 * command's flags do.
 *
 * @param epochs passes over the training images
 * @param batchSize images a step
 * @param accumulation steps whose gradients are added up before an update; the batch is then as many times as large
 * @param optimiser which optimiser
 * @param schedule the learning rate's course
 * @param labelSmoothing the share of each label that is spread over all classes
 * @param classWeights a weight for each class; empty: all alike
 * @param clipNorm the largest norm of all gradients; 0: no limit
 * @param averageDecay of the weights' moving average, which is then evaluated and kept as best; 0: none
 * @param patience epochs without a better result after which training ends; 0: never before its time
 * @param precision of the arithmetic
 * @param augmentation random changes of the training images
 * @param crops smaller images in a run's first part, of classifiers
 * @param mirrored whether classifiers are judged by the mean of what they say of an image and of its mirror image
 * @param detection what concerns boxes alone
 * @param segmentation what concerns masks alone
 * @param whitened the convolution of the image that starts from {@link PatchWhitening}; empty: none
 * @param frozen prefixes of the names of nodes that stay as they are
 * @param run how the run looks after itself
 * @param seed of everything random
 */
public record Recipe(
        int epochs,
        int batchSize,
        int accumulation,
        OptimiserSettings optimiser,
        Schedule schedule,
        double labelSmoothing,
        List<Double> classWeights,
        double clipNorm,
        double averageDecay,
        int patience,
        Precision precision,
        Augmentation augmentation,
        ProgressiveCrops crops,
        boolean mirrored,
        DetectionSettings detection,
        SegmentationSettings segmentation,
        String whitened,
        List<String> frozen,
        RunSettings run,
        long seed) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    /**
     * A good start on a processor: small networks, small images, half an hour.
     */
    public static final Recipe CPU = new Recipe(
            30,
            64,
            1,
            OptimiserSettings.sgd(0.1, 5e-4),
            Schedule.cosine(1),
            0.1,
            List.of(),
            0,
            0,
            0,
            Precision.FLOAT32,
            Augmentation.CIFAR,
            ProgressiveCrops.NONE,
            false,
            DetectionSettings.DEFAULT,
            SegmentationSettings.DEFAULT,
            "",
            List.of(),
            RunSettings.DEFAULT,
            1);

    public Recipe {
        classWeights = List.copyOf(classWeights);
        frozen = List.copyOf(frozen);
        atLeast("epochs", epochs, 1);
        atLeast("batchSize", batchSize, 1);
        atLeast("accumulation", accumulation, 1);
        atLeast("clipNorm", clipNorm, 0);
        atLeast("patience", patience, 0);
        if (!(labelSmoothing >= 0 && labelSmoothing < 1) || !(averageDecay >= 0 && averageDecay < 1)) {
            throw new IllegalArgumentException("A recipe's labelSmoothing and averageDecay must be in [0, 1), not "
                    + labelSmoothing + " and " + averageDecay);
        }
        if (optimiser == null || schedule == null || precision == null || augmentation == null || whitened == null) {
            throw new IllegalArgumentException(
                    "A recipe needs an optimiser, a schedule, a precision, an augmentation, and 'whitened'");
        }
        if (crops == null || detection == null || segmentation == null || run == null) {
            throw new IllegalArgumentException(
                    "A recipe needs its parts for crops, for detection, for segmentation, for the run");
        }
    }

    private static void atLeast(String name, double value, double least) {
        if (!(value >= least)) {
            throw new IllegalArgumentException(
                    "A recipe's " + name + " must be at least " + (long) least + ", not " + value);
        }
    }

    /** The recipes that can be asked for by name. */
    public static Map<String, Recipe> all() {
        Map<String, Recipe> all = new LinkedHashMap<>();
        all.put("cpu", CPU);
        all.put("quick", quick());
        all.put("cifar", cifar());
        all.put("paper", paper());
        all.put("detect", detect());
        all.put("segment", segment());
        return all;
    }

    /**
     * The recipe of the given name.
     *
     * @throws IllegalArgumentException naming those there are, when there is none
     */
    public static Recipe named(String name) {
        Recipe recipe = all().get(name);
        if (recipe == null) {
            throw new IllegalArgumentException(
                    "There is no recipe '" + name + "'; there are: " + String.join(", ", all().keySet()));
        }
        return recipe;
    }

    /** Two minutes for the bundled Fashion-MNIST images. */
    private static Recipe quick() {
        return CPU.with("epochs", "8").with("labelSmoothing", "0").withAugmentation(Augmentation.FLIP);
    }

    /**
     * An hour for 50,000 images of 32×32 on two cores with a network whose first convolution is {@code conv1}. Label
     * smoothing, the stronger weight decay, reflected borders, alternating flips and the whitening are airbench94's (arXiv
     * 2404.00498).
     */
    private static Recipe cifar() {
        return CPU.with("epochs", "26")
                .with("batchSize", "128")
                .with("optimiser.weightDecay", "0.001")
                .with("schedule.shape", "one_cycle")
                .with("labelSmoothing", "0.2")
                .with("averageDecay", "0.995")
                .with("augmentation.paddingMode", "reflect")
                .with("augmentation.alternating", "true")
                .with("crops.size", "24")
                .with("crops.share", "0.3")
                .with("mirrored", "true")
                .with("whitened", "conv1")
                .with("frozen", "[\"conv1\"]")
                .with("run.evaluateEvery", "5");
    }

    /** Some hundred images with boxes, from scratch: a detector of a billion multiply-accumulates in an hour. */
    private static Recipe detect() {
        return dense().with("epochs", "40").with("batchSize", "16");
    }

    /** Some hundred images with masks, from scratch: a segmenter of a billion multiply-accumulates in an hour. */
    private static Recipe segment() {
        return dense().with("epochs", "40").with("batchSize", "8");
    }

    private static Recipe dense() {
        return CPU.with("optimiser.kind", "adamw")
                .with("optimiser.learningRate", "0.001")
                .with("optimiser.weightDecay", "0.05")
                .with("labelSmoothing", "0")
                .with("clipNorm", "10")
                .with("averageDecay", "0.998");
    }

    /**
     * The paper's for ImageNet (Selective Kernel Networks, §4.1): SGD with momentum 0.9, batches of 256, a learning rate of
     * 0.1 that drops to a tenth every 30 of 100 epochs, weight decay 1e-4, label smoothing 0.1.
     */
    private static Recipe paper() {
        return new Recipe(
                100,
                256,
                1,
                new OptimiserSettings(OptimiserSettings.Kind.SGD, 0.1, 0.9, false, 0.999, 1e-4),
                Schedule.steps(30),
                0.1,
                List.of(),
                0,
                0,
                0,
                Precision.FLOAT32,
                Augmentation.IMAGENET,
                ProgressiveCrops.NONE,
                false,
                DetectionSettings.DEFAULT,
                SegmentationSettings.DEFAULT,
                "",
                List.of(),
                RunSettings.DEFAULT,
                1);
    }

    /** The same with another augmentation. */
    public Recipe withAugmentation(Augmentation augmentation) {
        ObjectNode tree = toJson();
        tree.set("augmentation", JSON.valueToTree(augmentation));
        return fromJson(tree);
    }

    /**
     * The same with one entry changed.
     *
     * @param path of the entry in the JSON form: {@code epochs}, {@code optimiser.learningRate}
     * @param value as a person writes it; lists as JSON
     * @throws IllegalArgumentException when there is no such entry, or it can't have this value
     */
    public Recipe with(String path, String value) {
        ObjectNode tree = toJson();
        JsonNode parent = tree;
        String[] names = path.split("\\.");
        for (int i = 0; i < names.length - 1; i++) {
            parent = parent.path(names[i]);
        }
        String last = names[names.length - 1];
        if (!(parent instanceof ObjectNode object) || !object.has(last)) {
            throw new IllegalArgumentException("A recipe has no entry '" + path + "'");
        }
        object.set(last, parse(value));
        try {
            return fromJson(tree);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + value + "' can't be the recipe's " + path + ": " + e.getMessage(), e);
        }
    }

    /**
     * How the images that are learned from are loaded: in an order of their own each epoch, ahead of the steps.
     *
     * @param threads that make batches
     */
    public BatchLoader.Settings learning(int threads) {
        return run.loading(BatchLoader.Settings.training(batchSize, threads, seed));
    }

    /**
     * How the images that are judged by are loaded.
     *
     * @param batch images at a time
     * @param threads that make batches
     */
    public BatchLoader.Settings judging(int batch, int threads) {
        return run.loading(BatchLoader.Settings.evaluation(batch, threads));
    }

    private static JsonNode parse(String value) {
        try {
            return JSON.readTree(value);
        } catch (JsonProcessingException e) {
            return JSON.getNodeFactory().textNode(value);
        }
    }

    /** The form that configuration files hold. */
    public ObjectNode toJson() {
        return JSON.valueToTree(this);
    }

    /**
     * Reads {@link #toJson}'s form. What is absent is as in {@link #CPU}.
     *
     * @throws IllegalArgumentException saying what is unknown or wrong
     */
    public static Recipe fromJson(JsonNode json) {
        try {
            return JSON.treeToValue(merge(JSON.valueToTree(CPU), json), Recipe.class);
        } catch (JsonProcessingException e) {
            Throwable cause = e.getCause() instanceof IllegalArgumentException ? e.getCause() : e;
            throw new IllegalArgumentException(
                    cause.getMessage().lines().findFirst().orElse("the recipe can't be understood"), e);
        }
    }

    private static JsonNode merge(JsonNode base, JsonNode changes) {
        if (!(base instanceof ObjectNode object) || !changes.isObject()) {
            return changes;
        }
        ObjectNode merged = object.deepCopy();
        changes.properties()
                .forEach(entry -> merged.set(
                        entry.getKey(),
                        merged.has(entry.getKey())
                                ? merge(merged.get(entry.getKey()), entry.getValue())
                                : entry.getValue()));
        return merged;
    }
}
