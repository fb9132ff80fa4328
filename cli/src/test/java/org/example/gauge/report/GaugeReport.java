package org.example.gauge.report;

import io.github.sknet.datasets.BatchLoader;
import io.github.sknet.datasets.Evaluation;
import io.github.sknet.report.CurvePlan;
import io.github.sknet.report.Findings;
import io.github.sknet.report.ReportTask;
import io.github.sknet.report.html.Html;
import io.github.sknet.report.html.RunReport.Headline;
import io.github.sknet.report.html.TableSection;
import io.github.sknet.vision.Settings;
import io.github.sknet.vision.VisionModel;
import io.github.sknet.vision.VisionModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.example.gauge.datasets.BrightnessDataset;
import org.example.gauge.datasets.BrightnessEvaluation;
import org.example.gauge.datasets.GaugeDatasets;
import org.example.gauge.graph.GaugeTask;

/** What a report tells of gauges. */
public final class GaugeReport implements ReportTask<BrightnessDataset> {

    private static final int BATCH = 8;

    @Override
    public String id() {
        return GaugeTask.ID;
    }

    @Override
    public Class<BrightnessDataset> kind() {
        return BrightnessDataset.class;
    }

    @Override
    public List<CurvePlan> curves() {
        return List.of(
                CurvePlan.of("squared error", "").with("train_loss", "training"),
                CurvePlan.of("closeness", "").with("val_closeness", "validation"));
    }

    @Override
    public Findings findings(Path model, BrightnessDataset validation, int threads, Settings settings)
            throws IOException {
        VisionModels.Options options = VisionModels.Options.on(VisionModels.DEFAULT_ENGINE, threads)
                .forEvaluation()
                .withSettings(settings);
        try (VisionModel<?> gauge = VisionModels.load(model, GaugeTask.ID, options)) {
            Evaluation evaluation = new GaugeDatasets()
                    .evaluate(validation, gauge, BatchLoader.Settings.evaluation(BATCH, 1), done -> {});
            List<List<String>> rows = new ArrayList<>();
            for (int index = 0; index < validation.size(); index++) {
                rows.add(List.of(
                        validation.name(index),
                        gauge.predict(validation.image(index)).lines().get(0)));
            }
            double closeness = evaluation.metrics().get(BrightnessEvaluation.CLOSENESS);
            return new Findings(
                    List.of(new Headline("closeness", Html.decimal(closeness, 3), evaluation.images() + " images")),
                    List.of(new TableSection("Gauged", "What it says of each.", List.of("image", "says"), rows)),
                    evaluation.broken());
        }
    }
}
