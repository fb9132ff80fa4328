package io.github.sknet.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.ext.heading.anchor.IdGenerator;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Block;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * A page of the documentation.
 *
 * @param path of its Markdown, from the project's root
 * @param language that it is written in
 * @param sections its headings in their order, the title first
 * @param links where it leads to, as it says
 * @param html its text, with links to pages of HTML
 */
record Page(Path path, Language language, List<Section> sections, List<String> links, String html) {

    private static final List<Extension> EXTENSIONS =
            List.of(TablesExtension.create(), HeadingAnchorExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final HtmlRenderer RENDERER =
            HtmlRenderer.builder().extensions(EXTENSIONS).build();

    /**
     * What stands below a heading.
     *
     * @param rank 1 for the page's title
     * @param heading its text
     * @param anchor its address within the page
     * @param text to be searched
     */
    record Section(int rank, String heading, String anchor, String text) {}

    static Page read(Path root, Path path, Language language) throws IOException {
        Node document = PARSER.parse(Files.readString(root.resolve(path)));
        Reader reader = new Reader();
        document.accept(reader);
        reader.endSection();
        Node second = document.getFirstChild().getNext();
        if (isLinkAlone(second)) {
            // To the other language: the site has it on top of each page.
            second.unlink();
        }
        return new Page(
                path, language, List.copyOf(reader.sections), List.copyOf(reader.links), RENDERER.render(document));
    }

    private static boolean isLinkAlone(Node node) {
        return node instanceof Paragraph
                && node.getFirstChild() instanceof Link
                && node.getFirstChild() == node.getLastChild();
    }

    String title() {
        return sections.get(0).heading();
    }

    /** Where the page lies in the site: as its Markdown lies in the project. */
    Path target() {
        return Path.of(target(path.toString()));
    }

    private static String target(String markdown) {
        return markdown.replaceFirst("README(.*)\\.md(#.*)?$", "index$1.html$2")
                .replaceFirst("\\.md(#.*)?$", ".html$1");
    }

    /** Notes headings, text and links, and turns links to Markdown into those to HTML. */
    private static final class Reader extends AbstractVisitor {

        private final IdGenerator anchors = IdGenerator.builder().build();
        private final List<Section> sections = new ArrayList<>();
        private final List<String> links = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private int rank;
        private String heading;

        @Override
        public void visit(Heading next) {
            endSection();
            visitChildren(next);
            rank = next.getLevel();
            heading = takeText();
        }

        private void endSection() {
            if (heading != null) {
                sections.add(new Section(rank, heading, anchors.generateId(heading), takeText()));
            }
        }

        private String takeText() {
            String taken = text.toString().strip().replaceAll("\\s+", " ");
            text.setLength(0);
            return taken;
        }

        @Override
        public void visit(Text part) {
            text.append(part.getLiteral());
        }

        @Override
        public void visit(Code code) {
            text.append(code.getLiteral());
        }

        @Override
        public void visit(FencedCodeBlock block) {
            text.append(block.getLiteral()).append(' ');
        }

        @Override
        public void visit(SoftLineBreak lineBreak) {
            text.append(' ');
        }

        @Override
        protected void visitChildren(Node parent) {
            super.visitChildren(parent);
            if (parent instanceof Block || parent instanceof TableCell) {
                text.append(' ');
            }
        }

        @Override
        public void visit(Link link) {
            links.add(link.getDestination());
            if (!link.getDestination().contains("://")) {
                link.setDestination(target(link.getDestination()));
            }
            visitChildren(link);
        }

        @Override
        public void visit(Image image) {
            links.add(image.getDestination());
        }
    }
}
