package io.github.sknet.cli;

import io.github.sknet.app.ModelSurgery;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.surgery.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What surgery changed, as a table for people. */
final class SurgeryTable {

    private static final int FRESH_SHOWN = 3;

    private SurgeryTable() {}

    static List<String> lines(ModelFile model, ModelSurgery surgery) {
        List<String> lines = new ArrayList<>();
        List<Change> changes = surgery.operated().changes();
        int first = width(changes.stream().map(Change::node).toList());
        int second = width(changes.stream().map(Change::was).toList());
        for (Change change : changes) {
            lines.add(padded(change.node(), first) + "  " + padded(change.was(), second) + "  → " + change.became());
        }
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "parameters %,d → %,d, multiply-accumulates %,d → %,d at %s",
                surgery.before().parameters(),
                surgery.after().parameters(),
                surgery.before().macs(),
                surgery.after().macs(),
                model.imageSize().height() + "×" + model.imageSize().width()));
        List<String> fresh = surgery.operated().fresh();
        lines.add(String.format(
                Locale.ROOT,
                "kept in each branch: %.1f %% of the weight, on average; fresh: %d tensor(s), such as %s",
                100 * surgery.operated().kept(),
                fresh.size(),
                String.join(", ", fresh.subList(0, Math.min(FRESH_SHOWN, fresh.size())))));
        lines.add(String.format(
                Locale.ROOT,
                "outputs for two random images: the largest difference is %.1e of the largest value",
                surgery.difference()));
        return lines;
    }

    private static int width(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
