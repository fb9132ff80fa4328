package io.github.sknet.runtime;

import io.github.sknet.runtime.machine.MachineModel;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads that share the items of a task: the caller and its helpers. Helpers wait actively for the next task for a
 * twentieth of a millisecond or so, which bridges the gap between the steps of a network, and then sleep. While one
 * caller has the helpers, others work alone. Sharing allocates nothing (with an executor, as much as the executor does).
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
    private final Executor executor;
    private final AtomicBoolean busy = new AtomicBoolean();

    /** The number of the current task above, the next item to take below. */
    private final AtomicLong ticket = new AtomicLong();

    private final AtomicInteger finished = new AtomicInteger();
    private volatile Task task;

    /** The current task's. */
    private volatile int items;

    private volatile Throwable failure;
    private volatile boolean closed;

    private Team(int threads, Executor executor) {
        if (threads < 1) {
            throw new IllegalArgumentException("A team needs at least 1 thread, not " + threads);
        }
        this.executor = executor;
        this.helpers = new Helper[threads - 1];
        for (int i = 0; i < helpers.length; i++) {
            helpers[i] = new Helper(i + 1);
        }
    }

    /** A team of the calling thread and {@code threads} − 1 daemon threads of its own, which end with {@link #close}. */
    public static Team of(int threads) {
        Team team = new Team(threads, null);
        for (Helper helper : team.helpers) {
            helper.thread = new Thread(helper, "sknet-helper-" + helper.worker);
            helper.thread.setDaemon(true);
            helper.thread.start();
        }
        return team;
    }

    /**
     * A team of the calling thread and up to {@code threads} − 1 tasks of an executor, which the caller keeps and
     * closes. Where the executor is busy, the calling thread does the work.
     */
    public static Team on(Executor executor, int threads) {
        return new Team(threads, executor);
    }

    /** The threads, the caller's included. */
    public int threads() {
        return helpers.length + 1;
    }

    /** Computes all items and returns when they are done. */
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
            Throwable thrown = failure;
            if (thrown != null) {
                failure = null;
                throw new IllegalStateException("A step failed: " + thrown, thrown);
            }
        } finally {
            task = null;
            busy.set(false);
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

    /** One other thread: its own, or a task of the executor. */
    private final class Helper implements Runnable {

        private final int worker;
        private final AtomicBoolean away = new AtomicBoolean(true);
        private Thread thread;

        Helper(int worker) {
            this.worker = worker;
        }

        /** Calls the helper back if it is away. */
        void wake() {
            if (away.compareAndSet(true, false)) {
                if (executor == null) {
                    LockSupport.unpark(thread);
                } else if (!closed) {
                    executor.execute(this);
                }
            }
        }

        @Override
        public void run() {
            long seen = ticket.get() >>> 32;
            if (executor != null) {
                take(seen, worker);
            }
            int round = 0;
            while (!closed) {
                long number = ticket.get() >>> 32;
                if (number != seen) {
                    take(number, worker);
                    seen = number;
                    round = 0;
                } else if (round++ < MachineModel.PATIENCE_ROUNDS) {
                    Thread.onSpinWait();
                } else if (leave(seen)) {
                    return;
                } else {
                    round = 0;
                }
            }
        }

        /** Sleeps until the next task; true when the thread is the executor's and is given back. */
        private boolean leave(long seen) {
            away.set(true);
            if (ticket.get() >>> 32 != seen) {
                return !away.compareAndSet(true, false) && executor != null;
            }
            if (executor != null) {
                return true;
            }
            while (away.get() && !closed) {
                LockSupport.park(Team.this);
            }
            return false;
        }
    }
}
