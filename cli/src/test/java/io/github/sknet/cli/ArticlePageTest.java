package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.cli.examples.ArticleBlocks;
import io.github.sknet.graph.ChannelPermute;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Summary;
import io.github.sknet.graph.blocks.Block;
import io.github.sknet.graph.models.Models;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/article.md: its code is that of the example, its words are classes, what it says was counted is counted here. */
class ArticlePageTest {

    private static final Path EXAMPLE = Path.of("src/test/java/io/github/sknet/cli/examples/ArticleBlocks.java");
    private static final Pattern CLASS = Pattern.compile("`([A-Z]\\w+)(?:\\.\\w+)?`");
    private static final Pattern NETWORK = Pattern.compile("`(\\w+)` \\|$");

    @Test
    void theCodeIsThatOfTheExample() throws IOException {
        assertEquals(
                DocumentationPage.regions(EXAMPLE),
                DocumentationPage.read("docs/article.md").blocks("java"));
    }

    @Test
    void eachBlockIsOne() {
        for (Block block : List.of(ArticleBlocks.code(), ArticleBlocks.paper(), ArticleBlocks.described())) {
            assertTrue(Summary.of(block.graph(), 14, 14).parameters() > 0, block::toString);
        }
    }

    /** Four branches, each on a quarter of the channels, of which a group sees one; then another order within each group. */
    @Test
    void whatTheArticleDescribesIsThere() {
        Graph graph = ArticleBlocks.described().graph();
        List<Conv2d> branches = operations(graph, Conv2d.class);
        assertEquals(4, branches.size());
        for (Conv2d branch : branches) {
            assertEquals(16, branch.inChannels());
            assertEquals(16, branch.groups());
        }
        List<ChannelPermute> shuffles = operations(graph, ChannelPermute.class);
        assertEquals(1, shuffles.size());
        List<Integer> order = shuffles.get(0).order();
        for (int c = 0; c < order.size(); c++) {
            assertEquals(c / 4, order.get(c) / 4, "a channel stays in its group of four");
        }
    }

    private static <T> List<T> operations(Graph graph, Class<T> kind) {
        return graph.nodes().stream()
                .map(Node::op)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    @Test
    void eachWordIsAClass() throws IOException {
        Set<String> known = new TreeSet<>();
        for (String name : ModuleDependencies.of("graph").classes()) {
            known.add(name.substring(name.lastIndexOf('.') + 1));
        }
        List<String> unknown = new ArrayList<>();
        for (String line :
                DocumentationPage.read("docs/article.md").section("## Words").lines()) {
            Matcher matcher = CLASS.matcher(line);
            while (matcher.find()) {
                if (!known.contains(matcher.group(1))) {
                    unknown.add(matcher.group(1));
                }
            }
        }
        assertEquals(List.of(), unknown);
    }

    /** Who knows nothing but the article finds its words from the first page, and a class behind each of them. */
    @Test
    void aReaderOfTheArticleFindsEachOfItsWords() throws IOException {
        String start =
                String.join("\n", DocumentationPage.read("README.zh-CN.md").lines());
        List<String> rows = DocumentationPage.read("docs/zh/article.md").section("## 术语").lines().stream()
                .filter(line -> line.startsWith("| "))
                .toList();
        assertTrue(start.contains("(docs/zh/article.md#术语)"), "the first page leads there");
        for (String word : List.of("拆分", "组卷积", "组稀疏交互", "合并", "融合", "选择", "通道注意力", "组重排", "通道混洗")) {
            assertTrue(start.contains(word), word);
            List<String> found = rows.stream()
                    .filter(row -> row.substring(0, row.indexOf('|', 2)).contains(word))
                    .toList();
            assertFalse(found.isEmpty(), word);
            found.forEach(row -> assertTrue(row.contains("](../../graph/src/main/java/"), row));
        }
    }

    @Test
    void whatWasCountedIsCountedAgain() throws IOException {
        int rows = 0;
        for (String line :
                DocumentationPage.read("docs/article.md").section("## Results").lines()) {
            Matcher matcher = NETWORK.matcher(line);
            if (matcher.find()) {
                Graph graph = Models.named(matcher.group(1)).build();
                Summary summary = Summary.of(graph, 224, 224);
                String parameters = String.format(Locale.ROOT, "| %,d |", summary.parameters());
                String products = String.format(Locale.ROOT, "| %.2f |", summary.macs() / 1e9);
                assertTrue(line.contains(parameters), line + " and not " + parameters);
                assertTrue(line.contains(products), line + " and not " + products);
                rows++;
            }
        }
        assertEquals(6, rows);
    }
}
