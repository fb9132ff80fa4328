package io.github.sknet.onnx.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.onnx.importer.lowering.Operator;
import io.github.sknet.onnx.importer.lowering.Operators;
import io.github.sknet.onnx.importer.lowering.UnsupportedOperators;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The documentation says of ONNX's operators what the code does. */
class OperatorTableTest {

    @Test
    void theDocumentationHasTheTableOfTheCode() throws IOException {
        String page = Files.readString(Path.of("../docs/exchange.md"));
        assertTrue(
                page.contains("\n" + OperatorTable.markdown()),
                "docs/exchange.md must hold this:\n" + OperatorTable.markdown());
    }

    @Test
    void noOperatorIsNamedTwice() {
        List<String> names =
                new ArrayList<>(Operators.all().stream().map(Operator::name).toList());
        UnsupportedOperators.byReason().values().forEach(names::addAll);
        assertEquals(names.size(), new HashSet<>(names).size());
    }
}
