package io.github.sknet.djl;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import io.github.sknet.graph.models.ModelFile;

/**
 * DJL's engine {@code SKNet}: model files of this project, computed by its pure-Java engine on the processor. It predicts; what learns
 * are the {@linkplain io.github.sknet.djl.blocks blocks}, on an engine of DJL's that has gradients.
 */
public final class SKNetEngine extends Engine {

    /** What {@code Criteria.optEngine} is given. */
    public static final String NAME = "SKNet";

    /** After DJL's engines that compute anything: where one of them is there, it stays DJL's default. */
    static final int RANK = 20;

    SKNetEngine() {}

    /** None: what arrays here can't do, another engine's native library is not loaded for. */
    @Override
    public Engine getAlternativeEngine() {
        return null;
    }

    @Override
    public String getEngineName() {
        return NAME;
    }

    @Override
    public int getRank() {
        return RANK;
    }

    @Override
    public String getVersion() {
        return ModelFile.VERSION;
    }

    @Override
    public boolean hasCapability(String capability) {
        return false;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException when the device is no processor
     */
    @Override
    public Model newModel(String name, Device device) {
        return new SKNetModel(name, newBaseManager(device));
    }

    @Override
    public NDManager newBaseManager() {
        return newBaseManager(null);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException when the device is no processor
     */
    @Override
    public NDManager newBaseManager(Device device) {
        return HeapManager.system().newSubManager(device == null ? Device.cpu() : device);
    }
}
