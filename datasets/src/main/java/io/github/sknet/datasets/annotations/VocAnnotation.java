package io.github.sknet.datasets.annotations;

import io.github.sknet.datasets.DatasetException;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A Pascal VOC annotation file, as far as boxes need it. Document type declarations are refused, so nothing outside of the
 * file is ever read and no entity is expanded.
 *
 * @param fileName of the image, as the file says; empty where it does not
 * @param width of the image; 0 where the file does not say
 * @param height of the image; 0 where the file does not say
 * @param objects in the file's order
 */
record VocAnnotation(String fileName, int width, int height, List<VocObject> objects) {

    /** Real files are four deep. */
    private static final int MAX_DEPTH = 32;

    private static final String OBJECT = "annotation/object";
    private static final String FILE_NAME = "annotation/filename";
    private static final String SIZE = "annotation/size";

    VocAnnotation {
        objects = List.copyOf(objects);
    }

    /**
     * An object, unchecked: by the elements' paths below {@code object}, their texts.
     *
     * @param texts such as {@code bndbox/xmin} to 68
     */
    record VocObject(Map<String, String> texts) {

        String label() {
            return texts.getOrDefault("name", "");
        }

        boolean difficult() {
            return texts.getOrDefault("difficult", "0").equals("1");
        }

        /** The number in {@code bndbox/edge}. */
        OptionalDouble edge(String edge) {
            return number(texts.get("bndbox/" + edge));
        }
    }

    /**
     * Reads a file's content.
     *
     * @param name what messages call it
     */
    static VocAnnotation read(byte[] content, String name) throws DatasetException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(content));
            try {
                return read(reader, name);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException broken) {
            throw new DatasetException(name + " is not well-formed XML: " + firstLine(broken), broken);
        }
    }

    private static String firstLine(XMLStreamException broken) {
        String message = String.valueOf(broken.getMessage());
        return message.substring(message.lastIndexOf("Message: ") < 0 ? 0 : message.lastIndexOf("Message: ") + 9)
                .lines()
                .findFirst()
                .orElse("");
    }

    private static VocAnnotation read(XMLStreamReader reader, String name) throws XMLStreamException, DatasetException {
        Deque<String> path = new ArrayDeque<>();
        StringBuilder text = new StringBuilder();
        Map<String, String> size = new HashMap<>();
        List<VocObject> objects = new ArrayList<>();
        Map<String, String> current = new HashMap<>();
        String fileName = "";
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new DatasetException(
                            name + " holds a document type declaration or an entity, which VOC annotations never do");
                case XMLStreamConstants.START_ELEMENT -> {
                    path.addLast(reader.getLocalName());
                    text.setLength(0);
                    if (path.size() > MAX_DEPTH) {
                        throw new DatasetException(
                                name + " has elements nested more than " + MAX_DEPTH + " deep, unlike VOC annotations");
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    String ended = String.join("/", path);
                    if (ended.equals(OBJECT)) {
                        objects.add(new VocObject(Map.copyOf(current)));
                        current.clear();
                    } else if (ended.startsWith(OBJECT + "/")) {
                        current.put(
                                ended.substring(OBJECT.length() + 1),
                                text.toString().strip());
                    } else if (ended.equals(FILE_NAME)) {
                        fileName = text.toString().strip();
                    } else if (ended.startsWith(SIZE + "/")) {
                        size.put(
                                ended.substring(SIZE.length() + 1),
                                text.toString().strip());
                    }
                    path.removeLast();
                    if (path.isEmpty() && !ended.equals("annotation")) {
                        throw new DatasetException(name + " is no VOC annotation: its root is <" + ended + ">");
                    }
                    text.setLength(0);
                }
                default -> {
                    // Comments and white space say nothing.
                }
            }
        }
        return new VocAnnotation(fileName, extent(size, "width"), extent(size, "height"), objects);
    }

    private static int extent(Map<String, String> size, String axis) {
        double value = number(size.get(axis)).orElse(0);
        return value >= 1 && value < Integer.MAX_VALUE ? (int) value : 0;
    }

    private static OptionalDouble number(String text) {
        try {
            return text == null ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text));
        } catch (NumberFormatException notANumber) {
            return OptionalDouble.empty();
        }
    }
}
