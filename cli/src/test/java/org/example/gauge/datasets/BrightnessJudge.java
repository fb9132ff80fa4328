package org.example.gauge.datasets;

import io.github.sknet.datasets.Judge;
import io.github.sknet.graph.engine.Prediction;
import java.util.List;
import org.example.gauge.vision.BrightnessGauge;

/** Compares what a gauge says with what is true. */
final class BrightnessJudge implements Judge<BrightnessBatch> {

    private final BrightnessGauge gauge;
    private double errors;
    private int images;

    BrightnessJudge(BrightnessGauge gauge) {
        this.gauge = gauge;
    }

    @Override
    public void see(BrightnessBatch batch, Prediction outputs) {
        float[] values = gauge.values(outputs);
        for (int row = 0; row < batch.size(); row++) {
            errors += Math.abs(values[row] - batch.brightness()[row]);
        }
        images += batch.size();
    }

    @Override
    public BrightnessEvaluation evaluation(List<String> broken) {
        return new BrightnessEvaluation(images, errors / images, broken);
    }
}
