/** Data sets, batches made ahead, and how models are judged. */
module io.github.sknet.datasets {
    requires transitive io.github.sknet.vision;
    requires static io.github.sknet.fashionmnist;
    requires com.fasterxml.jackson.databind;
    requires com.fasterxml.jackson.dataformat.csv;
    requires com.fasterxml.jackson.dataformat.yaml;
    requires java.xml;

    exports io.github.sknet.datasets;
    exports io.github.sknet.datasets.augment;
    exports io.github.sknet.datasets.classify;
    exports io.github.sknet.datasets.detect;
    exports io.github.sknet.datasets.files;
    exports io.github.sknet.datasets.metrics;
    exports io.github.sknet.datasets.metrics.coco;
    exports io.github.sknet.datasets.segment;

    uses io.github.sknet.datasets.DatasetTask;

    provides io.github.sknet.datasets.DatasetTask with
            io.github.sknet.datasets.classify.ClassifyDatasets,
            io.github.sknet.datasets.detect.DetectDatasets,
            io.github.sknet.datasets.segment.SegmentDatasets;
}
