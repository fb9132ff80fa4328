package io.github.sknet.datasets;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What is wrong with files and annotations, and what becomes of it: everything is named and counted, and either handled as its
 * kind says or, in strict reading, fatal. What is no fault, but ought to be known, is named and counted as well. Safe for use by several threads.
 */
public final class AnnotationProblems {
    private static final System.Logger LOG = System.getLogger(AnnotationProblems.class.getName());

    /** Ways of being wrong, and of being left out without being wrong. */
    public enum Kind {
        /** A box without width or height: left out. */
        EMPTY("empty, left out"),
        /** A box whose right or lower edge comes before the other: left out. */
        INVERTED("inverted, left out"),
        /** A box of which nothing lies in the image: left out. */
        OUTSIDE("outside of the image, left out"),
        /** A box that sticks out of the image by more than a pixel: clipped. */
        CLIPPED("clipped to the image"),
        /** An area that an object in its box can't have: the box's is taken. */
        AREA("of an impossible area, the box's taken"),
        /** A class that the data set or the model does not have: left out. */
        UNKNOWN_CLASS("of an unknown class, left out"),
        /** What lacks a part, or has text where a number belongs: left out. */
        UNREADABLE("unreadable, left out"),
        /** What an annotation or a list names, and is not there: left out. */
        MISSING("missing, left out"),
        /** A class that a network is judged by, but that no image to learn from is of. */
        UNLEARNED("of which nothing can be learned", false),
        /** Files of which nothing is said, or that can't be read, beside those that are used: no fault. */
        UNUSED("not used", false),
        /** What was understood in one of several possible ways: no fault. */
        TAKEN_AS("so taken", false);

        private final String treatment;
        private final boolean fault;

        Kind(String treatment) {
            this(treatment, true);
        }

        Kind(String treatment, boolean fault) {
            this.treatment = treatment;
            this.fault = fault;
        }
    }

    /** More of a kind are counted, but not logged as warnings. */
    private static final int TOLD = 5;

    private final boolean strict;
    private final boolean told;
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    private final Map<Kind, Integer> sentences = new EnumMap<>(Kind.class);
    private final List<String> messages = new ArrayList<>();
    private String firstFault;

    /**
     * Without problems yet.
     *
     * @param strict whether the first problem ends the reading
     */
    public AnnotationProblems(boolean strict) {
        this(strict, true);
    }

    private AnnotationProblems(boolean strict, boolean told) {
        this.strict = strict;
        this.told = told;
    }

    /** For a first look: what is found is not logged. */
    public static AnnotationProblems untold() {
        return new AnnotationProblems(false, false);
    }

    /**
     * Notes a problem.
     *
     * @param message one sentence that names the file and what is wrong
     * @throws DatasetException with that sentence, in strict reading, where the kind is a fault
     */
    public void add(Kind kind, String message) throws DatasetException {
        add(kind, 1, message);
    }

    /**
     * Notes several of a kind in one sentence.
     *
     * @param number of them
     * @throws DatasetException as {@link #add(Kind, String)}
     */
    public synchronized void add(Kind kind, int number, String message) throws DatasetException {
        if (strict && kind.fault) {
            throw new DatasetException(message);
        }
        counts.merge(kind, number, Integer::sum);
        messages.add(message);
        if (kind.fault && firstFault == null) {
            firstFault = message;
        }
        int said = sentences.merge(kind, 1, Integer::sum);
        if (told) {
            LOG.log(
                    said <= TOLD ? System.Logger.Level.WARNING : System.Logger.Level.INFO,
                    "{0} ({1})",
                    message,
                    said == TOLD ? kind.treatment + "; further ones are only counted" : kind.treatment);
        }
    }

    /** How many of each kind there are, where there are any. */
    public synchronized Map<Kind, Integer> counts() {
        return counts.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(counts));
    }

    /** For a message that nothing can be used: what the first problem was; empty where there is none. */
    public synchronized String first() {
        return firstFault == null ? "" : "; the first problem: " + firstFault;
    }

    /** One sentence each, in the order of reading. */
    public synchronized List<String> messages() {
        return List.copyOf(messages);
    }
}
