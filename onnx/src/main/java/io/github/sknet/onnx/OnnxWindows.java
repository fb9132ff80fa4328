package io.github.sknet.onnx;

import static io.github.sknet.onnx.OnnxModelBuilder.attribute;

import ai.onnx.proto.OnnxMl.AttributeProto;
import io.github.sknet.graph.Padding;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What slides a window over a map. */
final class OnnxWindows {

    private OnnxWindows() {}

    /** Those of the window, and more. A dilation of 1 is not said: not every operator set's AveragePool knows the word. */
    static AttributeProto[] attributes(Window window, AttributeProto... more) {
        Padding padding = window.padding();
        List<AttributeProto> attributes = new ArrayList<>(List.of(
                attribute("kernel_shape", extents(window.kernel())),
                attribute("strides", extents(window.stride())),
                attribute("pads", List.of(padding.top(), padding.left(), padding.bottom(), padding.right()))));
        if (!window.dilation().equals(Size.square(1))) {
            attributes.add(attribute("dilations", extents(window.dilation())));
        }
        attributes.addAll(Arrays.asList(more));
        return attributes.toArray(AttributeProto[]::new);
    }

    /**
     * An average pooling of each plane as a map of one channel. ONNX Runtime before 1.29 takes channels in blocks where they fill
     * them, and then divides by the whole window even where it reaches beyond the padding.
     */
    static String averagePoolPlaneByPlane(
            OnnxModelBuilder model, String name, String map, int channels, AttributeProto... attributes) {
        String planes = model.add("Reshape", name + "/planes", List.of(map, model.longs(-1, 1, 0, 0)));
        String pooled = model.add("AveragePool", name + "/pooled", List.of(planes), attributes);
        return model.add("Reshape", name, List.of(pooled, model.longs(-1, channels, 0, 0)));
    }

    static List<Integer> extents(Size size) {
        return List.of(size.height(), size.width());
    }
}
