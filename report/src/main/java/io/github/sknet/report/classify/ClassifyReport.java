package io.github.sknet.report.classify;

import io.github.sknet.datasets.BatchLoader;
import io.github.sknet.datasets.Evaluator;
import io.github.sknet.datasets.classify.ClassificationEvaluation;
import io.github.sknet.datasets.classify.ClassificationJudge;
import io.github.sknet.datasets.classify.ClassifyDatasets;
import io.github.sknet.datasets.classify.LabelledDataset;
import io.github.sknet.datasets.metrics.ClassificationMetrics;
import io.github.sknet.explain.AnalysisOptions;
import io.github.sknet.explain.Examples;
import io.github.sknet.explain.Explanation;
import io.github.sknet.graph.classify.ClassifyTask;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.selection.SelectionUnit;
import io.github.sknet.graph.text.Counted;
import io.github.sknet.report.CurvePlan;
import io.github.sknet.report.Findings;
import io.github.sknet.report.Judging;
import io.github.sknet.report.ReportTask;
import io.github.sknet.report.html.AttentionSection;
import io.github.sknet.report.html.Html;
import io.github.sknet.report.html.RunReport.Headline;
import io.github.sknet.report.html.Section;
import io.github.sknet.vision.Settings;
import io.github.sknet.vision.VisionModels;
import io.github.sknet.vision.classify.Classifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A classifier's mistakes, its calibration, and the kernels that it selects. */
public final class ClassifyReport implements ReportTask<LabelledDataset> {

    private static final int BATCH = 32;
    private static final int SHOWN_MISTAKES = 24;
    /** Enough for means with two sure digits. */
    private static final int EXPLAINED = 500;

    @Override
    public String id() {
        return ClassifyTask.ID;
    }

    @Override
    public Class<LabelledDataset> kind() {
        return LabelledDataset.class;
    }

    @Override
    public List<CurvePlan> curves() {
        return List.of(
                CurvePlan.of("loss", "").with("train_loss", "training").with("val_loss", "validation"),
                CurvePlan.of("accuracy", "share")
                        .with("train_accuracy", "training")
                        .with("val_top1", "validation")
                        .with("val_top5", "validation, best five"));
    }

    @Override
    public Findings findings(Path model, LabelledDataset validation, int threads, Settings settings)
            throws IOException {
        WorstMistakes mistakes = new WorstMistakes(SHOWN_MISTAKES);
        ClassificationEvaluation evaluation = evaluate(model, validation, threads, settings, mistakes);
        ClassificationMetrics figures = evaluation.figures();
        List<Section> sections = new ArrayList<>();
        sections.add(new ConfusionSection(evaluation.labels(), figures.confusion()));
        sections.add(new ClassTableSection(evaluation.labels(), figures.confusion()));
        sections.add(mistakes.section(validation));
        sections.add(new CalibrationSection(figures.calibration()));
        attention(ModelFile.read(model), validation, threads, sections);
        return new Findings(headlines(figures), sections, evaluation.broken());
    }

    private static ClassificationEvaluation evaluate(
            Path model, LabelledDataset validation, int threads, Settings settings, WorstMistakes mistakes)
            throws IOException {
        try (Classifier classifier = Classifier.load(model, Judging.options(threads, settings))) {
            return (ClassificationEvaluation) Evaluator.evaluate(
                    validation,
                    classifier,
                    new ClassifyDatasets().evaluationBatches(validation, classifier.preprocessing()),
                    new ClassificationJudge(classifier, mistakes::add),
                    BatchLoader.Settings.evaluation(BATCH, 1),
                    done -> {});
        }
    }

    private static List<Headline> headlines(ClassificationMetrics figures) {
        String images = Html.count(figures.images()) + " " + Counted.noun(figures.images(), "image");
        List<Headline> headlines = new ArrayList<>();
        headlines.add(new Headline("accuracy", Html.percent(figures.top1(), 2), images));
        if (figures.confusion().classes() > ClassificationMetrics.TOP) {
            headlines.add(new Headline("among the best five", Html.percent(figures.top5(), 2), images));
        }
        return headlines;
    }

    private static void attention(ModelFile model, LabelledDataset validation, int threads, List<Section> sections) {
        if (!SelectionUnit.of(model.graph()).isEmpty()) {
            Examples examples = Examples.of(validation.evenly(EXPLAINED), false);
            Explanation explanation =
                    Explanation.of(model, VisionModels.DEFAULT_ENGINE, threads, examples, AnalysisOptions.PAPER);
            sections.add(new AttentionSection(explanation.analysis()));
        }
    }
}
