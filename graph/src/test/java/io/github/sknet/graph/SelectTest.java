package io.github.sknet.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class SelectTest {

    private static final Shape MAP = Shape.map(5, 7, 9);

    private static Select select(Select.Gate gate, Select.Extent extent) {
        return new Select(2, gate, extent);
    }

    @Test
    void logitsAndAttentionFollowTheExtent() {
        for (Select.Gate gate : Select.Gate.values()) {
            Select byChannel = select(gate, Select.Extent.CHANNEL);
            assertEquals(MAP, byChannel.outputShape(List.of(MAP, MAP, Shape.vector(10))));
            assertEquals(List.of(3, 2, 5), byChannel.attentionShape(MAP, 3));
            Select byPixel = select(gate, Select.Extent.PIXEL);
            assertEquals(MAP, byPixel.outputShape(List.of(MAP, MAP, Shape.map(2, 7, 9))));
            assertEquals(List.of(3, 2, 7, 9), byPixel.attentionShape(MAP, 3));
        }
    }

    @Test
    void otherLogitsAreRefused() {
        Select byChannel = Select.of(2);
        String channels = "Select(2 branches, softmax by channel) takes logits (N, 10) for branches (N, 5, 7, 9), not ";
        assertEquals(channels + "(N, 5)", refused(byChannel, MAP, MAP, Shape.vector(5)));
        assertEquals(channels + "(N, 10, 1, 1)", refused(byChannel, MAP, MAP, Shape.map(10, 1, 1)));
        Select byPixel = select(Select.Gate.SIGMOID, Select.Extent.PIXEL);
        String pixels =
                "Select(2 branches, sigmoid by pixel) takes logits (N, 2, 7, 9) for branches (N, 5, 7, 9), not ";
        assertEquals(pixels + "(N, 1, 7, 9)", refused(byPixel, MAP, MAP, Shape.map(1, 7, 9)));
        assertEquals(pixels + "(N, 2, 9, 7)", refused(byPixel, MAP, MAP, Shape.map(2, 9, 7)));
        assertEquals(pixels + "(N, 2)", refused(byPixel, MAP, MAP, Shape.vector(2)));
    }

    /** As many that their product is none of an int. */
    @Test
    void logitsAreCountedExactly() {
        Shape wide = Shape.map(1 << 30, 1, 1);
        assertEquals(
                "Select(4 branches, softmax by channel) takes logits (N, 4294967296) for branches (N, 1073741824, 1, 1), "
                        + "not (N, 1)",
                refused(Select.of(4), wide, wide, wide, wide, Shape.vector(1)));
    }

    @Test
    void branchesAreMapsOfOneShape() {
        assertEquals(
                "Select(2 branches, softmax by channel) takes inputs of one shape, not (N, 5, 7, 9) and (N, 5, 7, 8)",
                refused(Select.of(2), MAP, Shape.map(5, 7, 8), Shape.vector(10)));
        assertEquals(
                "Select(1 branch, softmax by channel) takes that many maps and then one value of logits, not 0 input(s)",
                refused(Select.of(1)));
    }

    private static String refused(Select select, Shape... inputs) {
        return assertThrows(IllegalArgumentException.class, () -> select.outputShape(List.of(inputs)))
                .getMessage();
    }
}
