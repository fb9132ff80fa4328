package io.github.sknet.datasets.segment;

import java.util.Arrays;
import java.util.List;

/**
 * The classes that are learned from Cityscapes, with the ids and the colours of its masks.
 *
 * @see <a href="https://github.com/mcordts/cityscapesScripts/blob/master/cityscapesscripts/helpers/labels.py">labels.py</a>
 */
final class Cityscapes {

    /** A class a line. */
    static final List<String> COLORS = List.of(
            "road 128 64 128",
            "sidewalk 244 35 232",
            "building 70 70 70",
            "wall 102 102 156",
            "fence 190 153 153",
            "pole 153 153 153",
            "traffic light 250 170 30",
            "traffic sign 220 220 0",
            "vegetation 107 142 35",
            "terrain 152 251 152",
            "sky 70 130 180",
            "person 220 20 60",
            "rider 255 0 0",
            "car 0 0 142",
            "truck 0 0 70",
            "bus 0 60 100",
            "train 0 80 100",
            "motorcycle 0 0 230",
            "bicycle 119 11 32",
            "void 0 0 0",
            "void 111 74 0",
            "void 81 0 81",
            "void 250 170 160",
            "void 230 150 140",
            "void 180 165 180",
            "void 150 100 100",
            "void 150 120 90",
            "void 0 0 90",
            "void 0 0 110");

    private static final int CLASSES = 19;

    /** The names of the classes, by the index in {@code _labelTrainIds} masks. */
    static final List<String> NAMES = COLORS.stream()
            .limit(CLASSES)
            .map(line -> line.replaceAll("[ 0-9]+$", ""))
            .toList();

    /** The ids of these classes in {@code _labelIds} masks. */
    private static final int[] IDS = {7, 8, 11, 12, 13, 17, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 31, 32, 33};

    private Cityscapes() {}

    /** The label of each id; what is not learned is ignored. */
    static int[] labelsOfIds() {
        int[] labels = new int[256];
        Arrays.fill(labels, SegmentationDataset.IGNORED);
        for (int label = 0; label < IDS.length; label++) {
            labels[IDS[label]] = label;
        }
        return labels;
    }
}
