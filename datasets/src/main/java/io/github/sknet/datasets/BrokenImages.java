package io.github.sknet.datasets;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The images of a data set that could not be read or prepared, or whose annotation could not: each is named once in the log. */
public final class BrokenImages {
    private static final System.Logger LOG = System.getLogger(BrokenImages.class.getName());

    private final Map<Integer, String> messages = Collections.synchronizedMap(new TreeMap<>());

    /** What failed for an image, in a sentence that names it: who prepares an image does not know its name. */
    static IOException named(String name, RuntimeException problem) {
        return new DatasetException(name + ": " + said(problem), problem);
    }

    private static String said(Exception problem) {
        return problem.getMessage() == null ? problem.toString() : problem.getMessage();
    }

    void add(int index, IOException problem) {
        String message = said(problem);
        if (messages.putIfAbsent(index, message) == null) {
            LOG.log(System.Logger.Level.WARNING, "Skipped: {0}", message);
        }
    }

    /** One sentence each, in the order of the data set. */
    public List<String> messages() {
        synchronized (messages) {
            return new ArrayList<>(messages.values());
        }
    }
}
