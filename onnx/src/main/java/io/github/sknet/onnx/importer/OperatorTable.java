package io.github.sknet.onnx.importer;

import io.github.sknet.onnx.importer.evaluation.ConstantOperators;
import io.github.sknet.onnx.importer.lowering.Operator;
import io.github.sknet.onnx.importer.lowering.Operators;
import io.github.sknet.onnx.importer.lowering.UnsupportedOperators;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** ONNX's operators, and what of them is supported, as the documentation has them. */
public final class OperatorTable {

    private OperatorTable() {}

    /** Markdown: those that become operations, those that are computed while a file is read, and those that are refused. */
    public static String markdown() {
        StringBuilder text = new StringBuilder();
        text.append("| operator | not supported of it |\n|---|---|\n");
        for (Operator operator : Operators.all()) {
            text.append(row(code(operator.name()), operator.limits()));
        }
        text.append("\nComputed while a file is read, where nothing that they read depends on the image: ")
                .append(codes(onlyOfConstants()))
                .append(".\n\n| not supported | operators |\n|---|---|\n");
        UnsupportedOperators.byReason().forEach((reason, names) -> text.append(row(reason, codes(names))));
        return text.toString();
    }

    private static Set<String> onlyOfConstants() {
        Set<String> names = new TreeSet<>(ConstantOperators.names());
        Operators.all().forEach(operator -> names.remove(operator.name()));
        return names;
    }

    private static String row(String first, String second) {
        return "| " + first + " | " + (second.isEmpty() ? "" : second + " ") + "|\n";
    }

    private static String code(String name) {
        return "`" + name + "`";
    }

    private static String codes(Iterable<String> names) {
        List<String> all = new ArrayList<>();
        names.forEach(name -> all.add(code(name)));
        return String.join(", ", all);
    }
}
