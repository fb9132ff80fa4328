package io.github.sknet.cli.examples;

import io.github.sknet.graph.blocks.Branch;
import io.github.sknet.graph.blocks.SKConv;
import io.github.sknet.graph.blocks.SelectiveKernel;
import io.github.sknet.graph.blocks.Shuffle;
import java.util.List;

/** The blocks of docs/article.md: the article's code, the paper's block, and what the article describes beyond its code. */
public final class ArticleBlocks {

    private ArticleBlocks() {}

    // region
    /** The article's code: features, WH, M, G, r. */
    public static SKConv code() {
        return new SKConv(64, 32, 2, 8, 2);
    }

    /** The paper's block: channels, M, G, r, stride, L. */
    public static SelectiveKernel paper() {
        return SelectiveKernel.paper(128, 2, 32, 16, 1, 32);
    }
    // endregion

    // region
    /** What the article describes: kernels of several shapes, each on a slice of the input, one channel a group. */
    public static SelectiveKernel described() {
        int groups = 16;
        return SelectiveKernel.seed(64, 4, groups, 2, 1, 32)
                .withSplitInput(true)
                .withBranches(List.of(
                        Branch.square(3, 1, groups),
                        Branch.square(5, 1, groups),
                        Branch.rectangle(1, 7, groups),
                        Branch.rectangle(7, 1, groups)))
                .withChannelAttention(4)
                .withShuffle(Shuffle.randomWithinGroups(groups, 1));
    }
    // endregion
}
