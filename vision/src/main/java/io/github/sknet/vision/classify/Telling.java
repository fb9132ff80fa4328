package io.github.sknet.vision.classify;

/**
 * Which classes an answer tells of: the most probable ones, as many as there are of this kind.
 *
 * @param most how many at most, at least 1
 * @param threshold the least score, 0 to 1
 */
record Telling(int most, double threshold) {

    /** The threshold of classes that do not exclude each other, where nothing is said: likelier than not. */
    static final double USUAL_THRESHOLD = 0.5;

    /** Of classes of which an image is of one: so many, however improbable. */
    static Telling best(int most) {
        return new Telling(most, 0);
    }
}
