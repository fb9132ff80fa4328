package io.github.sknet.djl;

import ai.djl.BaseModel;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.WeightsException;
import io.github.sknet.vision.Settings;
import io.github.sknet.vision.VisionModels;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A model file of this project as a model of DJL's. The labels that the file has are also there as DJL's artifact
 * {@code synset.txt}, where the folder has no such file.
 */
public final class SKNetModel extends BaseModel {

    /** The option that says how many threads one prediction may use; all processors where it is not given. */
    public static final String THREADS = "threads";

    private static final String SYNSET = "synset.txt";

    private NetworkBlock network;

    SKNetModel(String name, NDManager manager) {
        super(name);
        this.manager = manager;
        this.manager.setName("model " + name);
        this.dataType = DataType.FLOAT32;
    }

    /**
     * Loads a model file.
     *
     * @param path the file, or a folder with it: {@code PREFIX.safetensors}, else one named like the model or the folder, else
     *     {@code model.safetensors} or {@code best.safetensors}, else the only one there is
     * @param prefix of the file's name; {@code null} where it is not known
     * @param options {@link #THREADS}, and what can be set for the model's task, as {@code ./sknet predict} has it; {@code null} for
     *     none
     * @throws IOException when there is no such file, it can't be read, is no model's, or does not say how images are prepared
     * @throws IllegalArgumentException when an option has a value that it can't have, or is not the task's
     */
    @Override
    public void load(Path path, String prefix, Map<String, ?> options) throws IOException {
        if (block != null) {
            throw new UnsupportedOperationException("The engine " + SKNetEngine.NAME
                    + " computes the network that the model file holds; it takes no block");
        }
        Path file = ModelPath.find(path, prefix, modelName);
        modelDir = file.toAbsolutePath().getParent();
        ModelFile model = ModelFile.read(file);
        Preprocessing preprocessing = model.preprocessing()
                .orElseThrow(() -> new WeightsException(file + " does not say how images are prepared for it"));
        network = new NetworkBlock(model, VisionModels.of(model, preprocessing, settings(options)));
        block = network;
        wasLoaded = true;
    }

    private static VisionModels.Options settings(Map<String, ?> options) {
        Map<String, String> settings = new LinkedHashMap<>();
        if (options != null) {
            options.forEach((name, value) -> settings.put(name, String.valueOf(value)));
        }
        int threads = new Settings(settings)
                .whole(THREADS, 1, Integer.MAX_VALUE)
                .orElse(Runtime.getRuntime().availableProcessors());
        settings.remove(THREADS);
        return VisionModels.Options.on(VisionModels.DEFAULT_ENGINE, threads).withSettings(new Settings(settings));
    }

    /** The network; {@code null} before it is loaded. */
    NetworkBlock network() {
        return network;
    }

    @Override
    public InputStream getArtifactAsStream(String name) throws IOException {
        if (name.equals(SYNSET) && network != null && !Files.exists(modelDir.resolve(SYNSET))) {
            String lines = String.join("\n", network.model().labels());
            return new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8));
        }
        return super.getArtifactAsStream(name);
    }

    @Override
    public void close() {
        super.close();
        if (network != null) {
            network.model().close();
        }
    }
}
