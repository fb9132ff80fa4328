package io.github.sknet.checkpoint.origin;

import java.util.List;

/** All code bases that are known, those with names of their own first. */
public final class CodeBases {

    private static final List<CodeBase> ALL = List.of(
            new CaffeSkNet(),
            new SegmentationModels(),
            new PytorchInsight(),
            new Syt2(),
            new LskNet(),
            new SeedArticle(),
            new Timm(),
            new Torchvision());

    private CodeBases() {}

    public static List<CodeBase> all() {
        return ALL;
    }
}
