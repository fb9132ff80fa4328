/** Images, and models that answer questions about them: all that a program which predicts needs, but for the vector kernels. */
// The readers of formats are no modules yet.
@SuppressWarnings("requires-automatic")
module io.github.sknet.vision {
    requires transitive io.github.sknet.graph;
    requires io.github.sknet.runtime;
    requires transitive java.desktop;
    requires com.twelvemonkeys.imageio.jpeg;
    requires com.twelvemonkeys.imageio.metadata;
    requires com.twelvemonkeys.imageio.tiff;
    requires com.twelvemonkeys.imageio.webp;

    exports io.github.sknet.vision;
    exports io.github.sknet.vision.classify;
    exports io.github.sknet.vision.detect;
    exports io.github.sknet.vision.image;
    exports io.github.sknet.vision.plot;
    exports io.github.sknet.vision.segment;
    exports io.github.sknet.vision.transform;

    uses io.github.sknet.vision.VisionTask;

    provides io.github.sknet.vision.VisionTask with
            io.github.sknet.vision.classify.ClassifyVision,
            io.github.sknet.vision.detect.DetectVision,
            io.github.sknet.vision.segment.SegmentVision;
}
