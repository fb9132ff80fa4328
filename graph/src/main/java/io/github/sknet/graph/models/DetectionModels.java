package io.github.sknet.graph.models;

import io.github.sknet.graph.detect.DetectTask;
import io.github.sknet.graph.detect.Fcos;
import io.github.sknet.graph.heads.FeaturePyramid;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Detectors: FCOS on the project's backbones. */
final class DetectionModels {

    private static final String WIDTH = "width";
    private static final String CONVOLUTIONS = "convolutions";
    private static final String COARSEST = "coarsest";
    private static final int MAX_WIDTH = 4096;
    private static final int MAX_CONVOLUTIONS = 16;

    private DetectionModels() {}

    static List<RegisteredModel> models() {
        Size small = new Size(3, 320, 64, 2, 5);
        Size full = new Size(80, 800, 256, 4, 7);
        return List.of(
                fcos("fcos_sk_small", "skresnet18_slim", small),
                fcos("fcos_resnet_small", "resnet18_slim", small),
                fcos("fcos_sknet50", "sknet50", full),
                fcos("fcos_resnet50", "resnet50", full),
                fcos("fcos_lsknet_t", "lsknet_t", full),
                fcos("fcos_lsknet_s", "lsknet_s", full));
    }

    /**
     * What a detector is built with when nothing is said.
     *
     * @param classes kinds of objects
     * @param image height and width in pixels
     * @param width channels of the pyramid and the head
     * @param convolutions in each tower of the head
     * @param coarsest the pyramid's last level
     */
    private record Size(int classes, int image, int width, int convolutions, int coarsest) {}

    private static RegisteredModel fcos(String name, String backbone, Size size) {
        Map<String, String> options = BackboneOptions.describe(backbone);
        options.put(WIDTH, "channels of the pyramid and the head (" + size.width + ")");
        options.put(CONVOLUTIONS, "convolutions in each of the head's two towers (" + size.convolutions + "), 0 … 16");
        options.put(
                COARSEST,
                "the pyramid's last level, which is 2 to its power smaller than the image (" + size.coarsest
                        + "), 5 … 7");
        return new RegisteredModel(
                name,
                "FCOS (Tian et al. 2019) on " + backbone + ", levels P3 … P" + size.coarsest,
                new DetectTask(),
                Architecture.of(name, size.classes, 3),
                size.image,
                options,
                Optional.empty(),
                a -> {
                    FeaturePyramid pyramid = new FeaturePyramid(
                            a.option(WIDTH, size.width, 1, MAX_WIDTH), 3, a.option(COARSEST, size.coarsest, 5, 7));
                    int convolutions = a.option(CONVOLUTIONS, size.convolutions, 0, MAX_CONVOLUTIONS);
                    return new Fcos(pyramid, convolutions, BackboneOptions.selectiveHead(a))
                            .graph(BackboneOptions.classifier(a, backbone), a.classes());
                });
    }
}
