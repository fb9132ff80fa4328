package io.github.sknet.train.recipe;

import java.util.List;

/**
 * What holds for single nodes of a network. In a recipe's JSON these are entries of the recipe itself.
 *
 * @param whitened the convolution of the image that starts as the whitening of the training images' patches; empty: none
 * @param frozen prefixes of the names of nodes that stay as they are
 */
public record NodeSettings(String whitened, List<String> frozen) {

    public NodeSettings {
        frozen = List.copyOf(frozen);
        if (whitened == null) {
            throw new IllegalArgumentException("A recipe needs 'whitened': a convolution's name, or an empty one");
        }
    }
}
