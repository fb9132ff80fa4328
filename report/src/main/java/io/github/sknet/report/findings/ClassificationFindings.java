package io.github.sknet.report.findings;

import io.github.sknet.datasets.classify.ClassifierEvaluator;
import io.github.sknet.datasets.classify.Dataset;
import io.github.sknet.datasets.classify.Subset;
import io.github.sknet.datasets.metrics.ClassificationEvaluation;
import io.github.sknet.explain.AnalysisOptions;
import io.github.sknet.explain.Examples;
import io.github.sknet.explain.Explanation;
import io.github.sknet.explain.SelectionUnit;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.report.html.AttentionSection;
import io.github.sknet.report.html.CalibrationSection;
import io.github.sknet.report.html.ClassTableSection;
import io.github.sknet.report.html.ConfusionSection;
import io.github.sknet.report.html.Html;
import io.github.sknet.report.html.RunReport.Headline;
import io.github.sknet.report.html.Section;
import io.github.sknet.report.html.WorstMistakes;
import io.github.sknet.vision.classify.Classifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A classifier's mistakes, its calibration, and the kernels that it selects. */
public final class ClassificationFindings {

    private static final int BATCH = 32;
    private static final int SHOWN_MISTAKES = 24;
    /** Enough for means with two sure digits. */
    private static final int EXPLAINED = 500;

    private ClassificationFindings() {}

    /**
     * Looks at a classifier with the pure-Java engine.
     *
     * @param model its file
     * @param dataset what it is judged by
     * @param threads how many threads a prediction may use, at least 1
     * @param mirrored whether it is judged as {@link Classifier#mirrored()} is
     */
    public static Findings of(Path model, Dataset dataset, int threads, boolean mirrored) throws IOException {
        WorstMistakes mistakes = new WorstMistakes(SHOWN_MISTAKES);
        List<Section> sections = new ArrayList<>();
        try (Classifier classifier = Classifier.load(model, Classifier.DEFAULT_ENGINE, threads)) {
            ClassifierEvaluator.Result result = new ClassifierEvaluator(
                            mirrored ? classifier.mirrored() : classifier, BATCH, 1, false)
                    .evaluate(dataset, done -> {}, mistakes::add);
            ClassificationEvaluation evaluation = result.evaluation();
            sections.add(new ConfusionSection(classifier.labels(), evaluation.confusion()));
            sections.add(new ClassTableSection(classifier.labels(), evaluation.confusion()));
            sections.add(mistakes.section(dataset));
            sections.add(new CalibrationSection(evaluation.calibration()));
            attention(ModelFile.read(model), dataset, threads, sections);
            return new Findings(headlines(evaluation), sections, result.broken());
        }
    }

    private static List<Headline> headlines(ClassificationEvaluation evaluation) {
        String images = Html.count(evaluation.images()) + " images";
        List<Headline> headlines = new ArrayList<>();
        headlines.add(new Headline("accuracy", percent(evaluation.top1()), images));
        if (evaluation.confusion().classes() > ClassificationEvaluation.TOP) {
            headlines.add(new Headline("among the best five", percent(evaluation.top5()), images));
        }
        return headlines;
    }

    private static String percent(double share) {
        return Html.decimal(100 * share, 2) + " %";
    }

    private static void attention(ModelFile model, Dataset dataset, int threads, List<Section> sections) {
        if (!SelectionUnit.of(model.graph()).isEmpty()) {
            Examples examples = Examples.of(Subset.evenly(dataset, EXPLAINED), false);
            Explanation explanation =
                    Explanation.of(model, Classifier.DEFAULT_ENGINE, threads, examples, AnalysisOptions.PAPER);
            sections.add(new AttentionSection(explanation.analysis()));
        }
    }
}
