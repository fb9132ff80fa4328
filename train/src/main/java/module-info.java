/** Training on libtorch. Its native libraries are modules of their own, one for each platform, which the program that trains names. */
module io.github.sknet.train {
    requires transitive io.github.sknet.datasets;
    requires transitive io.github.sknet.graph;
    requires transitive org.bytedeco.javacpp;
    requires transitive org.bytedeco.openblas;
    requires transitive org.bytedeco.pytorch;
    requires com.fasterxml.jackson.databind;

    exports io.github.sknet.train;
    exports io.github.sknet.train.classify;
    exports io.github.sknet.train.detect;
    exports io.github.sknet.train.module;
    exports io.github.sknet.train.optim;
    exports io.github.sknet.train.recipe;
    exports io.github.sknet.train.run;
    exports io.github.sknet.train.segment;
    exports io.github.sknet.train.torch;
    exports io.github.sknet.train.torchscript;

    // Where a run stands, in its checkpoint.
    opens io.github.sknet.train.run to
            com.fasterxml.jackson.databind;

    uses io.github.sknet.train.TrainingTask;

    provides io.github.sknet.graph.engine.Engine with
            io.github.sknet.train.engine.TorchEngine;
    provides io.github.sknet.train.TrainingTask with
            io.github.sknet.train.classify.ClassifyTraining,
            io.github.sknet.train.detect.DetectTraining,
            io.github.sknet.train.segment.SegmentTraining;
}
