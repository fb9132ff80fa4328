package io.github.sknet.graph.models;

import io.github.sknet.graph.backbones.residual.MiddleConvolution;
import io.github.sknet.graph.backbones.residual.MiddleConvolution.Plain;
import io.github.sknet.graph.backbones.residual.MiddleConvolution.Selective;
import io.github.sknet.graph.backbones.residual.ResidualNetwork;
import io.github.sknet.graph.backbones.residual.ResidualPath;
import io.github.sknet.graph.backbones.residual.Shortcut;
import io.github.sknet.graph.backbones.residual.Stage;
import io.github.sknet.graph.backbones.residual.Stem;
import io.github.sknet.graph.blocks.Attention;
import java.util.List;
import java.util.Map;

/** ResNet-18 of half the width, plain and with SK at equal cost: backbones that two cores train from scratch in an hour. */
final class SlimModels {

    private static final int WIDTH = 32;
    private static final int MAX_WIDTH = 1024;
    private static final String WIDTH_OPTION = "width";

    private SlimModels() {}

    static List<RegisteredModel> models() {
        return List.of(
                model("resnet18_slim", "ResNet-18 of half the width", new Plain()),
                model(
                        "skresnet18_slim",
                        "ResNet-18 of half the width with selective kernels on split inputs, so that its convolutions cost"
                                + " the same (M = 2, r = 8, L = 16)",
                        new Selective(2, true, channels -> Attention.width(channels, 8, 16))));
    }

    private static RegisteredModel model(String name, String description, MiddleConvolution middle) {
        Map<String, String> options = TuningOptions.residual();
        options.put(WIDTH_OPTION, "channels of the first stage, doubled in each further one (32), a multiple of 2");
        return new RegisteredModel(name, description, Architecture.of(name, 1000, 3), 224, options, a -> {
            int width = a.option(WIDTH_OPTION, WIDTH, 2, MAX_WIDTH);
            List<Stage> stages = List.of(
                    new Stage(2, width, width),
                    new Stage(2, 2 * width, 2 * width),
                    new Stage(2, 4 * width, 4 * width),
                    new Stage(2, 8 * width, 8 * width));
            return new ResidualNetwork(
                            Stem.imageNet(width), ResidualPath.BASIC, middle, Shortcut.CONVOLUTION, 1, stages, 0.1f)
                    .graph(a.channels(), a.classes(), TuningOptions.read(a));
        });
    }
}
