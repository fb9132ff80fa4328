package org.example.gauge.datasets;

import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.BatchLoader;
import io.github.sknet.datasets.DataSource;
import io.github.sknet.datasets.DatasetTask;
import io.github.sknet.datasets.Judge;
import io.github.sknet.datasets.Split;
import io.github.sknet.datasets.Splits;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.vision.Setting;
import io.github.sknet.vision.Settings;
import io.github.sknet.vision.VisionModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.example.gauge.graph.GaugeTask;
import org.example.gauge.vision.BrightnessGauge;

/** Images with their brightness. */
public final class GaugeDatasets implements DatasetTask<BrightnessDataset, BrightnessBatch> {

    private static final String WHITE = "white";
    private static final int USUAL_WHITE = 100;

    @Override
    public String id() {
        return GaugeTask.ID;
    }

    @Override
    public String forms() {
        return "images whose names end in their brightness (street-40.png)";
    }

    @Override
    public List<Setting> settings() {
        return List.of(Setting.of(WHITE, "VALUE", "the number that stands for white (" + USUAL_WHITE + ")"));
    }

    @Override
    public Splits<BrightnessDataset> open(DataSource source, AnnotationProblems problems) throws IOException {
        double white = new Settings(source.settings())
                .number(WHITE, 1, Integer.MAX_VALUE)
                .orElse(USUAL_WHITE);
        BrightnessDataset whole = BrightnessDataset.open(Path.of(source.location()), white, problems);
        return new Splits<>(source.location(), Map.of(Split.ALL, whole));
    }

    @Override
    public DataSource forModel(DataSource source, List<String> labels) {
        return source;
    }

    @Override
    public BatchLoader.Source<BrightnessBatch> evaluationBatches(
            BrightnessDataset dataset, Preprocessing preprocessing) {
        return new BrightnessBatches(dataset, preprocessing);
    }

    @Override
    public Judge<BrightnessBatch> judge(BrightnessDataset dataset, VisionModel<?> model) {
        return new BrightnessJudge(Judge.requireKind(BrightnessGauge.class, model));
    }
}
