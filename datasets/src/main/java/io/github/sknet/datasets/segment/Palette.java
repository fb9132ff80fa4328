package io.github.sknet.datasets.segment;

import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.files.Reading;
import io.github.sknet.datasets.files.TextFiles;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.image.ImageDecoder;
import io.github.sknet.vision.image.ImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The colours of classes in masks for the eye.
 *
 * @param names of the classes
 * @param labels by colour, red · 65536 + green · 256 + blue
 */
record Palette(List<String> names, Map<Integer, Integer> labels) implements MaskCoding {

    private static final Pattern NUMBERS =
            Pattern.compile("(?<!\\S)(\\d{1,3})[\\s,;]+(\\d{1,3})[\\s,;]+(\\d{1,3})(?!\\S)");

    private static final Pattern HEXADECIMAL = Pattern.compile("#([0-9a-fA-F]{6})");

    /** Names of what is no class. */
    private static final Set<String> VOID = Set.of("void", "ignore", "ignored", "unlabeled", "unlabelled", "unknown");

    private static final List<String> VOC = List.of(
            "background",
            "aeroplane",
            "bicycle",
            "bird",
            "boat",
            "bottle",
            "bus",
            "car",
            "cat",
            "chair",
            "cow",
            "diningtable",
            "dog",
            "horse",
            "motorbike",
            "person",
            "pottedplant",
            "sheep",
            "sofa",
            "train",
            "tvmonitor");

    /** By the name {@code voc}. */
    private static Palette voc() {
        Map<Integer, Integer> labels = new HashMap<>();
        for (int label = 0; label < VOC.size(); label++) {
            labels.put(vocColor(label), label);
        }
        labels.put(vocColor(SegmentationDataset.IGNORED), SegmentationDataset.IGNORED);
        return new Palette(VOC, labels);
    }

    /** The bits of a label, three by three, from the highest of red, green and blue downwards ({@code VOClabelcolormap.m}). */
    private static int vocColor(int label) {
        int color = 0;
        for (int bit = 0; bit < 8; bit++) {
            int place = 7 - bit / 3;
            int channel = 16 - 8 * (bit % 3);
            color |= (label >> bit & 1) << place + channel;
        }
        return color;
    }

    /**
     * The palette of a name, {@code voc} or {@code cityscapes}, or of a file with a class a line: its name, and its colour as
     * three numbers or as {@code #rrggbb}, in any order. Classes called void, ignore, unlabeled or unknown do not count.
     *
     * @throws DatasetException naming the file, when it is none
     */
    static Palette of(String nameOrFile, Reading reading) throws IOException {
        if (nameOrFile.equalsIgnoreCase("voc")) {
            return voc();
        }
        if (nameOrFile.equalsIgnoreCase("cityscapes")) {
            return parse(Cityscapes.COLORS, nameOrFile);
        }
        Path file = Path.of(nameOrFile);
        if (!Files.isRegularFile(file)) {
            throw new DatasetException(
                    "There is no palette " + nameOrFile + ": neither a file, nor voc, nor cityscapes");
        }
        return parse(TextFiles.lines(TextFiles.read(file, reading.encoding())), nameOrFile);
    }

    private static Palette parse(List<String> lines, String file) throws DatasetException {
        List<String> names = new ArrayList<>();
        Map<Integer, Integer> labels = new HashMap<>();
        for (String line : lines) {
            String spaced = line.replace(',', ' ').replace(';', ' ').replace('\t', ' ');
            Matcher numbers = NUMBERS.matcher(spaced);
            Matcher hexadecimal = HEXADECIMAL.matcher(spaced);
            String name;
            int color;
            if (hexadecimal.find()) {
                color = Integer.parseInt(hexadecimal.group(1), 16);
                name = hexadecimal.replaceFirst("").strip();
            } else if (numbers.find()) {
                color = Integer.parseInt(numbers.group(1)) << 16
                        | Integer.parseInt(numbers.group(2)) << 8
                        | Integer.parseInt(numbers.group(3));
                name = numbers.replaceFirst("").strip();
            } else if (names.isEmpty()) {
                continue;
            } else {
                throw new DatasetException(
                        file + ": '" + line + "' has no colour: a class's name and three numbers from 0"
                                + " to 255, or #rrggbb, were expected");
            }
            boolean counts = !VOID.contains(name.toLowerCase(Locale.ROOT));
            if (counts && !names.contains(name)) {
                names.add(name.isEmpty() ? Integer.toString(names.size()) : name);
            }
            labels.put(
                    color,
                    counts
                            ? names.indexOf(name.isEmpty() ? Integer.toString(names.size() - 1) : name)
                            : SegmentationDataset.IGNORED);
        }
        if (names.isEmpty() || names.size() > SegmentationDataset.IGNORED) {
            throw new DatasetException(file + " is no palette: it has " + names.size() + " classes with colours");
        }
        return new Palette(List.copyOf(names), labels);
    }

    @Override
    public Image decode(byte[] content, String name) throws ImageException {
        Image colors = ImageDecoder.decode(content, name).inEightBits().toRgb();
        byte[] samples = colors.samples();
        byte[] mask = new byte[samples.length / 3];
        for (int i = 0, o = 0; o < mask.length; i += 3, o++) {
            int color = (samples[i] & 0xFF) << 16 | (samples[i + 1] & 0xFF) << 8 | samples[i + 2] & 0xFF;
            Integer label = labels.get(color);
            if (label == null) {
                throw new ImageException(name + " has a pixel of the colour " + (color >> 16) + " "
                        + (color >> 8 & 0xFF) + " " + (color & 0xFF) + ", which is not in the palette");
            }
            mask[o] = label.byteValue();
        }
        return new Image(colors.width(), colors.height(), 1, mask);
    }
}
