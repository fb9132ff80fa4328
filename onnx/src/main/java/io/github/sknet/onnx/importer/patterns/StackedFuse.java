package io.github.sknet.onnx.importer.patterns;

import io.github.sknet.onnx.importer.lowering.Operators.Internal;
import io.github.sknet.onnx.importer.model.OnnxNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The mean over all pixels of a stack's sum: <em>Fuse</em> as the seed article's code and timm's have it. */
record StackedFuse() implements Pattern {

    @Override
    public Optional<OnnxNode> match(OnnxNode last, Matcher matcher) {
        boolean mean = last.operator().equals("ReduceMean")
                && matcher.axes(last).filter(StackedFuse::arePixels).isPresent();
        if (!mean) {
            return Optional.empty();
        }
        return Stacks.summed(last.input(0), matcher)
                .flatMap(stack -> Stacks.parts(stack, matcher))
                .map(maps -> Matcher.instead(
                        last,
                        Internal.FUSE,
                        maps,
                        Map.of("keepdims", last.attributes().whole("keepdims", 1))));
    }

    private static boolean arePixels(long[] axes) {
        List<Long> sorted = Arrays.stream(axes).boxed().sorted().toList();
        return sorted.equals(List.of(-2L, -1L)) || sorted.equals(List.of(2L, 3L));
    }
}
