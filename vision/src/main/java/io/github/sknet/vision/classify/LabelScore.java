package io.github.sknet.vision.classify;

/**
 * A class and how much a network believes in it.
 *
 * @param label the class's name, or its number where the model has no names
 * @param score a probability, 0 to 1
 */
public record LabelScore(String label, float score) {}
