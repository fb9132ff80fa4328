package io.github.sknet.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What operations make of their inputs' shapes, and which inputs and attributes they refuse. */
class OperationShapesTest {

    private static final Shape MAP = Shape.map(12, 5, 7);

    private static Shape shape(Op op, Shape... inputs) {
        return op.outputShape(List.of(inputs));
    }

    private static String mistake(Executable made) {
        return assertThrows(IllegalArgumentException.class, made).getMessage();
    }

    @Test
    void windowsMayBePaddedUnevenly() {
        Window window = Window.of(3).stride(2).padding(new Padding(0, 1, 1, 2));
        assertEquals(Shape.map(4, 2, 4), shape(Conv2d.of(12, 4, window), MAP));
        assertEquals("3×3 stride 2 padding (0, 1, 1, 2)", window.toString());
        Window behind = Window.of(2).stride(2).padding(new Padding(0, 0, 1, 1));
        assertEquals(Shape.map(12, 3, 4), shape(new MaxPool(behind, false), MAP));
        assertEquals(
                "A padding is 0 … 32768 on each side, not top=0, left=-1, bottom=0, right=0",
                mistake(() -> new Padding(0, -1, 0, 0)));
    }

    @Test
    void transposedConvolutionsGrowMaps() {
        Window doubling = Window.of(4).stride(2).padding(1);
        assertEquals(Shape.map(3, 10, 14), shape(ConvTranspose2d.of(12, 3, doubling), MAP));
        ConvTranspose2d longer = new ConvTranspose2d(
                12,
                6,
                new Window(Size.square(3), Size.square(2), new Padding(1, 0, 0, 2), Size.square(1)),
                new Size(1, 0),
                3,
                false,
                Init.torchDefault(),
                Init.torchDefault());
        assertEquals(Shape.map(6, 11, 13), shape(longer, MAP));
        assertEquals(List.of(12, 2, 3, 3), longer.parameters().get(0).shape());
        assertEquals(
                "ConvTranspose2d: the output padding is at least 0 and less than the stride or the dilation, not 2 with a window of "
                        + "3×3 stride 2",
                mistake(() -> new ConvTranspose2d(
                        1,
                        1,
                        Window.of(3).stride(2),
                        Size.square(2),
                        1,
                        false,
                        Init.torchDefault(),
                        Init.torchDefault())));
        assertEquals(
                "ConvTranspose2d(12→3, 1×1 padding 9, bias) makes -13×-11 pixels of an input of (N, 12, 5, 7)",
                mistake(() -> shape(ConvTranspose2d.of(12, 3, Window.of(1).padding(9)), MAP)));
    }

    @Test
    void smallerValuesAreRepeated() {
        for (Op op : List.of(new Add(), new Multiply())) {
            for (Shape smaller : List.of(
                    MAP,
                    Shape.vector(12),
                    Shape.vector(1),
                    Shape.map(1, 5, 7),
                    Shape.map(12, 1, 1),
                    Shape.map(1, 1, 1))) {
                assertEquals(MAP, shape(op, MAP, smaller));
            }
            for (Shape other : List.of(Shape.vector(3), Shape.map(12, 5, 1), Shape.map(2, 5, 7))) {
                mistake(() -> shape(op, MAP, other));
                mistake(() -> shape(op, other, MAP));
            }
            mistake(() -> shape(op, Shape.vector(12), MAP));
        }
    }

    @Test
    void mapsArePadded() {
        assertEquals(Shape.map(12, 9, 13), shape(Pad.zeros(new Padding(1, 2, 3, 4)), MAP));
        Pad mirror = new Pad(new Padding(4, 0, 0, 0), Pad.Mode.REFLECT, 0);
        assertEquals(Shape.map(12, 9, 7), shape(mirror, MAP));
        assertEquals(
                "Pad[padding=(4, 0, 0, 0), mode=REFLECT, value=0.0] needs a map of more pixels along each axis than it adds "
                        + "on a side, not (N, 12, 4, 7)",
                mistake(() -> shape(mirror, Shape.map(12, 4, 7))));
        assertEquals("Pad: REFLECT takes no value, not 1.0", mistake(() -> new Pad(Padding.NONE, Pad.Mode.REFLECT, 1)));
    }

    @Test
    void blocksOfPixelsAreChannels() {
        assertEquals(Shape.map(3, 10, 14), shape(new DepthToSpace(2, DepthToSpace.Order.CRD), MAP));
        assertEquals(Shape.map(48, 2, 3), shape(new SpaceToDepth(2, DepthToSpace.Order.DCR), Shape.map(12, 4, 6)));
        mistake(() -> shape(new DepthToSpace(5, DepthToSpace.Order.CRD), MAP));
        mistake(() -> shape(new SpaceToDepth(2, DepthToSpace.Order.CRD), MAP));
        assertEquals(Shape.vector(420), shape(new Flatten(), MAP));
    }

    @Test
    void mapsAreResizedByFactorsAndToSizes() {
        assertEquals(Shape.map(12, 10, 17), shape(resize(new Extent.Scale(2, 2.5f)), MAP));
        assertEquals(Shape.map(12, 3, 4), shape(resize(new Extent.Fixed(new Size(3, 4))), MAP));
        assertEquals(Shape.map(12, 1, 2), shape(resize(new Extent.Like()), MAP, Shape.map(3, 1, 2)));
        mistake(() -> shape(resize(new Extent.Scale(0.1f, 1)), MAP));
        mistake(() -> resize(new Extent.Scale(0, 1)));
        mistake(() -> resize(new Extent.Scale(Float.NaN, 1)));
        mistake(() -> shape(resize(new Extent.Scale(2, 2)), MAP, MAP));
    }

    private static Resize resize(Extent extent) {
        return new Resize(Resize.Mode.NEAREST_CEIL, Resize.Coordinates.ALIGN_CORNERS, extent);
    }

    @Test
    void functionsHaveTheParametersTheyNeed() {
        assertEquals(
                "Activation: TANH has 0 parameter(s), and the others are 0, not alpha=1.0, beta=0.0",
                mistake(() -> new Activation(Activation.Function.TANH, 1, 0)));
        assertEquals(
                "Activation: CLIP needs alpha ≤ beta, not alpha=1.0, beta=0.0", mistake(() -> Activation.clip(1, 0)));
        assertEquals(
                "Activation: alpha must be a finite number, not NaN", mistake(() -> Activation.leakyRelu(Float.NaN)));
    }

    @Test
    void aGraphMayTakeImagesOfOneSizeAlone() {
        GraphBuilder b = new GraphBuilder(3, new Size(6, 8));
        b.output("y", b.add("fc", Linear.of(3 * 6 * 8, 10), b.add("flat", new Flatten(), b.input())));
        Graph graph = b.build();
        assertEquals(new Size(6, 8), graph.probe());
        assertEquals(Shape.vector(10), graph.shapes().get("fc"));
        assertEquals(
                "For an input of (N, 3, 6, 9), node 'input': the network takes images of 6×8 pixels only, not (N, 3, 6, 9)",
                mistake(() -> graph.shapes(6, 9)));
        mistake(() -> new Input(3, Optional.of(new Size(0, 1))));
    }
}
