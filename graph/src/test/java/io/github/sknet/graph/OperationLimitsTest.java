package io.github.sknet.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Sizes whose products would overflow are refused where they are said, and not computed with. */
class OperationLimitsTest {

    private static String mistake(Executable made) {
        return assertThrows(IllegalArgumentException.class, made).getMessage();
    }

    @Test
    void weightsFitAnArray() {
        assertEquals(
                "Conv2d: a weight of shape [65536, 65536, 1, 1] has more values than fit one array",
                mistake(() -> Conv2d.of(1 << 16, 1 << 16, Window.of(1))));
        assertEquals(
                "Conv2d: a weight of shape [2147483647, 2147483647, 32768, 32768] has more values than fit one array",
                mistake(() -> Conv2d.of(Integer.MAX_VALUE, Integer.MAX_VALUE, Window.of(1 << 15))));
        assertEquals(
                "Linear: a weight of shape [65536, 65536] has more values than fit one array",
                mistake(() -> Linear.of(1 << 16, 1 << 16)));
    }

    @Test
    void windowsHaveALargestSize() {
        assertEquals(
                "A window's sizes are at most 32768, not kernel=32769, stride=1, padding=0, dilation=1",
                mistake(() -> Window.of((1 << 15) + 1)));
        assertEquals(1 << 30, Window.of(1 << 15).taps());
        for (Size huge : List.of(new Size(1, Integer.MAX_VALUE), new Size(Integer.MAX_VALUE, 1))) {
            Size one = Size.square(1);
            mistake(() -> new Window(huge, one, one, one));
            mistake(() -> new Window(one, huge, one, one));
            mistake(() -> new Window(one, one, huge, one));
            mistake(() -> new Window(one, one, one, huge));
        }
    }

    @Test
    void outputsCanBeCounted() {
        Window growing = Window.of(1).padding(1 << 15);
        GraphBuilder b = new GraphBuilder(1);
        Node x = b.input();
        for (int i = 0; i < 40_000; i++) {
            x = b.add("pad" + i, Conv2d.of(1, 1, growing), x);
        }
        b.output("y", x);
        String said = mistake(b::build);
        assertTrue(said.startsWith("For an input of (N, 1, 1024, 1024), node '"), said);
        assertTrue(said.endsWith("gives more outputs than can be counted"), said);
        assertEquals(
                "Concat would have 4294967294 channels, more than can be counted",
                mistake(() -> new Concat().outputShape(Collections.nCopies(2, Shape.vector(Integer.MAX_VALUE)))));
        assertEquals(
                "A shape of channels=2147483647, height=2147483647, width=2 has more values than can be counted",
                mistake(() -> Shape.map(Integer.MAX_VALUE, Integer.MAX_VALUE, 2)));
    }

    @Test
    void costsThatCannotBeCountedAreNoNumber() {
        Conv2d op = Conv2d.of(1 << 15, 1 << 15, Window.of(1));
        assertThrows(ArithmeticException.class, () -> op.macs(Shape.map(1 << 15, 1 << 20, 1 << 20)));
    }

    @Test
    void numbersAreFinite() {
        assertEquals("Init: value must be a finite number, not NaN", mistake(() -> Init.constant(Float.NaN)));
        assertEquals("Init: a standard deviation is at least 0, not -1.0", mistake(() -> Init.normal(-1)));
        assertEquals(
                "Init: TORCH_DEFAULT takes no value, not 1.0", mistake(() -> new Init(Init.Kind.TORCH_DEFAULT, 1)));
        assertEquals(
                "BatchNorm: weightInit must be a finite number, not Infinity",
                mistake(() -> BatchNorm.of(3).withWeightInit(Float.POSITIVE_INFINITY)));
        assertEquals(
                "BatchNorm: epsilon must be a finite number, not Infinity",
                mistake(() -> new BatchNorm(3, Float.POSITIVE_INFINITY, 0.1f, 1)));
    }

    @Test
    void graphsAreEqualWhenTheySayTheSame() {
        Graph one = graph("y", "z");
        assertEquals(one, graph("y", "z"));
        assertEquals(one.hashCode(), graph("y", "z").hashCode());
        assertNotEquals(one, graph("z", "y"), "outputs have an order");
        assertNotEquals(one, one.withOutputs(Map.of("y", "a")));
    }

    private static Graph graph(String first, String second) {
        GraphBuilder b = new GraphBuilder(1);
        Node x = b.add("a", Activation.relu(), b.input());
        b.output(first, x);
        b.output(second, x);
        return b.build();
    }
}
