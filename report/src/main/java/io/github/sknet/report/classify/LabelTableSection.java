package io.github.sknet.report.classify;

import io.github.sknet.datasets.metrics.MultiLabelMetrics;
import io.github.sknet.report.html.Html;
import io.github.sknet.report.html.Section;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How well each class is found where an image may be of several, the worst first.
 *
 * @param labels the classes' names, by index
 * @param figures of the predictions
 */
record LabelTableSection(List<String> labels, MultiLabelMetrics figures) implements Section {

    LabelTableSection {
        labels = List.copyOf(labels);
    }

    @Override
    public String title() {
        return "Classes";
    }

    @Override
    public String content() {
        String intro = Html.paragraph(
                "Average precision ranks all images by the class's score: it is 100 % where those of the class"
                        + " come first. Precision and recall are those of what is told at the threshold. The class that is ranked worst"
                        + " comes first.");
        return intro
                + IntStream.range(0, labels.size())
                        .boxed()
                        // Classes without images have no average precision and stand last.
                        .sorted(Comparator.comparingDouble(figures::averagePrecision))
                        .map(this::row)
                        .collect(Collectors.joining("", """
                                <table class="classes">
                                <thead><tr><th scope="col">class</th><th scope="col">average precision</th>\
                                <th scope="col" class="wide">precision</th><th scope="col" class="wide">recall</th>\
                                <th scope="col" class="wide">images</th></tr></thead>
                                <tbody>
                                """, "</tbody>\n</table>\n"));
    }

    private String row(int label) {
        double precision = figures.averagePrecision(label);
        return """
                <tr><th scope="row">%s</th><td><span class="bar" style="--share:%s">%s</span></td>\
                <td class="wide">%s</td><td class="wide">%s</td><td class="wide">%s</td></tr>
                """.formatted(
                        Html.escape(labels.get(label)),
                        Html.decimal(Double.isNaN(precision) ? 0 : precision, 3),
                        Html.percent(precision),
                        Html.percent(figures.precision(label)),
                        Html.percent(figures.recall(label)),
                        Html.count(figures.truths(label)));
    }
}
