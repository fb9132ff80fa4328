package io.github.sknet.graph.blocks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.sknet.ParameterList;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Linear;
import io.github.sknet.graph.Shape;
import io.github.sknet.graph.Summary;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SKConv and SKUnit against the seed article's code: argument names, order, defaults, parameters, shapes. */
class SeedBlocksTest {

    @Test
    void argumentsAreTheArticlesInItsOrder() {
        assertEquals(List.of("features", "WH", "M", "G", "r", "stride", "L"), components(SKConv.class));
        assertEquals(
                List.of("inFeatures", "outFeatures", "WH", "M", "G", "r", "midFeatures", "stride", "L"),
                components(SKUnit.class));
    }

    private static List<String> components(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }

    @Test
    void defaultsAreTheArticles() {
        assertEquals(new SKConv(64, 32, 2, 8, 2, 1, 32), new SKConv(64, 32, 2, 8, 2));
        assertEquals(new SKConv(64, 32, 2, 8, 2, 2, 32), new SKConv(64, 32, 2, 8, 2, 2));
        assertEquals(new SKUnit(64, 256, 32, 2, 8, 2, 128, 1, 32), new SKUnit(64, 256, 32, 2, 8, 2));
        assertEquals(new SKUnit(64, 256, 32, 2, 8, 2, 96, 1, 32), new SKUnit(64, 256, 32, 2, 8, 2, 96));
        assertEquals(new SKUnit(64, 256, 32, 2, 8, 2, 128, 2, 32), new SKUnit(64, 256, 32, 2, 8, 2, null, 2));
    }

    @ParameterizedTest
    @CsvSource({
        "skconv-m1, 8, 6, 1, 1, 2, 1, 4, 676",
        "skconv-m2-depthwise, 16, 7, 2, 16, 16, 1, 32, 2240",
        "skconv-m2-g8, 32, 8, 2, 8, 2, 1, 32, 7712",
        "skconv-m3-g4-stride2, 16, 9, 3, 4, 2, 2, 8, 6024"
    })
    void skConvHasTheArticlesParameters(
            String list, int features, int wh, int m, int g, int r, int stride, int l, long count) {
        Graph graph = new SKConv(features, wh, m, g, r, stride, l).graph();
        assertEquals(ParameterList.of(list), ParameterList.of(graph));
        assertEquals(count, Summary.of(graph, wh, wh).parameters());
        int out = (wh + stride - 1) / stride;
        assertEquals(Shape.map(features, out, out), output(graph, wh));
    }

    @ParameterizedTest
    @CsvSource({"skunit-identity, 32, 32, 1, 3984", "skunit-projection-stride2, 16, 64, 2, 11840"})
    void skUnitHasTheArticlesParameters(String list, int in, int out, int stride, long count) {
        Graph graph = new SKUnit(in, out, 8, 2, 8, 2, null, stride).graph();
        assertEquals(ParameterList.of(list), ParameterList.of(graph));
        assertEquals(count, Summary.of(graph, 8, 8).parameters());
        assertEquals(Shape.map(out, 8 / stride, 8 / stride), output(graph, 8));
    }

    @Test
    void skUnitProjectsWhereOnlyTheStrideDiffers() {
        Graph graph = new SKUnit(32, 32, 8, 2, 8, 2, null, 2).graph();
        assertEquals(Shape.map(32, 4, 4), output(graph, 8));
        assertEquals(
                List.of(32, 32, 1, 1),
                graph.parameters().get("shortcut.0.weight").shape());
    }

    @Test
    void theInputsSizeIsUnused() {
        assertEquals(
                new SKConv(32, 8, 2, 8, 2).graph().nodes(),
                new SKConv(32, 1000, 2, 8, 2).graph().nodes());
    }

    @Test
    void attentionIsNeverNarrowerThanL() {
        Graph graph = new SKConv(32, 8, 2, 8, 2, 1, 24).graph();
        assertEquals(24, ((Linear) graph.node("fc").op()).outFeatures());
        graph = new SKConv(64, 8, 2, 8, 2, 1, 24).graph();
        assertEquals(32, ((Linear) graph.node("fc").op()).outFeatures());
    }

    @Test
    void badArgumentsAreExplained() {
        assertEquals("A selective kernel needs at least one branch", messageOf(32, 0, 8, 2));
        assertEquals("Conv2d: groups=5 must divide inChannels=32 and outChannels=32", messageOf(32, 2, 5, 2));
        assertEquals("The reduction ratio r must be at least 1, not 0", messageOf(32, 2, 8, 0));
    }

    private static String messageOf(int features, int m, int g, int r) {
        return assertThrows(IllegalArgumentException.class, () -> new SKConv(features, 8, m, g, r).graph())
                .getMessage();
    }

    private static Shape output(Graph graph, int size) {
        return graph.shapes(size, size).get(graph.outputs().get("output"));
    }
}
