package io.github.sknet.djl;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineProvider;

/** Makes {@link SKNetEngine} known to DJL. Found by {@link java.util.ServiceLoader}. */
public final class SKNetEngineProvider implements EngineProvider {

    private static final Engine ENGINE = new SKNetEngine();

    @Override
    public String getEngineName() {
        return SKNetEngine.NAME;
    }

    @Override
    public int getEngineRank() {
        return SKNetEngine.RANK;
    }

    @Override
    public Engine getEngine() {
        return ENGINE;
    }
}
