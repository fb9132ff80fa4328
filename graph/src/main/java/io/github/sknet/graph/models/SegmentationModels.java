package io.github.sknet.graph.models;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.heads.FeaturePyramid;
import io.github.sknet.graph.segment.DeepLab;
import io.github.sknet.graph.segment.SegmentTask;
import io.github.sknet.graph.segment.SemanticFpn;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Semantic segmenters: Semantic FPN and DeepLabV3 on the project's backbones. */
final class SegmentationModels {

    private static final String WIDTH = "width";
    private static final String PYRAMID = "pyramid";
    private static final int MAX_WIDTH = 4096;

    /** DeepLabV3's dilations at output stride 16. */
    private static final List<Integer> RATES = List.of(6, 12, 18);

    private SegmentationModels() {}

    static List<RegisteredModel> models() {
        Size small = new Size(11, 320, 64, 64);
        Size full = new Size(19, 512, 128, 256);
        return List.of(
                semanticFpn("semantic_fpn_sk_small", "skresnet18_slim", small),
                semanticFpn("semantic_fpn_resnet_small", "resnet18_slim", small),
                semanticFpn("semantic_fpn_sknet50", "sknet50", full),
                semanticFpn("semantic_fpn_lsknet_t", "lsknet_t", full),
                semanticFpn("semantic_fpn_lsknet_s", "lsknet_s", full),
                deepLab("deeplab_sk_small", "skresnet18_slim", small),
                deepLab("deeplab_resnet_small", "resnet18_slim", small),
                deepLab("deeplab_sknet50", "sknet50", new Size(21, 512, 256, 256)));
    }

    /**
     * What a segmenter is built with when nothing is said.
     *
     * @param classes of pixels
     * @param image height and width in pixels
     * @param width channels of the head
     * @param pyramid channels of the feature pyramid, where there is one
     */
    private record Size(int classes, int image, int width, int pyramid) {}

    private static RegisteredModel semanticFpn(String name, String backbone, Size size) {
        Map<String, String> options = BackboneOptions.describe(backbone);
        options.put(PYRAMID, "channels of the feature pyramid (" + size.pyramid + ")");
        return model(name, "Semantic FPN (Kirillov et al. 2019) on " + backbone, size, options, a -> {
            FeaturePyramid pyramid = new FeaturePyramid(a.option(PYRAMID, size.pyramid, 1, MAX_WIDTH), 2, 5);
            return new SemanticFpn(pyramid, width(a, size), BackboneOptions.selectiveHead(a))
                    .graph(BackboneOptions.classifier(a, backbone), a.classes());
        });
    }

    private static RegisteredModel deepLab(String name, String backbone, Size size) {
        Map<String, String> options = BackboneOptions.describe(backbone);
        options.put(
                TuningOptions.OUTPUT_STRIDE, "of the backbone (16), 8 or 16; at 8 the head's dilations are doubled");
        return model(name, "DeepLabV3 (Chen et al. 2017) on " + backbone, size, options, a -> {
            int stride = a.option(TuningOptions.OUTPUT_STRIDE, 16, 8, 16);
            List<Integer> rates = RATES.stream().map(rate -> rate * 16 / stride).toList();
            return new DeepLab(width(a, size), rates, BackboneOptions.selectiveHead(a))
                    .graph(BackboneOptions.classifier(a, backbone, stride), a.classes());
        });
    }

    private static RegisteredModel model(
            String name,
            String description,
            Size size,
            Map<String, String> options,
            Function<Architecture, Graph> builder) {
        options.put(WIDTH, "channels of the head (" + size.width + ")");
        return new RegisteredModel(
                name,
                description,
                new SegmentTask(),
                Architecture.of(name, size.classes, 3),
                size.image,
                options,
                Optional.empty(),
                builder);
    }

    private static int width(Architecture a, Size size) {
        return a.option(WIDTH, size.width, 1, MAX_WIDTH);
    }
}
