package io.github.sknet.checkpoint.origin;

import io.github.sknet.checkpoint.format.Checkpoint;
import io.github.sknet.graph.models.RegisteredModel;
import java.util.List;
import java.util.Optional;

/** A code base that saves weights of networks which are registered here. */
public interface CodeBase {

    /** What people call it. */
    String name();

    /** The registered names of its networks. */
    List<String> models();

    /**
     * Its weights under this project's names, with a note where some were left aside; empty where they are not this code base's.
     * Whether they fit a network is asked afterwards.
     */
    default Optional<Checkpoint> translate(Checkpoint checkpoint) {
        return Optional.of(checkpoint);
    }

    /** How it prepares images for one of its networks, for inputs of as many channels; empty where that is not known. */
    Optional<Preparation> preparation(RegisteredModel model, int channels);
}
