package io.github.sknet.graph.models;

import java.util.List;

/**
 * Networks that can be asked for by name, beside those that come along: a class with a public constructor without parameters, and
 * its name in {@code META-INF/services/io.github.sknet.graph.models.ModelFamily}.
 */
public interface ModelFamily {

    /** The networks; their names are nobody else's. */
    List<RegisteredModel> models();
}
