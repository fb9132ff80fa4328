package io.github.sknet.checkpoint.pytorch;

import io.github.sknet.graph.weights.WeightsException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Supplier;
import net.razorvine.pickle.PickleException;

/**
 * What a pickle holds.
 *
 * @param object maps, lists, arrays (tuples), texts, numbers, {@link PickledTensor}s, {@link PythonObject}s
 * @param suspicious what it would have Python run that no checkpoint needs
 */
record Pickled(Object object, Set<String> suspicious) {

    /**
     * Reads a pickle.
     *
     * @param file what messages name
     * @throws WeightsException saying why, when it is damaged
     */
    static Pickled read(Path file, Supplier<PickleReader> pickle) throws WeightsException {
        try {
            PickleReader reader = pickle.get();
            return new Pickled(reader.read(), reader.suspicious());
        } catch (RuntimeException | IOException e) {
            // The pickle library answers damaged input with whatever its parts throw, which says nothing to anybody.
            boolean said = e instanceof PickleException
                    || e instanceof ArithmeticException
                    || e.getClass() == IllegalArgumentException.class;
            throw new WeightsException(
                    file + ": its pickle can't be read: " + (said ? e.getMessage() : "it is damaged or cut off"), e);
        }
    }
}
