package io.github.sknet.serve.http;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The body of a request as it arrives. Memory is taken for what has come, never for what was announced, and all bodies together have
 * a budget.
 */
final class RequestBody {

    private static final int FIRST = 16 << 10;

    private final long announced;
    private final AtomicLong held;
    private final long budget;
    private byte[] bytes = new byte[0];
    private int size;

    /**
     * A body of which nothing has come.
     *
     * @param announced how long it will be, or below 0
     * @param held the bytes that all bodies hold
     * @param budget how many these may be
     */
    RequestBody(long announced, AtomicLong held, long budget) {
        this.announced = announced;
        this.held = held;
        this.budget = budget;
    }

    /** The bytes that have come. */
    int size() {
        return size;
    }

    /**
     * Takes in some more.
     *
     * @return false where the budget does not allow it
     */
    boolean add(ByteBuffer more) {
        int needed = size + more.remaining();
        if (needed > bytes.length && !grow(needed)) {
            return false;
        }
        more.get(bytes, size, more.remaining());
        size = needed;
        return true;
    }

    private boolean grow(int needed) {
        long wanted = Math.max(FIRST, Math.max(needed, 2L * bytes.length));
        // What has been announced is all that will come.
        int length = (int) Math.min(announced >= needed ? Math.min(wanted, announced) : wanted, Integer.MAX_VALUE - 8);
        int more = length - bytes.length;
        if (held.addAndGet(more) > budget) {
            held.addAndGet(-more);
            return false;
        }
        bytes = Arrays.copyOf(bytes, length);
        return true;
    }

    /** All that has come. */
    byte[] bytes() {
        return bytes.length == size ? bytes : Arrays.copyOf(bytes, size);
    }

    /** Gives back what it has of the budget. */
    void release() {
        held.addAndGet(-bytes.length);
        bytes = new byte[0];
        size = 0;
    }
}
