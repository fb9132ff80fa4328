package io.github.sknet.report.classify;

import io.github.sknet.datasets.BatchLoader;
import io.github.sknet.datasets.Evaluation;
import io.github.sknet.datasets.Evaluator;
import io.github.sknet.datasets.Judge;
import io.github.sknet.datasets.classify.ClassificationEvaluation;
import io.github.sknet.datasets.classify.ClassificationJudge;
import io.github.sknet.datasets.classify.ClassifyDatasets;
import io.github.sknet.datasets.classify.LabelledBatch;
import io.github.sknet.datasets.classify.LabelledDataset;
import io.github.sknet.datasets.classify.MultiLabelEvaluation;
import io.github.sknet.datasets.metrics.ClassificationMetrics;
import io.github.sknet.datasets.metrics.MultiLabelMetrics;
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
                        .with("val_top5", "validation, best five"),
                CurvePlan.of("several classes an image", "share")
                        .with("train_F1", "F1, training")
                        .with("val_F1", "F1, validation")
                        .with("val_mAP", "mean average precision, validation"));
    }

    @Override
    public Findings findings(Path model, LabelledDataset validation, int threads, Settings settings)
            throws IOException {
        Findings found;
        try (Classifier classifier = Classifier.load(model, Judging.options(threads, settings))) {
            found = classifier.exclusive()
                    ? ofOneClass(classifier, validation)
                    : ofSeveralClasses((MultiLabelEvaluation)
                            evaluate(classifier, validation, new ClassifyDatasets().judge(validation, classifier)));
        }
        List<Section> sections = new ArrayList<>(found.sections());
        attention(ModelFile.read(model), validation, threads, sections);
        return new Findings(found.headlines(), sections, found.broken());
    }

    private static Findings ofOneClass(Classifier classifier, LabelledDataset validation) throws IOException {
        WorstMistakes mistakes = new WorstMistakes(SHOWN_MISTAKES);
        ClassificationEvaluation evaluation = (ClassificationEvaluation)
                evaluate(classifier, validation, new ClassificationJudge(classifier, mistakes::add));
        ClassificationMetrics figures = evaluation.figures();
        List<Section> sections = List.of(
                new ConfusionSection(evaluation.labels(), figures.confusion()),
                new ClassTableSection(evaluation.labels(), figures.confusion()),
                mistakes.section(validation),
                new CalibrationSection(figures.calibration()));
        return new Findings(headlines(figures), sections, evaluation.broken());
    }

    private static Findings ofSeveralClasses(MultiLabelEvaluation evaluation) {
        MultiLabelMetrics figures = evaluation.figures();
        String images = images(figures.images());
        return new Findings(
                List.of(
                        new Headline("mean average precision", Html.percent(figures.meanAveragePrecision(), 2), images),
                        new Headline("F1", Html.percent(figures.f1(), 2), images)),
                List.of(new LabelTableSection(evaluation.labels(), figures)),
                evaluation.broken());
    }

    private static Evaluation evaluate(Classifier classifier, LabelledDataset validation, Judge<LabelledBatch> judge)
            throws IOException {
        return Evaluator.evaluate(
                validation,
                classifier,
                new ClassifyDatasets().evaluationBatches(validation, classifier.preprocessing()),
                judge,
                BatchLoader.Settings.evaluation(BATCH, 1),
                done -> {});
    }

    private static String images(long count) {
        return Html.count(count) + " " + Counted.noun(count, "image");
    }

    private static List<Headline> headlines(ClassificationMetrics figures) {
        String images = images(figures.images());
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
