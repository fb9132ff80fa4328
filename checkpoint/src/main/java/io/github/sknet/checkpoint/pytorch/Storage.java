package io.github.sknet.checkpoint.pytorch;

import io.github.sknet.graph.weights.ElementType;
import java.util.Map;
import java.util.Optional;

/**
 * The numbers behind one or several tensors of a checkpoint.
 *
 * @param type of its elements
 * @param key its name in the file
 * @param elements how many the checkpoint says there are
 */
record Storage(ElementType type, String key, long elements) {

    private static final Map<String, ElementType> TYPES = Map.of(
            "FloatStorage", ElementType.F32,
            "DoubleStorage", ElementType.F64,
            "HalfStorage", ElementType.F16,
            "BFloat16Storage", ElementType.BF16,
            "LongStorage", ElementType.I64,
            "IntStorage", ElementType.I32,
            "ShortStorage", ElementType.I16,
            "CharStorage", ElementType.I8,
            "ByteStorage", ElementType.U8,
            "BoolStorage", ElementType.BOOL);

    /** The type of the elements of one of PyTorch's classes; empty for those that are not read, as complex or quantised ones. */
    static Optional<ElementType> type(String path) {
        String name = path.replaceFirst("^torch\\.(cuda\\.)?", "");
        return name.length() == path.length() ? Optional.empty() : Optional.ofNullable(TYPES.get(name));
    }
}
