package io.github.sknet.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

/** Every item of every task is computed exactly once, whoever takes it. */
class TeamTest {

    private static final int TASKS = 2_000;
    private static final int ITEMS = 17;

    private static void share(Team team) {
        AtomicIntegerArray counts = new AtomicIntegerArray(ITEMS);
        Team.Task task = new Team.Task() {
            @Override
            public int items() {
                return ITEMS;
            }

            @Override
            public void run(int item, int worker) {
                assertTrue(worker < team.threads());
                counts.incrementAndGet(item);
            }
        };
        for (int i = 0; i < TASKS; i++) {
            team.run(task);
        }
        for (int item = 0; item < ITEMS; item++) {
            assertEquals(TASKS, counts.get(item), "runs of item " + item);
        }
    }

    @Test
    void ownThreadsShareTasks() {
        try (Team team = Team.of(3)) {
            share(team);
        }
    }

    /** A task of which anything changes, and is forgotten, as soon as it has been run. */
    private static final class ChangingTask implements Team.Task {

        private final Thread caller = Thread.currentThread();
        private AtomicIntegerArray counts;
        private volatile boolean askedByOthers;

        @Override
        public int items() {
            askedByOthers |= Thread.currentThread() != caller;
            return counts.length();
        }

        @Override
        public void run(int item, int worker) {
            counts.incrementAndGet(item);
        }
    }

    @Test
    void aTaskMayChangeOnceItHasBeenRun() {
        ChangingTask task = new ChangingTask();
        try (Team team = Team.of(3)) {
            for (int i = 0; i < 10 * TASKS; i++) {
                AtomicIntegerArray counts = new AtomicIntegerArray(i % 2 == 0 ? 2 : 2 * ITEMS);
                task.counts = counts;
                team.run(task);
                task.counts = null;
                for (int item = 0; item < counts.length(); item++) {
                    assertEquals(1, counts.get(item), "runs of item " + item + " of task " + i);
                }
            }
        }
        assertFalse(task.askedByOthers, "a thread that comes late would see another number of items");
    }

    @Test
    void aFailureReachesTheCallerAsItIsAndTheTeamGoesOn() {
        try (Team team = Team.of(2)) {
            for (Throwable failure : List.of(new IllegalArgumentException("item two"), new OutOfMemoryError("heap"))) {
                Throwable thrown = assertThrows(failure.getClass(), () -> team.run(failingWith(failure)));
                assertSame(failure, thrown, "not wrapped: who runs out of memory must be told so");
                share(team);
            }
        }
    }

    private static Team.Task failingWith(Throwable failure) {
        return new Team.Task() {
            @Override
            public int items() {
                return 4;
            }

            @Override
            public void run(int item, int worker) {
                if (item == 2 && failure instanceof Error error) {
                    throw error;
                }
                if (item == 2) {
                    throw (RuntimeException) failure;
                }
            }
        };
    }

    @Test
    void aTeamHasAtLeastOneThread() {
        assertThrows(IllegalArgumentException.class, () -> Team.of(0));
    }
}
