package io.github.sknet.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.explain.AttentionAnalysis.ChannelShares;
import io.github.sknet.explain.AttentionAnalysis.ClassShares;
import io.github.sknet.explain.AttentionAnalysis.UnitShares;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Select;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.blocks.SelectiveKernel;
import io.github.sknet.graph.models.Models;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.NotANumberException;
import io.github.sknet.vision.image.Image;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class AttentionAnalyserTest {
    private static final Preprocessing GREY_8 =
            Preprocessing.exactSize(1, 8, 8).normalisedBy(List.of(0.0), List.of(1.0));
    private static final Graph TINY = Models.named("sknet_tiny").build();

    @Test
    void constantAttentionGivesExactlyItsShares() {
        Graph three = SelectiveKernel.seed(4, 3, 1, 2, 1, 4).graph();
        // 1/2, 1/4, 1/4 in every channel: exact in binary, so every mean is.
        FixedAttention.Rule rule = (node, kernel, channel, mean) -> kernel == 0 ? 0.5 : 0.25;
        AttentionAnalysis analysis = new AttentionAnalyser(
                        three, new FixedAttention(three, GREY_8, 6, rule), AnalysisOptions.PAPER)
                .analyse(List.of(picture("a", 10, 0), picture("b", 250, 1)), List.of("zero", "one"));
        assertEquals(2, analysis.images());
        assertEquals(5, analysis.shares().size());
        for (UnitShares shares : analysis.shares()) {
            assertEquals(List.of(0.5, 0.25, 0.25), shares.mean());
            assertEquals(List.of(0.0, 0.0, 0.0), shares.deviation());
            assertEquals(-0.25, shares.preference());
        }
        for (ClassShares shares : analysis.classes()) {
            assertEquals(List.of(0.5, 0.25, 0.25), shares.mean());
            assertEquals(1, shares.images());
        }
    }

    @Test
    void sharesAreMeansOverChannelsAndImages() {
        // Channel 0 follows the image's mean grey level, channel 1 always halves.
        FixedAttention.Rule rule = (node, kernel, channel, mean) -> channel == 1 ? 0.5 : kernel == 0 ? 1 - mean : mean;
        AttentionAnalysis analysis = analyser(rule, AnalysisOptions.PAPER)
                .analyse(List.of(picture("dark", 51, 0), picture("light", 204, 0), picture("black", 0, 1)), List.of());
        // 51 and 204 of 255 are 0.2 and 0.8: shares of the second kernel 0.35, 0.65 and 0.25.
        for (UnitShares shares : analysis.shares()) {
            assertEquals((0.35 + 0.65 + 0.25) / 3, shares.mean().get(1), 1e-6);
            assertEquals(1, shares.mean().get(0) + shares.mean().get(1), 1e-6);
            assertEquals(
                    Math.sqrt((0.0666667 * 0.0666667 + 0.2333333 * 0.2333333 + 0.1666667 * 0.1666667) / 2),
                    shares.deviation().get(1),
                    1e-6);
            assertEquals(shares.mean().get(1) - shares.mean().get(0), shares.preference(), 1e-12);
        }
        ClassShares zero = analysis.classes().get(0);
        assertEquals("0", zero.className(), "a class without a name is called by its index");
        assertEquals(2, zero.images());
        assertEquals(0.5, zero.mean().get(1), 1e-6);
    }

    @Test
    void enlargingShowsTheMiddle() {
        // A white square of half the size in the middle of a black image fills it at scale 2.
        byte[] samples = new byte[64 * 64];
        for (int y = 16; y < 48; y++) {
            Arrays.fill(samples, y * 64 + 16, y * 64 + 48, (byte) 255);
        }
        Example square = new Example("square", new Image(64, 64, 1, samples), OptionalInt.empty());
        AttentionAnalysis analysis = analyser(
                        (node, kernel, channel, mean) -> kernel == 0 ? 1 - mean : mean,
                        AnalysisOptions.PAPER.withScales(List.of(1.0, 1.6, 2.0)))
                .analyse(List.of(square), List.of());
        List<Double> large = analysis.shares().stream()
                .filter(shares -> shares.unit().equals(analysis.units().get(0).name()))
                .map(shares -> shares.mean().get(1))
                .toList();
        assertEquals(0.25, large.get(0), 1e-3);
        assertEquals(0.64, large.get(1), 2e-2);
        assertEquals(1.0, large.get(2), 1e-6);
        assertTrue(analysis.classes().isEmpty(), "without labels there are no classes");
    }

    @Test
    void scaleOneIsTheImageItself() {
        Image image = picture("a", 7, 0).image();
        assertSame(image, AttentionAnalyser.enlarge(image, 1));
        Image odd = new Image(37, 23, 1, new byte[37 * 23]);
        assertEquals(25, AttentionAnalyser.enlarge(odd, 1.5).width());
        assertEquals(15, AttentionAnalyser.enlarge(odd, 1.5).height());
        assertEquals(
                1, AttentionAnalyser.enlarge(new Image(1, 1, 1, new byte[1]), 2).width());
    }

    @Test
    void batchesDoNotChangeTheResult() {
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            examples.add(picture("image " + i, 30 * i, i % 3));
        }
        FixedAttention.Rule rule = (node, kernel, channel, mean) -> kernel == 0 ? 1 - mean : mean;
        AnalysisOptions one = new AnalysisOptions(List.of(1.0, 1.5), 1.5, List.of(), 4, 1);
        AnalysisOptions three = new AnalysisOptions(List.of(1.0, 1.5), 1.5, List.of(), 4, 3);
        AttentionAnalysis analysis = analyser(rule, one).analyse(examples, List.of());
        assertEquals(analysis, analyser(rule, three).analyse(examples, List.of()));
        assertEquals(
                List.of("image 0", "image 1", "image 2", "image 3"),
                analysis.channels().stream()
                        .map(ChannelShares::image)
                        .distinct()
                        .toList());
    }

    @Test
    void channelsAreHandedOutAsTheyAre() {
        FixedAttention.Rule rule = (node, kernel, channel, mean) -> kernel == 0 ? channel / 4.0 : 1 - channel / 4.0;
        AttentionAnalysis analysis =
                analyser(rule, AnalysisOptions.PAPER).analyse(List.of(picture("a", 1, 0)), List.of());
        assertEquals(3 * 5, analysis.channels().size(), "three units at five scales");
        for (ChannelShares shares : analysis.channels()) {
            assertEquals(List.of(List.of(0f, 0.25f), List.of(1f, 0.75f)), shares.attention());
        }
    }

    @Test
    void mapsOfSelectionsByPixelAreHandedOutAsTheyAre() {
        Graph graph = byPixel();
        FixedAttention.Rule rule = (node, kernel, pixel, mean) -> (kernel + 1) * pixel / 8.0;
        AttentionAnalysis analysis = new AttentionAnalyser(
                        graph, new FixedAttention(graph, GREY_8, 4, rule), AnalysisOptions.PAPER)
                .analyse(List.of(picture("a", 1, 0)), List.of());
        assertEquals(List.of(1.5 / 8, 3.0 / 8), analysis.shares().get(0).mean());
        assertTrue(analysis.channels().isEmpty());
        assertEquals(5, analysis.pixels().size(), "a unit at five scales");
        assertEquals(
                List.of(
                        List.of(List.of(0f, 0.125f), List.of(0.25f, 0.375f)),
                        List.of(List.of(0f, 0.25f), List.of(0.5f, 0.75f))),
                analysis.pixels().get(0).attention());
    }

    /** A network that selects among a 1×1 and a 3×3 convolution, pixel by pixel. */
    static Graph byPixel() {
        GraphBuilder b = new GraphBuilder(1);
        Node one = b.add("one", Conv2d.of(1, 4, Window.of(1)), b.input());
        Node three = b.add("three", Conv2d.of(1, 4, Window.of(3).padding(1)), b.input());
        Node logits = b.add("logits", Conv2d.of(1, 2, Window.of(1)), b.input());
        Select select = new Select(2, Select.Gate.SIGMOID, Select.Extent.PIXEL);
        b.output("y", b.add("select", select, one, three, logits));
        return b.build();
    }

    @Test
    void whatCanNotBeExplainedIsSaid() {
        Graph plain = Models.named("resnet18").build();
        FixedAttention nothing = new FixedAttention(plain, GREY_8, 1, (node, kernel, channel, mean) -> 1);
        assertMessage(
                "The network selects no kernels, so there is no attention to explain; take an SK network",
                () -> new AttentionAnalyser(plain, nothing, AnalysisOptions.PAPER));
        FixedAttention.Rule rule = (node, kernel, channel, mean) -> 0.5;
        assertMessage(
                "There are no images to explain",
                () -> analyser(rule, AnalysisOptions.PAPER).analyse(List.of(), List.of()));
        FixedAttention.Rule diverged = (node, kernel, channel, mean) -> Double.NaN;
        assertEquals(
                "The network's attention in SK_2_1 is not finite for a; its weights are damaged, or have diverged in"
                        + " training",
                assertThrows(
                                NotANumberException.class,
                                () -> analyser(diverged, AnalysisOptions.PAPER)
                                        .analyse(List.of(picture("a", 1, 0)), List.of()))
                        .getMessage());
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> analyser(rule, AnalysisOptions.PAPER.withUnits(List.of("SK_9_9"))))
                .getMessage();
        assertTrue(message.startsWith("The network has no unit 'SK_9_9'; it has: SK_2_1, SK_3_1"), message);
        assertMessage(
                "The scales start with 1, the image as it is, not [2.0]",
                () -> AnalysisOptions.PAPER.withScales(List.of(2.0)));
    }

    private static void assertMessage(String message, Runnable wrong) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, wrong::run).getMessage());
    }

    private static AttentionAnalyser analyser(FixedAttention.Rule rule, AnalysisOptions options) {
        return new AttentionAnalyser(TINY, new FixedAttention(TINY, GREY_8, 2, rule), options);
    }

    /** An image of one grey level. */
    static Example picture(String name, int grey, int label) {
        byte[] samples = new byte[12 * 9];
        Arrays.fill(samples, (byte) grey);
        return new Example(name, new Image(12, 9, 1, samples), OptionalInt.of(label));
    }
}
