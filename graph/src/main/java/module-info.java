/**
 * What a network is: its operations and their parts, networks by name, weights and model files, and what every engine promises. It
 * computes nothing: {@code io.github.sknet.runtime} does, or another engine on the module path.
 */
@SuppressWarnings("module")
module io.github.sknet.graph {
    requires com.fasterxml.jackson.core;

    exports io.github.sknet.graph;
    exports io.github.sknet.graph.blocks;
    exports io.github.sknet.graph.classify;
    exports io.github.sknet.graph.detect;
    exports io.github.sknet.graph.engine;
    exports io.github.sknet.graph.heads;
    exports io.github.sknet.graph.json;
    exports io.github.sknet.graph.models;
    exports io.github.sknet.graph.preprocessing;
    exports io.github.sknet.graph.segment;
    exports io.github.sknet.graph.selection;
    exports io.github.sknet.graph.surgery;
    exports io.github.sknet.graph.task;
    exports io.github.sknet.graph.weights;

    // Whoever makes networks of files keeps to the limits of model files.
    exports io.github.sknet.graph.codec to
            io.github.sknet.onnx;
    // Fixtures describe networks by their parts.
    exports io.github.sknet.graph.backbones to
            io.github.sknet.conformance;
    exports io.github.sknet.graph.backbones.lsk to
            io.github.sknet.conformance;

    // How sentences are put together.
    exports io.github.sknet.graph.text to
            io.github.sknet.checkpoint,
            io.github.sknet.cli,
            io.github.sknet.conformance,
            io.github.sknet.datasets,
            io.github.sknet.djl,
            io.github.sknet.explain,
            io.github.sknet.onnx,
            io.github.sknet.report,
            io.github.sknet.serve,
            io.github.sknet.train,
            io.github.sknet.training,
            io.github.sknet.vision;

    uses io.github.sknet.graph.engine.Engine;
    uses io.github.sknet.graph.models.ModelFamily;
    uses io.github.sknet.graph.task.Task;

    provides io.github.sknet.graph.task.Task with
            io.github.sknet.graph.classify.ClassifyTask,
            io.github.sknet.graph.detect.DetectTask,
            io.github.sknet.graph.segment.SegmentTask;
}
