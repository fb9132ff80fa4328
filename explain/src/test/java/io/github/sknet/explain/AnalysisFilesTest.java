package io.github.sknet.explain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.explain.AttentionAnalysis.ClassShares;
import io.github.sknet.explain.AttentionAnalysis.UnitShares;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.blocks.SelectiveKernel;
import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.models.Models;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.vision.image.Image;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalysisFilesTest {
    private static final int CHANNELS = 64;

    @Test
    void everyFileIsThereAndHoldsTheNumbers(@TempDir Path folder) throws IOException {
        AttentionAnalysis analysis = analysis(3);
        List<Path> written = AnalysisFiles.write(analysis, folder.resolve("new/out"));
        Set<String> names =
                written.stream().map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        Set<String> expected = new HashSet<>(
                Set.of("attention.json", "shares.csv", "classes.csv", "channels.csv", "shares.png", "shares.svg"));
        expected.addAll(Set.of("scales.png", "scales.svg", "shifts.png", "shifts.svg"));
        for (String unit : List.of("SK_2_3", "SK_3_4", "SK_5_3")) {
            for (String type : List.of(".png", ".svg")) {
                expected.add("classes-" + unit + type);
                expected.add("channels-1-" + unit + type);
            }
        }
        assertEquals(expected, names);
        try (Stream<Path> files = Files.list(folder.resolve("new/out"))) {
            assertEquals(expected.size(), files.count(), "no temporary file stays behind");
        }
        assertShares(analysis, folder.resolve("new/out/shares.csv"));
        assertClasses(folder.resolve("new/out/classes.csv"));
        Map<String, Object> json = Json.read(Files.readAllBytes(folder.resolve("new/out/attention.json")));
        assertEquals(analysis.images(), json.get("images"));
        assertEquals(analysis.scales(), json.get("scales"));
        assertEquals(
                Map.of(
                        "name",
                        "SK_2_1",
                        "node",
                        "layer1.0.conv2.attn.select",
                        "kernels",
                        List.of(
                                Map.of("name", "3x3", "height", 3, "width", 3),
                                Map.of("name", "3x3 d2", "height", 5, "width", 5))),
                first(json, "units"));
        UnitShares shares = analysis.shares().get(0);
        assertEquals(
                Map.of(
                        "unit",
                        "SK_2_1",
                        "scale",
                        1.0,
                        "mean",
                        shares.mean(),
                        "deviation",
                        shares.deviation(),
                        "preference",
                        shares.preference()),
                first(json, "shares"));
        ClassShares cats = analysis.classes().get(0);
        assertEquals(
                Map.of(
                        "unit",
                        "SK_2_3",
                        "label",
                        0,
                        "className",
                        "cat, \"tabby\"",
                        "scale",
                        1.0,
                        "images",
                        1,
                        "mean",
                        cats.mean(),
                        "preference",
                        cats.preference()),
                first(json, "classes"));
        Map<?, ?> channels = (Map<?, ?>) first(json, "channels");
        assertEquals(Set.of("image", "unit", "scale", "attention"), channels.keySet());
        assertEquals(
                analysis.channels().get(0).attention().get(1).get(7),
                ((Number) ((List<?>) ((List<?>) channels.get("attention")).get(1)).get(7)).floatValue());
    }

    private static Object first(Map<String, Object> json, String list) {
        return ((List<?>) json.get(list)).get(0);
    }

    private static void assertShares(AttentionAnalysis analysis, Path file) throws IOException {
        List<List<String>> rows = parse(file);
        assertEquals(List.of("unit", "node", "scale", "kernel", "mean", "deviation", "images"), rows.get(0));
        assertEquals(1 + 16 * 5 * 2, rows.size(), "a row for each unit, scale and kernel");
        List<String> row = rows.get(2);
        assertEquals(List.of("SK_2_1", "layer1.0.conv2.attn.select", "1.0", "3x3 d2"), row.subList(0, 4));
        assertEquals(analysis.shares().get(0).mean().get(1), Double.parseDouble(row.get(4)));
        for (int i = 1; i < rows.size(); i += 2) {
            double sum = Double.parseDouble(rows.get(i).get(4))
                    + Double.parseDouble(rows.get(i + 1).get(4));
            assertEquals(1, sum, 1e-6);
        }
    }

    private static void assertClasses(Path file) throws IOException {
        List<List<String>> rows = parse(file);
        assertEquals(1 + 3 * 3 * 2 * 2, rows.size(), "a row for each unit, class, scale and kernel");
        assertEquals("cat, \"tabby\"", rows.get(1).get(2), "quotes and commas survive");
    }

    @Test
    void plotsAreReadableFiles(@TempDir Path folder) throws Exception {
        for (Path file : AnalysisFiles.write(analysis(60), folder)) {
            if (file.toString().endsWith(".png")) {
                BufferedImage image = ImageIO.read(file.toFile());
                assertEquals(960, image.getWidth());
                assertTrue(colours(image) > 20, file + " is not blank");
            } else if (file.toString().endsWith(".svg")) {
                DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
                factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
                assertEquals(
                        "svg",
                        factory.newDocumentBuilder()
                                .parse(file.toFile())
                                .getDocumentElement()
                                .getTagName());
            }
        }
    }

    @Test
    void aSingleKernelCanBePlotted(@TempDir Path folder) throws IOException {
        Graph one = SelectiveKernel.seed(4, 1, 1, 2, 1, 4).graph();
        AttentionAnalysis analysis = new AttentionAnalyser(
                        one,
                        new FixedAttention(
                                one, Preprocessing.exactSize(1, 8, 8), 4, (node, kernel, channel, mean) -> 1),
                        AnalysisOptions.PAPER)
                .analyse(List.of(gradient("image", 100, 0)), List.of("only"));
        assertEquals(0, analysis.shares().get(0).preference(), "there is nothing to prefer");
        assertTrue(AnalysisFiles.write(analysis, folder).stream().allMatch(Files::isRegularFile));
    }

    /** Gates of their own by pixel: shares that sum to more than 1, and a map. */
    @Test
    void selectionsByPixelHaveMaps(@TempDir Path folder) throws IOException {
        Graph graph = AttentionAnalyserTest.byPixel();
        FixedAttention.Rule rule = (node, kernel, pixel, mean) -> kernel == 0 ? 0.75 : pixel / 16.0;
        AttentionAnalysis analysis = new AttentionAnalyser(
                        graph,
                        new FixedAttention(graph, Preprocessing.exactSize(1, 8, 8), 16, rule),
                        AnalysisOptions.PAPER)
                .analyse(List.of(gradient("image", 100, 0)), List.of("only"));
        List<Path> written = AnalysisFiles.write(analysis, folder);
        assertTrue(written.contains(folder.resolve("pixels-1-select.svg")), written.toString());
        assertFalse(written.contains(folder.resolve("channels.csv")), written.toString());
        assertTrue(colours(ImageIO.read(folder.resolve("pixels-1-select.png").toFile())) > 20);
        List<List<String>> rows = parse(folder.resolve("pixels.csv"));
        assertEquals(List.of("image", "unit", "scale", "kernel", "row", "column", "attention"), rows.get(0));
        assertEquals(1 + 5 * 2 * 16, rows.size(), "a row for each scale, kernel and pixel");
        assertEquals(List.of("image", "select", "1.0", "3x3", "1", "7", "0.9375"), rows.get(32));
        List<?> maps = (List<?>)
                Json.read(Files.readAllBytes(folder.resolve("attention.json"))).get("pixels");
        assertEquals(5, maps.size());
    }

    private static long colours(BufferedImage image) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return Arrays.stream(pixels).distinct().count();
    }

    @Test
    void writingTwiceGivesTheSameTables(@TempDir Path folder) throws IOException {
        AnalysisFiles.write(analysis(3), folder.resolve("a"));
        AnalysisFiles.write(analysis(3), folder.resolve("b"));
        for (String name : List.of("shares.csv", "classes.csv", "channels.csv", "attention.json")) {
            assertArrayEquals(
                    Files.readAllBytes(folder.resolve("a").resolve(name)),
                    Files.readAllBytes(folder.resolve("b").resolve(name)));
        }
    }

    /** SKNet-50's units with an attention that moves with the image, as a trained network's does. */
    private static AttentionAnalysis analysis(int classes) {
        Graph graph = Models.named("sknet50").build();
        FixedAttention.Rule rule = (node, kernel, channel, mean) -> {
            double offset = new Random(node.name().hashCode() * 31L + channel).nextGaussian();
            double logit = 0.7 * offset + 3 * (mean - 0.4) * (node.name().startsWith("layer4") ? 0.1 : 1);
            double large = 1 / (1 + Math.exp(-logit));
            return kernel == 0 ? 1 - large : large;
        };
        List<Example> examples = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int label = 0; label < classes; label++) {
            names.add(label == 0 ? "cat, \"tabby\"" : "class " + label);
            examples.add(gradient("image " + label, 60 + 140 * label / classes, label));
        }
        return new AttentionAnalyser(
                        graph,
                        new FixedAttention(
                                graph,
                                Preprocessing.exactSize(1, 16, 16).normalisedBy(List.of(0.0), List.of(1.0)),
                                CHANNELS,
                                rule),
                        AnalysisOptions.PAPER)
                .analyse(examples, names);
    }

    /** Bright in the middle, black at the border. */
    private static Example gradient(String name, int brightness, int label) {
        byte[] samples = new byte[64 * 64];
        for (int i = 0; i < samples.length; i++) {
            double distance = Math.hypot(i % 64 - 31.5, i / 64 - 31.5) / 45;
            samples[i] = (byte) (int) (brightness * (1 - distance));
        }
        return new Example(name, new Image(64, 64, 1, samples), OptionalInt.of(label));
    }

    /** A plain reader of RFC 4180. */
    private static List<List<String>> parse(Path file) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        String text = Files.readString(file, StandardCharsets.UTF_8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == '\n')) {
                row.add(cell.toString());
                cell.setLength(0);
                if (c == '\n') {
                    rows.add(List.copyOf(row));
                    row.clear();
                }
            } else {
                cell.append(c);
            }
        }
        return rows;
    }
}
