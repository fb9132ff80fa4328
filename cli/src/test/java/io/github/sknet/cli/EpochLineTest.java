package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.train.run.EpochMetrics;
import io.github.sknet.train.run.TrainingListener.Epoch;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A line an epoch, and none that a terminal would break. */
class EpochLineTest {

    private static Epoch epoch(int number, String decisive, boolean evaluated, boolean best) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("learning_rate", 0.1);
        values.put("train_loss", 12.34567);
        values.put("train_accuracy", 0.5);
        if (evaluated) {
            values.put("val_loss", 1.5);
            values.put(decisive, 0.87654);
        }
        values.put("seconds", 3723.0);
        values.put("images_per_second", 12345.6);
        return new Epoch(new EpochMetrics(number, values), 100, decisive, best);
    }

    @Test
    void theDecisiveMetricStandsBesideTheLoss() {
        assertEquals(
                "epoch 99/100: loss 12.3457, val_top1 0.8765 (best), 12346 images/s, 1:02:03 left",
                EpochLine.of(epoch(99, "val_top1", true, true)));
        assertEquals(
                "epoch 98/100: loss 12.3457, val_top1 0.8765, 12346 images/s, 2:04:06 left",
                EpochLine.of(epoch(98, "val_top1", true, false)));
    }

    @Test
    void whatIsNotKnownIsNotSaid() {
        assertEquals("epoch 100/100: loss 12.3457, 12346 images/s", EpochLine.of(epoch(100, "val_top1", false, false)));
    }

    @Test
    void theLineFitsATerminal() {
        for (String decisive : new String[] {"val_mean_iou", "val_pixel_accuracy", "val_AP:motorcycle"}) {
            for (int number : new int[] {1, 50, 100}) {
                String line = EpochLine.of(epoch(number, decisive, true, true));
                assertTrue(line.length() <= 80, line);
                assertTrue(line.contains(decisive + " 0.8765 (best)"), line);
            }
        }
    }
}
