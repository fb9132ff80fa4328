package io.github.sknet.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/**
 * What of a page is the same in every language.
 *
 * @param path from the project's root
 * @param sections one for each heading, of which the first is the page's title
 */
record PageOutline(Path path, List<Section> sections) {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:,\\d{3})*(?:\\.\\d+)?");

    /**
     * A heading, and what stands below it until the next one.
     *
     * @param heading its text
     * @param rank 1 for a title, 2 …
     * @param blocks fenced code, without the comments of shell commands and of Java's lines
     * @param words code within sentences and tables
     * @param numbers in sentences and tables
     * @param links their destinations, as they are written
     */
    record Section(
            String heading,
            int rank,
            List<String> blocks,
            List<String> words,
            List<String> numbers,
            List<String> links) {

        Section(String heading, int rank) {
            this(heading, rank, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        /** As GitHub writes the heading in an address. */
        String anchor() {
            return heading.toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N}\\p{M} _-]", "")
                    .replace(' ', '-');
        }
    }

    /** Reads a page by its path from the project's root. */
    static PageOutline read(Path path) throws IOException {
        return of(path, Files.readString(ROOT.resolve(path)));
    }

    static PageOutline of(Path path, String markdown) {
        Reader reader = new Reader();
        PARSER.parse(markdown).accept(reader);
        return new PageOutline(path, List.copyOf(reader.sections));
    }

    /** Which heading an anchor leads to, counted from 0; none where there is no such heading. */
    OptionalInt heading(String anchor) {
        return IntStream.range(0, sections.size())
                .filter(i -> sections.get(i).anchor().equals(anchor))
                .findFirst();
    }

    /** Walks a page's text. */
    private static final class Reader extends AbstractVisitor {

        private final List<Section> sections = new ArrayList<>();

        private Section section() {
            if (sections.isEmpty()) {
                throw new IllegalArgumentException("A page begins with its title");
            }
            return sections.get(sections.size() - 1);
        }

        @Override
        public void visit(Heading heading) {
            sections.add(new Section(text(heading), heading.getLevel()));
        }

        @Override
        public void visit(FencedCodeBlock block) {
            String code = switch (block.getInfo()) {
                case "sh" -> block.getLiteral().replaceAll("(?m)\\s+#.*$", "");
                case "java" -> block.getLiteral().replaceAll("(?m)\\s+//.*$", "");
                default -> block.getLiteral();
            };
            section().blocks().add(block.getInfo() + "\n" + code.strip());
        }

        @Override
        public void visit(Code code) {
            section().words().add(code.getLiteral().replaceAll("\\s+", " "));
        }

        @Override
        public void visit(Text text) {
            NUMBER.matcher(text.getLiteral())
                    .results()
                    .map(MatchResult::group)
                    .forEach(section().numbers()::add);
        }

        @Override
        public void visit(Link link) {
            section().links().add(link.getDestination());
            visitChildren(link);
        }

        @Override
        public void visit(Image image) {
            section().links().add(image.getDestination());
        }

        private static String text(Node node) {
            StringBuilder text = new StringBuilder();
            node.accept(new AbstractVisitor() {
                @Override
                public void visit(Text part) {
                    text.append(part.getLiteral());
                }

                @Override
                public void visit(Code part) {
                    text.append(part.getLiteral());
                }

                @Override
                public void visit(SoftLineBreak part) {
                    text.append(' ');
                }
            });
            return text.toString();
        }
    }
}
