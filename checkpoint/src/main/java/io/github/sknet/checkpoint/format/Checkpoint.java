package io.github.sknet.checkpoint.format;

import io.github.sknet.graph.weights.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * The weights that a file holds.
 *
 * @param format a few words: what kind of file it is
 * @param weights by their names in the file
 * @param notes what was chosen or left aside on the way, a sentence each
 */
public record Checkpoint(String format, Weights weights, List<String> notes) {

    public Checkpoint {
        notes = List.copyOf(notes);
    }

    /** The same weights under other names, or some of them, with a note that says so. */
    public Checkpoint with(Weights weights, String note) {
        List<String> more = new ArrayList<>(notes);
        more.add(note);
        return new Checkpoint(format, weights, more);
    }
}
