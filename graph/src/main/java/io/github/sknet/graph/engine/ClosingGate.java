package io.github.sknet.graph.engine;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * What a {@link Predictor} lets its callers through: any number at a time until it is closed. Closing waits for those inside, frees
 * what they use, and turns later ones away. Every engine has one, so that all say the same.
 */
public final class ClosingGate {

    /** Held for reading by callers and for writing by close. */
    private final ReadWriteLock use = new ReentrantReadWriteLock();

    private boolean closed;

    /**
     * Lets a caller through.
     *
     * @throws IllegalStateException when the gate is closed
     */
    public <T> T enter(Supplier<T> call) {
        use.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("This predictor is closed");
            }
            return call.get();
        } finally {
            use.readLock().unlock();
        }
    }

    /**
     * Waits for the callers inside, then lets nobody through any more.
     *
     * @param free frees what they used; not run again when the gate was closed before
     */
    public void close(Runnable free) {
        use.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                free.run();
            }
        } finally {
            use.writeLock().unlock();
        }
    }
}
