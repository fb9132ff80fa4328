/** What a run did, as a page and as TensorBoard events. */
module io.github.sknet.report {
    requires transitive io.github.sknet.explain;

    exports io.github.sknet.report;
    exports io.github.sknet.report.html;
    exports io.github.sknet.report.tensorboard;

    uses io.github.sknet.report.ReportTask;

    provides io.github.sknet.report.ReportTask with
            io.github.sknet.report.classify.ClassifyReport,
            io.github.sknet.report.detect.DetectReport,
            io.github.sknet.report.segment.SegmentReport;
}
