package io.github.sknet.serve.work;

import java.time.Duration;

/**
 * The bounds of each model's queue.
 *
 * @param queue the most questions that wait, at least 1
 * @param batch the most questions that are asked in one pass, at least 1
 * @param delay how long the first question waits for others to be asked together with; zero for not at all
 * @param timeout how long a client waits for an answer, above zero
 */
public record QueueLimits(int queue, int batch, Duration delay, Duration timeout) {

    /** What services have if nothing is said. */
    public static final QueueLimits USUAL = new QueueLimits(64, 8, Duration.ZERO, Duration.ofSeconds(30));

    public QueueLimits {
        if (queue < 1) {
            throw new IllegalArgumentException("A queue holds at least 1 request, not " + queue);
        }
        if (batch < 1) {
            throw new IllegalArgumentException("A batch is of at least 1 image, not " + batch);
        }
        if (delay.isNegative()) {
            throw new IllegalArgumentException("A batch can't wait for less than no time, " + delay);
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("The time for an answer must be above zero, not " + timeout);
        }
    }
}
