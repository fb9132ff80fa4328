package io.github.sknet.report.classify;

import io.github.sknet.datasets.metrics.ConfusionMatrix;
import io.github.sknet.report.html.Html;
import io.github.sknet.report.html.Section;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How well each class is found, the worst first.
 *
 * @param labels the classes' names, by index
 * @param matrix of the predictions
 */
public record ClassTableSection(List<String> labels, ConfusionMatrix matrix) implements Section {

    /** Of more classes, the rest is folded away. */
    private static final int OPEN_ROWS = 25;

    private static final String HEAD = """
            <table class="classes">
            <thead><tr><th scope="col">class</th><th scope="col">recall</th><th scope="col" class="wide">precision</th>\
            <th scope="col" class="wide">F1</th><th scope="col" class="wide">images</th>\
            <th scope="col">most often taken for</th></tr></thead>
            <tbody>
            """;

    public ClassTableSection {
        labels = List.copyOf(labels);
        if (labels.size() != matrix.classes()) {
            throw new IllegalArgumentException(
                    "A table of " + matrix.classes() + " classes needs as many labels, not " + labels.size());
        }
    }

    @Override
    public String title() {
        return "Classes";
    }

    @Override
    public String content() {
        List<String> rows = rows();
        String open = table(rows.subList(0, Math.min(OPEN_ROWS, rows.size())));
        String intro = Html.paragraph("Recall is the share of a class's images that were found; precision the share of "
                + "its predictions that are right. The class that is found least comes first.");
        if (rows.size() <= OPEN_ROWS) {
            return intro + open;
        }
        return intro + open + "<details><summary>The other " + (rows.size() - OPEN_ROWS) + " classes</summary>\n"
                + table(rows.subList(OPEN_ROWS, rows.size())) + "</details>\n";
    }

    private static String table(List<String> rows) {
        return HEAD + String.join("", rows) + "</tbody>\n</table>\n";
    }

    private List<String> rows() {
        Map<Integer, Confusion> worst = new HashMap<>();
        Confusion.ranked(matrix).forEach(confusion -> worst.putIfAbsent(confusion.truth(), confusion));
        return IntStream.range(0, labels.size())
                .boxed()
                // Classes without images have no recall and stand last.
                .sorted(Comparator.comparingDouble(matrix::recall))
                .map(label -> row(label, Optional.ofNullable(worst.get(label))))
                .toList();
    }

    private String row(int label, Optional<Confusion> worst) {
        double recall = matrix.recall(label);
        String mistake = worst.map(confusion -> Html.escape(labels.get(confusion.predicted())) + " <span>"
                        + Html.percent((double) confusion.count() / matrix.truths(label)) + "</span>")
                .orElse("–");
        return """
                <tr><th scope="row">%s</th><td><span class="bar" style="--share:%s">%s</span></td>\
                <td class="wide">%s</td><td class="wide">%s</td><td class="wide">%s</td><td>%s</td></tr>
                """.formatted(
                        Html.escape(labels.get(label)),
                        Html.decimal(Double.isNaN(recall) ? 0 : recall, 3),
                        Html.percent(recall),
                        Html.percent(matrix.precision(label)),
                        Html.percent(matrix.f1(label)),
                        Html.count(matrix.truths(label)),
                        mistake);
    }
}
