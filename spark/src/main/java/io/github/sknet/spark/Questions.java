package io.github.sknet.spark;

import io.github.sknet.vision.Settings;
import io.github.sknet.vision.VisionModels;
import java.io.Serializable;
import java.util.Map;

/**
 * What a model is asked, and how.
 *
 * @param key of the model's content
 * @param task of the model
 * @param settings of its task
 * @param threads that a prediction may use
 * @param batch how many images go through the network together, at most
 * @param attention whether what the network chose is wanted as well
 */
record Questions(String key, String task, Map<String, String> settings, int threads, int batch, boolean attention)
        implements Serializable {

    Questions {
        settings = Map.copyOf(settings);
    }

    /** How the model is loaded: those who ask the same share it. */
    VisionModels.Options options() {
        return VisionModels.Options.on(VisionModels.DEFAULT_ENGINE, threads).withSettings(new Settings(settings));
    }
}
