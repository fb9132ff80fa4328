package io.github.sknet.runtime.kernels;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * The kernels of this JVM: chosen once, logged once with the reason: slow ones as a warning, forced ones as information, and the
 * fastest for debugging only: for the first line that Java's own logging prints it loads the formats of every language, and a first
 * prediction waits for that. The system property {@value #PROPERTY} forces {@code scalar} or {@code vector}.
 */
public final class KernelChoice {

    /** {@code scalar}, {@code vector}, or unset for the fastest there is. */
    public static final String PROPERTY = "sknet.kernels";

    private static final System.Logger LOG = System.getLogger(KernelChoice.class.getName());

    private KernelChoice() {}

    /**
     * The kernels that this JVM uses.
     *
     * @throws IllegalStateException when a system property forces what is absent
     */
    public static Kernels kernels() {
        return Holder.CHOSEN.orElseThrow();
    }

    /**
     * Chooses, and logs the reason.
     *
     * @param forced the system property's value, or null
     * @param providers of kernels that are quicker than plain loops, best first
     */
    static Choice choose(String forced, List<KernelsProvider> providers) {
        if (forced != null && !forced.equals("scalar") && !forced.equals("vector")) {
            return Choice.impossible(
                    "The system property " + PROPERTY + " must be scalar or vector, not '" + forced + "'");
        }
        if ("scalar".equals(forced)) {
            return Choice.of(new ScalarKernels(), Level.INFO, "forced by -D" + PROPERTY + "=scalar");
        }
        Optional<KernelsProvider> provider =
                providers.stream().filter(p -> p.obstacle().isEmpty()).findFirst();
        if (provider.isPresent()) {
            try {
                Kernels kernels = provider.get().kernels();
                return forced == null
                        ? Choice.of(kernels, Level.DEBUG, "the fastest there is")
                        : Choice.of(kernels, Level.INFO, "forced by -D" + PROPERTY + "=vector");
            } catch (IllegalStateException e) {
                return Choice.impossible(e.getMessage());
            }
        }
        String obstacle = providers.stream()
                .flatMap(p -> p.obstacle().stream())
                .findFirst()
                .orElse("sknet-runtime-vector is not on the class path or the module path");
        return forced == null
                ? Choice.of(new ScalarKernels(), Level.WARNING, "slow, because " + obstacle)
                : Choice.impossible("The system property " + PROPERTY + "=vector asks for what is absent: " + obstacle);
    }

    /** A choice, or why there is none. */
    record Choice(Kernels kernels, String reason) {

        static Choice of(Kernels kernels, Level level, String reason) {
            LOG.log(level, "Kernels: {0} ({1})", kernels.name(), reason);
            return new Choice(kernels, reason);
        }

        static Choice impossible(String reason) {
            return new Choice(null, reason);
        }

        Kernels orElseThrow() {
            if (kernels == null) {
                throw new IllegalStateException(reason);
            }
            return kernels;
        }
    }

    private static final class Holder {
        static final Choice CHOSEN = choose(
                System.getProperty(PROPERTY),
                ServiceLoader.load(KernelsProvider.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList());
    }
}
