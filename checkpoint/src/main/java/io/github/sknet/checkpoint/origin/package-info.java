/**
 * The code bases that SK networks come from: which networks of the registry are theirs, how they name their parts, and how they prepare
 * images. A further one is a class here, and its line in {@link io.github.sknet.checkpoint.origin.CodeBases}.
 */
package io.github.sknet.checkpoint.origin;
