package io.github.sknet.train.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ScheduleTest {

    @Test
    void risesLinearlyThenFallsAlongACosine() {
        Schedule schedule = new Schedule(Schedule.Shape.COSINE, 2, 30, 0.1);
        assertEquals(0.25, schedule.factor(0.5, 10), 1e-12);
        assertEquals(1, schedule.factor(2, 10), 1e-12);
        assertEquals(0.5, schedule.factor(6, 10), 1e-12);
        assertEquals(0, schedule.factor(10, 10), 1e-12);
    }

    @Test
    void thePaperDropsToATenthEveryThirtyEpochs() {
        Schedule schedule = new Schedule(Schedule.Shape.STEP, 0, 30, 0.1);
        assertEquals(1, schedule.factor(29.9, 100), 1e-12);
        assertEquals(0.1, schedule.factor(30, 100), 1e-12);
        assertEquals(0.001, schedule.factor(99, 100), 1e-12);
    }

    @Test
    void oneCycleRisesAndFalls() {
        Schedule schedule = new Schedule(Schedule.Shape.ONE_CYCLE, 0, 30, 0.1);
        assertEquals(1.0 / 25, schedule.factor(0, 10), 1e-12);
        assertEquals(1, schedule.factor(3, 10), 1e-12);
        assertEquals(1e-4, schedule.factor(10, 10), 1e-12);
    }

    @Test
    void refusesNonsense() {
        assertThrows(IllegalArgumentException.class, () -> new Schedule(Schedule.Shape.COSINE, -1, 30, 0.1));
        assertThrows(IllegalArgumentException.class, () -> new Schedule(Schedule.Shape.STEP, 0, 0, 0.1));
    }
}
