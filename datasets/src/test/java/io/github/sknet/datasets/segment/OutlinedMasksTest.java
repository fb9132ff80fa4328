package io.github.sknet.datasets.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.Pictures;
import io.github.sknet.datasets.Split;
import io.github.sknet.datasets.Splits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Masks drawn from the outlines that annotation files have. */
class OutlinedMasksTest {

    @TempDir
    private Path folder;

    private Splits<SegmentationDataset> open() throws IOException {
        return SegmentationDatasets.open(folder, Optional.empty(), OptionalInt.empty(), AnnotationProblems.untold());
    }

    private static String coco(String segmentation, int crowd) {
        return "{\"images\":[{\"id\":1,\"file_name\":\"a.jpg\",\"width\":80,\"height\":60}],\"categories\":[{\"id\":4,\"name\":"
                + "\"red\"}],\"annotations\":[{\"id\":1,\"image_id\":1,\"category_id\":4,\"bbox\":[20,15,30,30],\"iscrowd\":"
                + crowd + ",\"segmentation\":" + segmentation + "}]}";
    }

    /** Columns 20 to 49 have 30 pixels each, from row 15: runs of 1215, 30, 30, 30 … (1215 = 20 · 60 + 15). */
    private static String runs() {
        StringBuilder counts = new StringBuilder("1215,30");
        for (int column = 1; column < 30; column++) {
            counts.append(",30,30");
        }
        return "{\"size\":[60,80],\"counts\":[" + counts + ",1815]}";
    }

    /** The same compressed, as pycocotools writes it: six bits a character, each run from the third on as a difference. */
    private static String compressed() {
        StringBuilder text = new StringBuilder();
        int[] counts = new int[61];
        Arrays.fill(counts, 30);
        counts[0] = 1215;
        counts[60] = 1815;
        for (int i = 0; i < counts.length; i++) {
            long value = i > 2 ? counts[i] - counts[i - 2] : counts[i];
            boolean more = true;
            while (more) {
                long bits = value & 0x1F;
                value >>= 5;
                more = (bits & 0x10) != 0 ? value != -1 : value != 0;
                text.append((char) ((more ? bits | 0x20 : bits) + 48));
            }
        }
        return "{\"size\":[60,80],\"counts\":\"" + text.toString().replace("\\", "\\\\") + "\"}";
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 6})
    void cocosOutlinesAreDrawn(int orientation) throws IOException {
        Pictures.writeTurned(folder, "a.jpg", orientation);
        for (String outline : List.of("[[20,15,50,15,50,45,20,45]]", runs(), compressed())) {
            Pictures.write(folder, "a.json", coco(outline, 0));
            try (Splits<SegmentationDataset> parts = open()) {
                assertEquals(List.of("background", "red"), parts.labels());
                MaskLayoutsTest.assertRed(parts.forEvaluation(), 1);
                assertEquals(0, parts.forEvaluation().mask(0).sample(0, 0, 0));
            }
        }
        Pictures.write(folder, "a.json", coco(runs(), 1));
        try (Splits<SegmentationDataset> parts = open()) {
            MaskLayoutsTest.assertRed(parts.forEvaluation(), SegmentationDataset.IGNORED);
        }
    }

    @Test
    void boxesAloneAreNoMasks() throws IOException {
        Pictures.images(folder, "a.jpg");
        Pictures.write(folder, "a.json", coco("[]", 0));
        String message = assertThrows(DatasetException.class, this::open).getMessage();
        assertTrue(
                message.contains(
                        "has no outlines of objects of the classes [background, red]; boxes are for models that"
                                + " detect"),
                message);
    }

    @Test
    void yolosPolygonsAreDrawn() throws IOException {
        Pictures.images(folder, "images/train/a.jpg", "images/val/b.jpg");
        for (String label : List.of("labels/train/a.txt", "labels/val/b.txt")) {
            Pictures.write(folder, label, "0 0.25 0.25 0.625 0.25 0.625 0.75 0.25 0.75\n");
        }
        Pictures.write(folder, "data.yaml", "train: images/train\nval: images/val\nnames: [red]\n");
        try (Splits<SegmentationDataset> parts = open()) {
            assertEquals(List.of("background", "red"), parts.labels());
            MaskLayoutsTest.assertRed(parts.parts().get(Split.TRAIN), 1);
            MaskLayoutsTest.assertRed(parts.parts().get(Split.VALIDATION), 1);
        }
    }

    @Test
    void labelMesPolygonsAreDrawnSmallOnesAbove() throws IOException {
        Pictures.images(folder, "a.jpg");
        Pictures.write(
                folder,
                "a.json",
                "{\"shapes\":[{\"label\":\"red\",\"points\":[[20,15],[50,15],[50,45],[20,45]]},{\"label\":\"all\",\"shape_type\":"
                        + "\"rectangle\",\"points\":[[0,0],[80,60]]}],\"imagePath\":\"a.jpg\",\"imageWidth\":80,\"imageHeight\":60}");
        try (Splits<SegmentationDataset> parts = open()) {
            assertEquals(List.of("background", "all", "red"), parts.labels());
            MaskLayoutsTest.assertRed(parts.forEvaluation(), 2);
            assertEquals(1, parts.forEvaluation().mask(0).sample(0, 0, 0));
        }
    }
}
