package io.github.sknet.runtime.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The one vector shape of this JVM, a constant that C2 can rely on: the processor's preferred one, or the one that the
 * system property {@value #BITS} forces.
 */
final class Lanes {

    /** 512, 256 or 128. */
    static final String BITS = "sknet.vector.bits";

    static final VectorSpecies<Float> SPECIES = species();

    /** The floats of a vector. */
    static final int LANES = SPECIES.length();

    /**
     * Whether there are 32 vector registers, as with AVX-512 (at any width) and NEON; x86 without it has 16.
     */
    static final boolean MANY_REGISTERS =
            !isX86() || VectorShape.preferredShape().vectorBitSize() >= 512;

    private Lanes() {}

    private static boolean isX86() {
        String arch = System.getProperty("os.arch", "");
        return arch.equals("amd64") || arch.equals("x86_64");
    }

    private static VectorSpecies<Float> species() {
        String forced = System.getProperty(BITS);
        int preferred = FloatVector.SPECIES_PREFERRED.vectorBitSize();
        if (forced == null) {
            return preferred > 512 ? FloatVector.SPECIES_512 : FloatVector.SPECIES_PREFERRED;
        }
        VectorSpecies<Float> species = switch (forced) {
            case "512" -> FloatVector.SPECIES_512;
            case "256" -> FloatVector.SPECIES_256;
            case "128" -> FloatVector.SPECIES_128;
            default ->
                throw new IllegalStateException(
                        "The system property " + BITS + " must be 512, 256 or 128, not '" + forced + "'");
        };
        if (species.vectorBitSize() > preferred) {
            throw new IllegalStateException("The system property " + BITS + "=" + forced
                    + " asks for more than this processor's vectors of " + preferred + " bits");
        }
        return species;
    }
}
