package io.github.sknet.runtime.vector;

import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.kernels.KernelsProvider;
import io.github.sknet.runtime.vector.tiles.Lanes;
import java.util.Optional;

/** Offers {@link VectorKernels} where the JVM was started with the incubating module and compiles with C2. */
public final class VectorKernelsProvider implements KernelsProvider {

    private static final String MODULE = "jdk.incubator.vector";

    @Override
    public Optional<String> obstacle() {
        return ModuleLayer.boot().findModule(MODULE).isPresent()
                ? CompilerCheck.obstacle(System::getProperty)
                : Optional.of("the JVM was started without --add-modules " + MODULE);
    }

    @Override
    public Kernels kernels() {
        Lanes.check();
        return new WarmingKernels(new VectorKernels());
    }
}
