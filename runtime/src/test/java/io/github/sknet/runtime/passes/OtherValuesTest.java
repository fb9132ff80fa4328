package io.github.sknet.runtime.passes;

import static io.github.sknet.runtime.passes.Rewritings.assertRewritten;
import static io.github.sknet.runtime.passes.Rewritings.assertUnchanged;
import static io.github.sknet.runtime.passes.Rewritings.convolve;
import static io.github.sknet.runtime.passes.Rewritings.lower;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.sknet.graph.Activation;
import io.github.sknet.graph.Add;
import io.github.sknet.graph.ConvTranspose2d;
import io.github.sknet.graph.GlobalAveragePool;
import io.github.sknet.graph.Linear;
import io.github.sknet.graph.Multiply;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.PRelu;
import io.github.sknet.graph.Window;
import io.github.sknet.runtime.program.Program;
import io.github.sknet.runtime.program.ProgramText;
import org.junit.jupiter.api.Test;

/** The passes by which a convolution takes in what reads other values besides: shortcuts, slopes, products, sums. */
class OtherValuesTest {

    @Test
    void theLaterConvolutionAddsTheShortcut() {
        assertRewritten(
                new FuseResidual(),
                lower(4, (b, x) -> {
                    Node left = convolve(b, "left", 4, x);
                    Node right = convolve(b, "right", 4, x);
                    return b.add("sum", new Add(), right, left);
                }),
                """
                left = 3×3 padding 1 convolution of input, 4→4
                right = 3×3 padding 1 convolution of input, 4→4
                sum = sum of right, left
                """,
                """
                left = 3×3 padding 1 convolution of input, 4→4
                sum = 3×3 padding 1 convolution of input, 4→4, plus left
                """);
        assertUnchanged(new FuseResidual(), lower(4, (b, x) -> {
            Node conv = convolve(b, "conv", 4, x);
            return b.add("sum", new Add(), conv, conv);
        }));
        assertUnchanged(new FuseResidual(), lower(4, (b, x) -> {
            Node conv = convolve(b, "conv", 4, x);
            return b.add("sum", new Add(), b.add("relu", Activation.relu(), conv), x);
        }));
    }

    @Test
    void slopesFollowTheConvolution() {
        assertRewritten(
                new FuseSlopes(),
                lower(4, (b, x) -> b.add("slopes", new PRelu(4), convolve(b, "conv", 4, x))),
                """
                conv = 3×3 padding 1 convolution of input, 4→4
                slopes = conv with slopes
                """,
                """
                slopes = 3×3 padding 1 convolution of input, 4→4, with slopes
                """);
        assertUnchanged(new FuseSlopes(), lower(4, (b, x) -> {
            Node conv = convolve(b, "conv", 4, x);
            return b.add("sum", new Add(), b.add("slopes", new PRelu(4), conv), conv);
        }));
    }

    /** A transposed convolution is several, which take turns. */
    @Test
    void slopesAfterATransposedConvolutionAreDoneByItsParts() {
        ConvTranspose2d doubling = ConvTranspose2d.of(4, 4, Window.of(2).stride(2));
        Program program = lower(4, (b, x) -> b.add("slopes", new PRelu(4), b.add("up", doubling, x)));
        assertEquals("""
                slopes.part0 = 1×1 convolution of input, 4→4, with slopes
                slopes.part1 = 1×1 convolution of input, 4→4, with slopes
                slopes.part2 = 1×1 convolution of input, 4→4, with slopes
                slopes.part3 = 1×1 convolution of input, 4→4, with slopes
                slopes = weave of slopes.part0, slopes.part1, slopes.part2, slopes.part3
                """, ProgramText.of(Passes.apply(program, 4)));
    }

    @Test
    void theLaterConvolutionMultiplies() {
        assertRewritten(
                new FuseProducts(),
                lower(
                        4,
                        (b, x) -> b.add(
                                "product", new Multiply(), convolve(b, "left", 4, x), convolve(b, "right", 4, x))),
                """
                left = 3×3 padding 1 convolution of input, 4→4
                right = 3×3 padding 1 convolution of input, 4→4
                product = left times right, value by value
                """,
                """
                left = 3×3 padding 1 convolution of input, 4→4
                product = 3×3 padding 1 convolution of input, 4→4, times left
                """);
        assertUnchanged(new FuseProducts(), lower(4, (b, x) -> {
            Node conv = convolve(b, "conv", 4, x);
            return b.add("square", new Multiply(), conv, conv);
        }));
    }

    /** Factors that come later are waited for; factors that depend on the convolution are not. */
    @Test
    void aVectorOfFactorsIsMultipliedByTheConvolutionThatItDoesNotDependOn() {
        Program gated = lower(4, (b, x) -> {
            Node conv = b.add("relu", Activation.relu(), convolve(b, "conv", 4, x));
            Node gate = b.add("gate", Linear.of(4, 4), b.add("mean", new GlobalAveragePool(), x));
            return b.add("product", new Multiply(), conv, gate);
        });
        assertEquals("""
                mean = mean of input
                gate = 1×1 convolution of mean, 4→4
                product = 3×3 padding 1 convolution of input, 4→4, then ReLU, times gate
                """, ProgramText.of(Passes.apply(gated, 4)));
        assertUnchanged(new FuseProducts(), lower(4, (b, x) -> {
            Node conv = convolve(b, "conv", 4, x);
            Node gate = b.add("gate", Linear.of(4, 4), b.add("mean", new GlobalAveragePool(), conv));
            return b.add("product", new Multiply(), conv, gate);
        }));
    }

    @Test
    void convolutionsAddUpTheirPixelsForTheMean() {
        assertRewritten(
                new FusePooling(),
                lower(4, (b, x) -> b.add("mean", new GlobalAveragePool(), convolve(b, "conv", 4, x))),
                """
                conv = 3×3 padding 1 convolution of input, 4→4
                mean = mean of conv
                """,
                """
                conv = 3×3 padding 1 convolution of input, 4→4, sums into conv.sum
                mean = sum of conv.sum over 36 pixels
                """);
        assertUnchanged(
                new FusePooling(),
                lower(4, (b, x) -> b.add("mean", new GlobalAveragePool(), b.add("relu", Activation.relu(), x))));
    }
}
