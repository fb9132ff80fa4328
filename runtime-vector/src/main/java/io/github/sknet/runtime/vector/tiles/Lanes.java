package io.github.sknet.runtime.vector.tiles;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The one vector shape of this JVM, a constant that C2 can rely on: the processor's preferred one, or the one that the
 * system property {@value #BITS} forces.
 */
public final class Lanes {

    /** 512, 256 or 128. */
    public static final String BITS = "sknet.vector.bits";

    public static final VectorSpecies<Float> SPECIES = species();

    /** The floats of a vector. */
    public static final int LANES = SPECIES.length();

    /**
     * Whether there are 32 vector registers, as with AVX-512 (at any width) and NEON; x86 without it has 16.
     */
    public static final boolean MANY_REGISTERS =
            !isX86() || VectorShape.preferredShape().vectorBitSize() >= 512;

    private Lanes() {}

    private static boolean isX86() {
        String arch = System.getProperty("os.arch", "");
        return arch.equals("amd64") || arch.equals("x86_64");
    }

    /**
     * Refuses what the system property cannot get.
     *
     * @throws IllegalStateException when it asks for something else than 512, 256 or 128, or for more than the
     *     processor has
     */
    public static void check() {
        String forced = System.getProperty(BITS);
        if (forced != null && !forced.equals(Integer.toString(SPECIES.vectorBitSize()))) {
            throw new IllegalStateException("The system property " + BITS + " must be 512, 256 or 128 and at most "
                    + FloatVector.SPECIES_PREFERRED.vectorBitSize() + ", this processor's vectors, not '" + forced
                    + "'");
        }
    }

    private static VectorSpecies<Float> species() {
        int most = Math.min(512, FloatVector.SPECIES_PREFERRED.vectorBitSize());
        int wanted = Math.min(most, Integer.getInteger(BITS, most));
        return wanted >= 512
                ? FloatVector.SPECIES_512
                : wanted >= 256 ? FloatVector.SPECIES_256 : FloatVector.SPECIES_128;
    }
}
