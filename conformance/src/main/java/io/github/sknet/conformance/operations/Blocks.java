package io.github.sknet.conformance.operations;

import io.github.sknet.conformance.cases.ReferenceCase;
import io.github.sknet.graph.blocks.Block;
import io.github.sknet.graph.blocks.Branch;
import io.github.sknet.graph.blocks.SKUnit;
import io.github.sknet.graph.blocks.SelectiveKernel;
import io.github.sknet.graph.blocks.Shuffle;
import io.github.sknet.graph.blocks.SqueezeExcitation;
import java.util.List;
import java.util.stream.Stream;

/** The blocks that networks are made of, with everything that the general block offers. */
final class Blocks {

    private Blocks() {}

    static Stream<ReferenceCase> cases() {
        Family family = new Family("block");
        for (int branches = 1; branches <= 4; branches++) {
            add(family, "seed, M = " + branches, SelectiveKernel.seed(8, branches, 4, 2, 1, 4));
        }
        SelectiveKernel paper = SelectiveKernel.paper(16, 2, 4, 4, 1, 8);
        add(family, "paper", paper);
        add(family, "paper, M = 3, stride 2", SelectiveKernel.paper(16, 3, 4, 4, 2, 8));
        add(family, "paper, depthwise, stride 2", SelectiveKernel.paper(16, 2, 16, 4, 2, 8));
        add(family, "paper, 64 channels in 32 groups", SelectiveKernel.paper(64, 2, 32, 16, 1, 32));
        add(family, "timm", SelectiveKernel.timm(8, 8, 1, 1, 1, false, 4));
        add(family, "timm, split input, stride 2", SelectiveKernel.timm(8, 8, 1, 1, 2, true, 4));
        add(family, "1×7 with 7×1", paper.withBranches(List.of(Branch.rectangle(1, 7, 4), Branch.rectangle(7, 1, 4))));
        add(
                family,
                "four branches of any size",
                paper.withBranches(List.of(
                        Branch.square(1, 1, 1),
                        Branch.square(3, 1, 4),
                        Branch.square(5, 1, 16),
                        Branch.square(3, 3, 2))));
        add(family, "split input", paper.withSplitInput(true));
        add(family, "plain sum", paper.withPlainSum());
        add(family, "channel attention", paper.withChannelAttention(4));
        add(family, "shuffle by transposing", paper.withShuffle(Shuffle.transpose(4)));
        add(family, "random shuffle within groups", paper.withShuffle(Shuffle.randomWithinGroups(4, 3)));
        add(family, "unit with projection", new SKUnit(16, 32, 13, 2, 8, 2, 16, 2, 8));
        add(family, "unit with identity", new SKUnit(16, 16, 13, 2, 8, 2, 16, 1, 8));
        add(family, "squeeze and excitation", new SqueezeExcitation(21, 5));
        return family.cases().stream();
    }

    private static void add(Family family, String what, Block block) {
        family.add(what, block.inChannels(), (b, x) -> block.build(b.scope("block"), x));
    }
}
