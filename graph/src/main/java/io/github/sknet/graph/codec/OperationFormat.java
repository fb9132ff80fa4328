package io.github.sknet.graph.codec;

import io.github.sknet.graph.Op;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * How one kind of operation is written and read.
 *
 * @param id its name in the text
 * @param writer writes its attributes
 * @param reader reads them and makes the operation
 */
record OperationFormat<O extends Op>(
        String id, BiConsumer<O, AttributeWriter> writer, Function<AttributeReader, O> reader) {

    /** The key of the name. */
    static final String KEY = "op";

    /** The name and the attributes. */
    Map<String, Object> write(O op) {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put(KEY, id);
        writer.accept(op, new AttributeWriter(entries));
        return entries;
    }

    O read(AttributeReader attributes) {
        return reader.apply(attributes);
    }
}
