/** A task that the project does not know; its classes are in src/test/java. */
module org.example.gauge {
    requires io.github.sknet.training;

    // Its settings and its recipe.
    opens org.example.gauge.train;

    provides io.github.sknet.graph.models.ModelFamily with
            org.example.gauge.graph.GaugeNetworks;
    provides io.github.sknet.graph.task.Task with
            org.example.gauge.graph.GaugeTask;
    provides io.github.sknet.vision.VisionTask with
            org.example.gauge.vision.GaugeVision;
    provides io.github.sknet.datasets.DatasetTask with
            org.example.gauge.datasets.GaugeDatasets;
    provides io.github.sknet.train.TrainingTask with
            org.example.gauge.train.GaugeTraining;
    provides io.github.sknet.report.ReportTask with
            org.example.gauge.report.GaugeReport;
}
