package io.github.sknet.conformance.operations;

import io.github.sknet.conformance.cases.InputShape;
import io.github.sknet.conformance.cases.ReferenceCase;
import io.github.sknet.graph.Activation;
import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.ConvTranspose2d;
import io.github.sknet.graph.Init;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Padding;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.Window;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Convolutions alone: widths, groups, windows, wide 3×3 ones, and a number that were drawn. */
final class Convolutions {

    /** Around the lanes of a vector (4, 8, 16) and the one, two or four vectors of a tile. */
    private static final int[] WIDTHS = {1, 3, 4, 5, 8, 12, 16, 17, 24, 31, 32, 33, 48, 63, 64, 65, 80, 128, 130};

    private static final int[] INPUT_WIDTHS = {1, 2, 3, 5, 16, 33, 64};

    private static final int[] GROUPS = {2, 3, 4, 7, 8, 16, 17, 32, 64};

    /** Inputs and outputs of a group; the first is depthwise. */
    private static final int[][] GROUP_WIDTHS = {{1, 1}, {1, 2}, {2, 1}, {2, 2}, {3, 5}, {4, 4}, {8, 8}, {5, 16}};

    private static final Size[] KERNELS = {
        Size.square(1),
        Size.square(2),
        Size.square(3),
        Size.square(5),
        Size.square(7),
        new Size(1, 7),
        new Size(7, 1),
        new Size(2, 3),
        new Size(4, 1)
    };

    private static final Size[] STRIDES = {
        Size.square(1), Size.square(2), new Size(2, 1), new Size(1, 3), Size.square(4)
    };

    private static final Size[] DILATIONS = {Size.square(1), Size.square(2), new Size(1, 3)};

    private static final Size[] PADDINGS = {Size.square(0), Size.square(1), new Size(2, 3), Size.square(3)};

    /** Enough for many tiles of 2×2 outputs, at even and odd sizes. */
    private static final List<InputShape> WIDE =
            List.of(new InputShape(1, 14, 14), new InputShape(1, 33, 9), new InputShape(2, 13, 15));

    private static final int DRAWN = 120;

    private static final int TRANSPOSED = 40;

    private Convolutions() {}

    static Stream<ReferenceCase> cases() {
        return Stream.of(widths(), groups(), windows(), threeByThree(), uneven(), transposed(), drawn())
                .flatMap(family -> family.cases().stream());
    }

    private static Family widths() {
        Family family = new Family("convolution, widths");
        int turn = 0;
        for (int in : INPUT_WIDTHS) {
            for (int out : WIDTHS) {
                turn++;
                Window window = turn % 3 == 0 ? Window.of(3).padding(1) : Window.of(1);
                family.add(withBias(Conv2d.of(in, out, window), turn % 2 == 0));
            }
        }
        return family;
    }

    private static Family groups() {
        Family family = new Family("convolution, groups");
        int turn = 0;
        for (int groups : GROUPS) {
            for (int[] width : GROUP_WIDTHS) {
                turn++;
                Window window = Window.of(3).padding(1).stride(1 + turn % 2).dilation(1 + turn % 3 / 2);
                Conv2d convolution =
                        Conv2d.of(groups * width[0], groups * width[1], window).withGroups(groups);
                family.add(withBias(convolution, turn % 2 == 0));
            }
        }
        return family;
    }

    private static Family windows() {
        Family family = new Family("convolution, windows");
        int turn = 0;
        for (Size kernel : KERNELS) {
            for (Size stride : STRIDES) {
                for (Size dilation : DILATIONS) {
                    turn++;
                    Window window = new Window(kernel, stride, PADDINGS[turn % PADDINGS.length], dilation);
                    int groups = turn % 5 == 0 ? 3 : 1;
                    family.add(Conv2d.of(6, 21, window).withGroups(groups));
                }
            }
        }
        return family;
    }

    /** Dense 3×3 convolutions of stride 1 with many channels, which have a quicker way than their definition. */
    private static Family threeByThree() {
        Family family = new Family("convolution, wide 3×3");
        Random random = new Random(20151030);
        for (int i = 0; i < 16; i++) {
            Window window = new Window(
                    Size.square(3),
                    Size.square(1),
                    new Size(random.nextInt(4), random.nextInt(4)),
                    new Size(1 + random.nextInt(2), 1 + random.nextInt(3)));
            Conv2d convolution = withBias(
                    Conv2d.of(32 * (1 + random.nextInt(4)), 24 + random.nextInt(90), window), random.nextBoolean());
            family.add(
                    convolution.toString(),
                    Family.graph(convolution.inChannels(), (b, x) -> b.add("conv", convolution, x)),
                    WIDE);
        }
        return family;
    }

    /** Other padding above than below, and left than right. */
    private static Family uneven() {
        Family family = new Family("convolution, uneven padding");
        for (Padding padding : new Padding[] {
            new Padding(0, 0, 1, 1), new Padding(2, 0, 0, 1), new Padding(0, 3, 2, 1), new Padding(1, 0, 0, 0)
        }) {
            for (int stride = 1; stride <= 2; stride++) {
                Window window = Window.of(3).stride(stride).padding(padding);
                family.add(Conv2d.of(5, 12, window));
                family.add(Conv2d.of(32, 32, window).withGroups(32));
                family.add(Conv2d.of(64, 48, window));
            }
        }
        return family;
    }

    /** Transposed: strides, dilations, groups, paddings, and what the result is longer. */
    private static Family transposed() {
        Family family = new Family("transposed convolution");
        Random random = new Random(20160911);
        for (int i = 0; i < TRANSPOSED; i++) {
            int groups = i % 3 == 0 ? 1 + random.nextInt(8) : 1;
            Size kernel = new Size(1 + random.nextInt(5), 1 + random.nextInt(4));
            Size stride = i % 4 == 0 ? Size.square(2) : new Size(1 + random.nextInt(3), 1 + random.nextInt(3));
            Size dilation = i % 5 == 0 ? new Size(2, 3) : Size.square(1);
            Padding padding = new Padding(
                    random.nextInt(kernel.height()),
                    random.nextInt(kernel.width()),
                    random.nextInt(kernel.height()),
                    random.nextInt(kernel.width()));
            Size more = new Size(random.nextInt(stride.height()), random.nextInt(stride.width()));
            ConvTranspose2d op = new ConvTranspose2d(
                    groups * (1 + random.nextInt(20)),
                    groups * (1 + random.nextInt(20)),
                    new Window(kernel, stride, padding, dilation),
                    more,
                    groups,
                    i % 2 == 0,
                    Init.torchDefault(),
                    Init.torchDefault());
            family.add(op.toString(), op.inChannels(), Size.square(5), (b, x) -> b.add("conv", op, x));
        }
        ConvTranspose2d doubling = ConvTranspose2d.of(32, 16, Window.of(2).stride(2));
        family.add("a doubling with normalisation and ReLU", 32, (b, x) -> {
            Node norm = b.add("norm", BatchNorm.of(16), b.add("up", doubling, x));
            return b.add("relu", Activation.relu(), norm);
        });
        return family;
    }

    private static Family drawn() {
        Family family = new Family("convolution, drawn");
        Random random = new Random(20190315);
        for (int i = 0; i < DRAWN; i++) {
            int groups = random.nextBoolean() ? GROUPS[random.nextInt(GROUPS.length)] : 1;
            int in = groups == 1 ? WIDTHS[random.nextInt(WIDTHS.length)] : groups * (1 + random.nextInt(6));
            int out = groups == 1 ? WIDTHS[random.nextInt(WIDTHS.length)] : groups * (1 + random.nextInt(9));
            Window window = new Window(
                    KERNELS[random.nextInt(KERNELS.length)],
                    new Size(1 + random.nextInt(3), 1 + random.nextInt(2)),
                    new Size(random.nextInt(4), random.nextInt(4)),
                    new Size(1 + random.nextInt(2), 1 + random.nextInt(3)));
            family.add(withBias(Conv2d.of(in, out, window).withGroups(groups), random.nextBoolean()));
        }
        return family;
    }

    private static Conv2d withBias(Conv2d convolution, boolean bias) {
        return bias ? convolution.withBias(Init.constant(0)) : convolution;
    }
}
