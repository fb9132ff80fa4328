package io.github.sknet.runtime;

import io.github.sknet.runtime.machine.MachineModel;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads that share the items of a task: the caller and its helpers. Helpers wait actively for the next task for a
 * twentieth of a millisecond or so, which bridges the gap between the steps of a network, and then sleep. While one
 * caller has the helpers, others work alone. Sharing allocates nothing.
 */
public final class Team implements AutoCloseable {

    /** Above every item. */
    private static final long NO_ITEM = Integer.MAX_VALUE;

    /** Work that can be shared. */
    interface Task {
        /** How many; asked once, by the thread that shares the task. */
        int items();

        /** Computes an item; {@code worker} is below the team's number of threads and no other's meanwhile. */
        void run(int item, int worker);
    }

    private final Helper[] helpers;
    private final AtomicBoolean busy = new AtomicBoolean();

    /** The number of the current task above, the next item to take below. */
    private final AtomicLong ticket = new AtomicLong();

    private final AtomicInteger finished = new AtomicInteger();
    private volatile Task task;

    /** The current task's. */
    private volatile int items;

    private volatile Throwable failure;
    private volatile boolean closed;

    private Team(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("A team needs at least 1 thread, not " + threads);
        }
        this.helpers = new Helper[threads - 1];
        for (int i = 0; i < helpers.length; i++) {
            helpers[i] = new Helper(i + 1);
        }
    }

    /** A team of the calling thread and {@code threads} − 1 daemon threads of its own, which end with {@link #close}. */
    public static Team of(int threads) {
        Team team = new Team(threads);
        for (Helper helper : team.helpers) {
            helper.thread.start();
        }
        return team;
    }

    /** The threads, the caller's included. */
    public int threads() {
        return helpers.length + 1;
    }

    /** Computes all items and returns when they are done; throws what one of them threw. */
    void run(Task shared) {
        int count = shared.items();
        if (helpers.length == 0 || count == 1 || closed || !busy.compareAndSet(false, true)) {
            for (int item = 0; item < count; item++) {
                shared.run(item, 0);
            }
            return;
        }
        try {
            long number = (ticket.get() >>> 32) + 1;
            // Whoever still holds a ticket of the last task must not take an item of this one with it.
            ticket.set(number << 32 | NO_ITEM);
            task = shared;
            items = count;
            finished.set(0);
            ticket.set(++number << 32);
            for (int i = 0; i < Math.min(helpers.length, count - 1); i++) {
                helpers[i].wake();
            }
            take(number, 0);
            awaitOthers(count);
            rethrowFailure();
        } finally {
            task = null;
            busy.set(false);
        }
    }

    /** What an item threw in any thread arrives as it is: a lack of memory must not look like a fault of the caller. */
    private void rethrowFailure() {
        Throwable thrown = failure;
        failure = null;
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown != null) {
            throw (RuntimeException) thrown;
        }
    }

    private void awaitOthers(int count) {
        for (int round = 0; finished.get() < count; round++) {
            if (round < MachineModel.PATIENCE_ROUNDS) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
    }

    /** Takes items of the numbered task until none is left. */
    private void take(long number, int worker) {
        while (true) {
            long now = ticket.get();
            int item = (int) now;
            if (now >>> 32 != number || item >= items) {
                return;
            }
            if (ticket.compareAndSet(now, now + 1)) {
                // Until this item is finished, the task stays the one that was numbered so.
                try {
                    task.run(item, worker);
                } catch (RuntimeException | Error e) {
                    failure = e;
                } finally {
                    finished.incrementAndGet();
                }
            }
        }
    }

    /** Ends the team's own threads; what runs is finished first. */
    @Override
    public void close() {
        closed = true;
        for (Helper helper : helpers) {
            helper.wake();
        }
    }

    /** One other thread. */
    private final class Helper implements Runnable {

        private final int worker;
        private final Thread thread;
        private final AtomicBoolean away = new AtomicBoolean(true);

        Helper(int worker) {
            this.worker = worker;
            this.thread = new Thread(this, "sknet-helper-" + worker);
            thread.setDaemon(true);
        }

        /** Calls the helper back if it is away. */
        void wake() {
            if (away.compareAndSet(true, false)) {
                LockSupport.unpark(thread);
            }
        }

        @Override
        public void run() {
            long seen = ticket.get() >>> 32;
            int round = 0;
            while (!closed) {
                long number = ticket.get() >>> 32;
                if (number != seen) {
                    take(number, worker);
                    seen = number;
                    round = 0;
                } else if (round++ < MachineModel.PATIENCE_ROUNDS) {
                    Thread.onSpinWait();
                } else {
                    sleep(seen);
                    round = 0;
                }
            }
        }

        /** Sleeps until the next task, unless it has come already. */
        private void sleep(long seen) {
            away.set(true);
            if (ticket.get() >>> 32 != seen) {
                away.set(false);
                return;
            }
            while (away.get() && !closed) {
                LockSupport.park(Team.this);
            }
        }
    }
}
