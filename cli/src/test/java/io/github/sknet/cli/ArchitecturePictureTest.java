package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** docs/architecture.svg draws the modules that there are, and an arrow for each use that a pom declares. */
class ArchitecturePictureTest {

    private static final Path ROOT = Path.of("..");
    private static final String GROUP = "io.github.sknet";
    private static final String PREFIX = "sknet-";

    /**
     * A module uses another.
     *
     * @param optional where it is there
     */
    private record Arrow(String from, String to, boolean optional) implements Comparable<Arrow> {

        @Override
        public int compareTo(Arrow other) {
            return toString().compareTo(other.toString());
        }
    }

    @Test
    void theArrowsAreThePomsDependencies() throws Exception {
        Document picture = read("docs/architecture.svg");
        // What has no code is packaging.
        Set<String> modules = elements(read("pom.xml"), "module")
                .map(Element::getTextContent)
                .filter(module -> Files.isDirectory(ROOT.resolve(module).resolve("src/main/java")))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(modules, rooms(picture).keySet().stream().collect(Collectors.toCollection(TreeSet::new)));
        Set<Arrow> declared = new TreeSet<>();
        for (String module : modules) {
            declared.addAll(declared(module));
        }
        Set<Arrow> drawn = arrows(picture)
                .map(path -> new Arrow(
                        path.getAttribute("data-from"),
                        path.getAttribute("data-to"),
                        path.getAttribute("class").contains("optional")))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(declared, drawn);
        assertEquals(drawn.size(), arrows(picture).count(), "every arrow is drawn once");
    }

    /** What an arrow says of itself is what the eye sees. */
    @Test
    void anArrowLeadsFromItsModuleToItsModule() throws Exception {
        Document picture = read("docs/architecture.svg");
        Map<String, Element> rooms = rooms(picture);
        arrows(picture).forEach(path -> {
            double[] points = Stream.of(path.getAttribute("d").substring(1).split(" "))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            String what = path.getAttribute("d");
            assertEquals('M', what.charAt(0), what);
            assertTrue(isOnEdge(rooms.get(path.getAttribute("data-from")), points[0], points[1]), what);
            int last = points.length - 2;
            assertTrue(isOnEdge(rooms.get(path.getAttribute("data-to")), points[last], points[last + 1]), what);
        });
    }

    private static boolean isOnEdge(Element room, double x, double y) {
        double left = number(room, "x");
        double top = number(room, "y");
        double right = left + number(room, "width");
        double bottom = top + number(room, "height");
        boolean inside = x >= left && x <= right && y >= top && y <= bottom;
        return inside && (x == left || x == right || y == top || y == bottom);
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    private static Map<String, Element> rooms(Document picture) {
        Map<String, Element> rooms = new LinkedHashMap<>();
        elements(picture, "rect")
                .filter(rect -> rect.hasAttribute("data-module"))
                .forEach(rect -> rooms.put(rect.getAttribute("data-module"), rect));
        return rooms;
    }

    private static Stream<Element> arrows(Document picture) {
        return elements(picture, "path").filter(path -> path.hasAttribute("data-from"));
    }

    /** What a module needs to compile or to run. */
    private static List<Arrow> declared(String module) throws Exception {
        return elements(read(module + "/pom.xml"), "dependency")
                .filter(dependency -> text(dependency, "groupId").equals(GROUP))
                .filter(dependency -> !text(dependency, "scope").equals("test"))
                .map(dependency -> new Arrow(
                        module,
                        text(dependency, "artifactId").substring(PREFIX.length()),
                        text(dependency, "optional").equals("true")))
                .toList();
    }

    private static String text(Element element, String child) {
        NodeList found = element.getElementsByTagName(child);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent();
    }

    private static Stream<Element> elements(Document document, String name) {
        NodeList found = document.getElementsByTagName(name);
        return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i));
    }

    private static Document read(String file) throws ParserConfigurationException, SAXException, IOException {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(ROOT.resolve(file).toFile());
    }
}
