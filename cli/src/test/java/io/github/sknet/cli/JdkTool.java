package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.spi.ToolProvider;

/**
 * What a tool of the JDK said.
 *
 * @param status 0 where all is well
 */
record JdkTool(int status, String output) {

    static JdkTool run(String name, List<String> arguments) {
        StringWriter output = new StringWriter();
        PrintWriter writer = new PrintWriter(output);
        ToolProvider tool = ToolProvider.findFirst(name).orElseThrow();
        int status = tool.run(writer, writer, arguments.toArray(String[]::new));
        return new JdkTool(status, output.toString());
    }

    /** What the tool said, which had nothing to complain of. */
    static String succeed(String name, List<String> arguments) {
        JdkTool result = run(name, arguments);
        assertEquals(0, result.status, () -> name + " " + String.join(" ", arguments) + "\n" + result.output);
        return result.output;
    }
}
