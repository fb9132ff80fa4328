package io.github.sknet.cli;

import io.github.sknet.train.run.TrainingListener.Epoch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a console says of an epoch: one line of a usual terminal's width. All other figures stand in {@code metrics.csv}. */
final class EpochLine {

    private static final int COLUMNS = 80;

    private EpochLine() {}

    /** Loss, decisive metric, speed and time left; of what does not fit, the speed goes first. */
    static String of(Epoch epoch) {
        Map<String, Double> values = epoch.metrics().values();
        List<String> figures = new ArrayList<>();
        figures.add(figure("loss", values.get("train_loss")));
        Double decisive = values.get(epoch.decisive());
        if (decisive != null) {
            figures.add(figure(epoch.decisive(), decisive) + (epoch.best() ? " (best)" : ""));
        }
        String speed = String.format(Locale.ROOT, "%.0f images/s", values.get("images_per_second"));
        figures.add(speed);
        if (epoch.metrics().epoch() < epoch.epochs()) {
            figures.add(duration(epoch.secondsLeft()) + " left");
        }
        String start = "epoch " + epoch.metrics().epoch() + "/" + epoch.epochs() + ": ";
        String line = start + String.join(", ", figures);
        if (line.length() > COLUMNS) {
            figures.remove(speed);
            line = start + String.join(", ", figures);
        }
        return line;
    }

    private static String figure(String name, double value) {
        return String.format(Locale.ROOT, "%s %.4f", name, value);
    }

    /** As 1:02:03, or as 2:03 where it is less than an hour. */
    static String duration(double seconds) {
        long whole = Math.round(seconds);
        return whole >= 3600
                ? String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
    }
}
