package io.github.sknet.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A page of the documentation: what of it is code.
 *
 * @param lines of the page
 */
record DocumentationPage(List<String> lines) {

    private static final Path ROOT = Path.of("..");
    private static final String FENCE = "```";
    private static final String COMMAND = "./sknet ";
    private static final String REGION = "// region";
    private static final String END = "// endregion";

    /** Reads a page by its path from the project's root. */
    static DocumentationPage read(String path) throws IOException {
        return new DocumentationPage(Files.readAllLines(ROOT.resolve(path)));
    }

    /** The part below a heading, down to the next one of its rank. */
    DocumentationPage section(String heading) {
        int start = lines.indexOf(heading);
        if (start < 0) {
            throw new IllegalArgumentException("The page has no heading '" + heading + "'");
        }
        String rank = heading.substring(0, heading.indexOf(' ') + 1);
        int end = start + 1;
        while (end < lines.size() && !lines.get(end).startsWith(rank)) {
            end++;
        }
        return new DocumentationPage(lines.subList(start, end));
    }

    /** The text of each fenced block of a language. */
    List<String> blocks(String language) {
        List<String> blocks = new ArrayList<>();
        StringBuilder block = null;
        for (String line : lines) {
            if (line.equals(FENCE + language)) {
                block = new StringBuilder();
            } else if (line.equals(FENCE) && block != null) {
                blocks.add(block.toString());
                block = null;
            } else if (block != null) {
                block.append(line).append('\n');
            }
        }
        return blocks;
    }

    /** The words of each of the page's commands, without {@code ./sknet} and comments. */
    List<List<String>> commands() {
        return blocks("sh").stream()
                .flatMap(block -> block.replace("\\\n", " ").lines())
                .map(line -> line.replaceFirst("\\s+#.*", ""))
                .filter(line -> line.startsWith(COMMAND))
                .map(line -> Arrays.asList(line.substring(COMMAND.length()).split("\\s+")))
                .toList();
    }

    /** The marked regions of a source file, without their common indentation. */
    static List<String> regions(Path source) throws IOException {
        List<String> regions = new ArrayList<>();
        List<String> region = null;
        for (String line : Files.readAllLines(source)) {
            if (line.strip().startsWith(REGION)) {
                region = new ArrayList<>();
            } else if (line.strip().equals(END) && region != null) {
                regions.add(String.join("\n", region).stripIndent() + "\n");
                region = null;
            } else if (region != null) {
                region.add(line);
            }
        }
        return regions;
    }
}
