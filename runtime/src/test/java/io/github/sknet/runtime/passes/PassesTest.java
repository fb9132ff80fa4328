package io.github.sknet.runtime.passes;

import static io.github.sknet.runtime.passes.Rewritings.SAME;
import static io.github.sknet.runtime.passes.Rewritings.assertRewritten;
import static io.github.sknet.runtime.passes.Rewritings.assertUnchanged;
import static io.github.sknet.runtime.passes.Rewritings.convolve;
import static io.github.sknet.runtime.passes.Rewritings.lower;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.sknet.graph.Activation;
import io.github.sknet.graph.Add;
import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.ChannelPermute;
import io.github.sknet.graph.Concat;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.ConvTranspose2d;
import io.github.sknet.graph.GlobalAveragePool;
import io.github.sknet.graph.Linear;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Pad;
import io.github.sknet.graph.Padding;
import io.github.sknet.graph.Select;
import io.github.sknet.graph.Slice;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.blocks.SelectiveKernel;
import io.github.sknet.runtime.program.Program;
import io.github.sknet.runtime.program.ProgramText;
import org.junit.jupiter.api.Test;

/** What each pass makes of a program, as text before and after; that the numbers stay is the conformance suite's. */
class PassesTest {

    private static final int LANES = 16;

    @Test
    void slicesAreReadWhereTheyAre() {
        assertRewritten(
                new ReadSlices(),
                lower(8, (b, x) -> b.add("conv", Conv2d.of(4, 4, SAME), b.add("slice", new Slice(2, 6), x))),
                """
                slice = channels input.2…5
                conv = 3×3 padding 1 convolution of slice, 4→4
                """,
                """
                slice = channels input.2…5
                conv = 3×3 padding 1 convolution of input from channel 2, 4→4
                """);
        Program grouped = lower(8, (b, x) -> {
            Node slice = b.add("slice", new Slice(2, 6), x);
            return b.add("conv", Conv2d.of(4, 4, SAME).withGroups(2), slice);
        });
        assertUnchanged(new ReadSlices(), grouped);
    }

    @Test
    void whatNobodyReadsIsDropped() {
        assertRewritten(
                new DeadOperations(),
                lower(4, (b, x) -> {
                    Node halves = b.add("halves", new Concat(), b.add("half", new Slice(0, 2), x), x);
                    return b.add("moved", ChannelPermute.transpose(6, 2), halves);
                }),
                """
                half = channels input.0…1
                halves = channels input.0…1 input.0…3
                moved = channels input.0…1 input.1…2 input.0 input.3
                """,
                """
                moved = channels input.0…1 input.1…2 input.0 input.3
                """);
    }

    @Test
    void zerosAroundAMapAreTheConvolutionsPadding() {
        Pad zeros = Pad.zeros(new Padding(0, 1, 2, 3));
        assertRewritten(
                new FoldPadding(), lower(4, (b, x) -> convolve(b, "conv", 4, b.add("pad", zeros, x))), """
                pad = input in (0, 1, 2, 3)
                conv = 3×3 padding 1 convolution of pad, 4→4
                """, """
                pad = input in (0, 1, 2, 3)
                conv = 3×3 padding (1, 2, 3, 4) convolution of input, 4→4
                """);
        Pad mirror = new Pad(Padding.square(1), Pad.Mode.REFLECT, 0);
        assertUnchanged(new FoldPadding(), lower(4, (b, x) -> convolve(b, "conv", 4, b.add("pad", mirror, x))));
    }

    /** A transposed convolution of stride 2 is four, and each does the normalisation and the function. */
    @Test
    void functionsAfterATransposedConvolutionAreDoneByItsParts() {
        ConvTranspose2d doubling = ConvTranspose2d.of(4, 4, Window.of(2).stride(2));
        Program program = lower(4, (b, x) -> {
            Node norm = b.add("norm", BatchNorm.of(4), b.add("up", doubling, x));
            return b.add("relu", Activation.relu(), norm);
        });
        assertEquals("""
                relu.part0 = 1×1 convolution of input, 4→4, scaled, then ReLU
                relu.part1 = 1×1 convolution of input, 4→4, scaled, then ReLU
                relu.part2 = 1×1 convolution of input, 4→4, scaled, then ReLU
                relu.part3 = 1×1 convolution of input, 4→4, scaled, then ReLU
                relu = weave of relu.part0, relu.part1, relu.part2, relu.part3
                """, ProgramText.of(Passes.apply(program, 4)));
    }

    @Test
    void anyFunctionAndAConstantFactorAreDoneByTheConvolution() {
        Program program = lower(4, (b, x) -> {
            Node scaled = b.add("scaled", Activation.linear(2, 1), convolve(b, "conv", 4, x));
            return b.add("swish", Activation.hardSwish(), scaled);
        });
        assertEquals("""
                swish = 3×3 padding 1 convolution of input, 4→4, scaled, then hard swish
                """, ProgramText.of(Passes.apply(program, 4)));
    }

    @Test
    void normsAreFoldedIntoTheConvolutionThatNothingElseReads() {
        assertRewritten(
                new FoldAffine(),
                lower(4, (b, x) -> b.add("norm", BatchNorm.of(4), convolve(b, "conv", 4, x))),
                """
                conv = 3×3 padding 1 convolution of input, 4→4
                norm = scaled and shifted conv
                """,
                """
                norm = 3×3 padding 1 convolution of input, 4→4, scaled
                """);
        assertUnchanged(new FoldAffine(), lower(4, (b, x) -> {
            Node conv = convolve(b, "conv", 4, x);
            b.output("conv", conv);
            return b.add("norm", BatchNorm.of(4), conv);
        }));
        assertUnchanged(
                new FoldAffine(),
                lower(4, (b, x) -> b.add("norm", BatchNorm.of(4), b.add("relu", Activation.relu(), x))));
    }

    @Test
    void functionsFollowWhatComesBeforeThem() {
        assertRewritten(
                new FuseFunctions(),
                lower(4, (b, x) -> {
                    Node relu = b.add("relu", Activation.relu(), convolve(b, "conv", 4, x));
                    Node gate = b.add("gate", Activation.sigmoid(), b.add("norm", BatchNorm.of(4), relu));
                    Node sum = b.add("sum", new Add(), gate, x);
                    Node clamped = b.add("clamped", Activation.relu(), sum);
                    return b.add("again", Activation.sigmoid(), clamped);
                }),
                """
                conv = 3×3 padding 1 convolution of input, 4→4
                relu = ReLU of conv
                norm = scaled and shifted relu
                gate = sigmoid of norm
                sum = sum of gate, input
                clamped = ReLU of sum
                again = sigmoid of clamped
                """,
                """
                relu = 3×3 padding 1 convolution of input, 4→4, then ReLU
                gate = scaled and shifted relu, then sigmoid
                clamped = sum of gate, input, then ReLU
                again = sigmoid of clamped
                """);
        assertUnchanged(new FuseFunctions(), lower(4, (b, x) -> {
            Node conv = convolve(b, "conv", 4, x);
            Node relu = b.add("relu", Activation.relu(), conv);
            return b.add("sum", new Add(), relu, conv, x);
        }));
    }

    @Test
    void convolutionsOfFewOutputsAreSummedOverGroupsInTheLanes() {
        assertRewritten(
                new NarrowOutputs(LANES), lower(32, (b, x) -> b.add("conv", Conv2d.of(32, 3, SAME), x)), """
                conv = 3×3 padding 1 convolution of input, 32→3
                """, """
                conv.by_group = 3×3 padding 1 convolution of input, 16 groups, 2→64
                conv = sum over groups of conv.by_group
                """);
        assertUnchanged(new NarrowOutputs(LANES), lower(32, (b, x) -> b.add("conv", Conv2d.of(32, 8, SAME), x)));
        assertUnchanged(new NarrowOutputs(LANES), lower(33, (b, x) -> b.add("conv", Conv2d.of(33, 3, SAME), x)));
    }

    @Test
    void ordersThatContradictEachOtherAreSettledByACopy() {
        assertRewritten(
                new OrderCopies(2),
                lower(4, (b, x) -> {
                    Node pairs = b.add("pairs", Conv2d.of(4, 4, SAME).withGroups(2), x);
                    return b.add("depthwise", Conv2d.of(4, 4, SAME).withGroups(4), pairs);
                }),
                """
                pairs = 3×3 padding 1 convolution of input, 2 groups, 2→4
                depthwise = 3×3 padding 1 convolution of pairs, 4 groups, 1→4
                """,
                """
                pairs = 3×3 padding 1 convolution of input, 2 groups, 2→4
                pairs.reordered = channels pairs.0…3
                depthwise = 3×3 padding 1 convolution of pairs.reordered, 4 groups, 1→4
                """);
        assertRewritten(
                new OrderCopies(2),
                lower(4, (b, x) -> {
                    Node pairs = b.add("pairs", Conv2d.of(4, 4, SAME).withGroups(2), x);
                    Node depthwise = b.add("depthwise", Conv2d.of(4, 4, SAME).withGroups(4), x);
                    return b.add("sum", new Add(), pairs, depthwise);
                }),
                """
                pairs = 3×3 padding 1 convolution of input, 2 groups, 2→4
                depthwise = 3×3 padding 1 convolution of input, 4 groups, 1→4
                sum = sum of pairs, depthwise
                """,
                """
                pairs = 3×3 padding 1 convolution of input, 2 groups, 2→4
                input.reordered = channels input.0…3
                depthwise.reordered = 3×3 padding 1 convolution of input.reordered, 4 groups, 1→4
                depthwise = channels depthwise.reordered.0…3
                sum = sum of pairs, depthwise
                """);
    }

    /** All passes, in their order, on the paper's block with a shortcut. */
    @Test
    void aBlockIsAFewOperations() {
        Program program = lower(32, (b, x) -> {
            Node block = SelectiveKernel.paper(32, 2, 16, 8, 1, 8).build(b, x);
            Node norm = b.add("norm", BatchNorm.of(32), convolve(b, "conv", 32, block));
            return b.add("relu", Activation.relu(), b.add("sum", new Add(), norm, x));
        });
        assertEquals("""
        paths.0.act = 3×3 padding 1 convolution of input, 16 groups, 2→32, scaled, then ReLU, sums into paths.0.act.sum
        paths.1.act = 3×3 padding 2 dilation 2 convolution of input, 16 groups, 2→32, scaled, then ReLU, sums into paths.1.act.sum
        fuse = sum of paths.0.act.sum, paths.1.act.sum over 36 pixels
        attn.act = 1×1 convolution of fuse, 32→8, scaled, then ReLU
        attn.fc_select = 1×1 convolution of attn.act, 8→64
        attn.select.attention.0 = softmax of attn.fc_select.0…63 for attn.select.attention.0, attn.select.attention.1
        attn.select = mixture of paths.0.act, paths.1.act by attn.select.attention.0, attn.select.attention.1
        relu = 3×3 padding 1 convolution of attn.select, 32→32, scaled, plus input, then ReLU
        """, ProgramText.of(Passes.apply(program, LANES)));
    }

    /** Logits are read where they lie, whatever moved their channels; a gate by pixel belongs to the convolution before it. */
    @Test
    void selectionsNeedNoCopiesOfTheirLogits() {
        Program separate = lower(8, (b, x) -> {
            Node vector = b.add("mean", new GlobalAveragePool(), x);
            Node first = b.add("first", Linear.of(8, 8), vector);
            Node second = b.add("second", Linear.of(8, 8), vector);
            return b.add("select", Select.of(2), x, x, b.add("logits", new Concat(), second, first));
        });
        assertEquals("""
        mean = mean of input
        first = 1×1 convolution of mean, 8→8
        second = 1×1 convolution of mean, 8→8
        select.attention.0 = softmax of second.0…7 first.0…7 for select.attention.0, select.attention.1
        select = mixture of input, input by select.attention.0, select.attention.1
        """, ProgramText.of(Passes.apply(separate, LANES)));
        Program byPixel = lower(8, (b, x) -> {
            Node logits = b.add("logits", Conv2d.of(8, 8, Window.of(1)), x);
            Select select = new Select(8, Select.Gate.SIGMOID, Select.Extent.PIXEL);
            return b.add("select", select, x, x, x, x, x, x, x, x, logits);
        });
        assertEquals("""
        select.attention = 1×1 convolution of input, 8→8, then sigmoid
        select = mixture of input, input, input, input, input, input, input, input by select.attention
        """, ProgramText.of(Passes.apply(byPixel, LANES)));
    }
}
