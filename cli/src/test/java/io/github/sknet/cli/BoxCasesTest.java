package io.github.sknet.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Boxes in COCO's and Pascal VOC's form as people have them. */
class BoxCasesTest {

    @TempDir
    Path folder;

    private void assertJudged(String name, String data, int status, String said) throws IOException {
        CaseFolders cases = new CaseFolders(folder);
        Path at = cases.unpack(name).resolve(data);
        CaseFolders.assertSays(status, said, CaseFolders.command("eval", "--data", at, "--model", cases.detector()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "coco_bad_boxes | left out",
                "coco_exif180 | 10 images, 10 objects",
                "coco_exif90 | 10 images, 10 objects",
                "coco_float_ids | 10 images, 10 objects",
                "coco_nan | 10 images",
                "coco_no_size | 10 images, 10 objects",
                "coco_official_zip | instances; person_keypoints",
                "coco_one_missing | 9 images; which is nowhere",
                "coco_roboflow | images",
                "coco_string_ids | 10 images, 10 objects",
                "coco_windows_paths | 10 images, 10 objects",
                "coco_zero_based_cat | 10 images, 10 objects",
                "voc_background_images | not used",
                "voc_hidden_checkpoint | images; !checkpoint",
                "voc_kaggle_lowercase | images",
                "voc_one_malformed | 7 images",
                "voc_part_ns | 8 images",
                "voc_roboflow_flat | images",
                "voc_swapped_size | 8 images, 8 objects",
                "voc_upper_xml | 8 images, 8 objects",
                "voc_utf16 | 8 images, 8 objects",
                "voc_utf8_bom | 8 images, 8 objects",
                "voc_webp | images",
                "voc_zero_size | 8 images, 8 objects",
            })
    void dataIsUnderstood(String name, String said) throws IOException {
        assertJudged(name, "data", 0, said);
    }

    @ParameterizedTest
    @CsvSource({"dot", "up", "abs", "case"})
    void imagesAreFoundHoweverTheyAreNamed(String form) throws IOException {
        assertJudged("coco_path_forms", form, 0, "images");
    }

    @Test
    void whatMacOsLeavesInArchivesIsLeftOut() throws IOException {
        assertJudged("voc_mac_zip", "data.zip", 0, "8 images, 8 objects; !MACOSX");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "coco_two_files_train | holds several COCO files for one part",
                "voc_dtd | holds a document type declaration",
                "voc_float_coords | or they are no numbers",
                "voc_list_extension | p0.jpg",
            })
    void whatIsUnclearIsRefused(String name, String said) throws IOException {
        assertJudged(name, "data", 1, said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "coco_dup_category | 0 | red 9; !red 9, red",
                "coco_empty_val | 1 | val.json lists no images",
                "coco_zero_based_cat | 0 | red 9",
                "voc_gbk_declared | 0 | 猫",
                "voc_trailing_space_class | 0 | 'Red' and 'red' are two classes",
            })
    void isTrainedOn(String name, int status, String said) throws IOException {
        Path at = new CaseFolders(folder).unpack(name).resolve("data");
        CaseFolders.assertSays(
                status,
                said,
                CaseFolders.command(
                        "train",
                        "--data",
                        at,
                        "--model",
                        "fcos_sk_small",
                        "--size",
                        "32x64",
                        "--epochs",
                        1,
                        "--set",
                        "detection.leastImages=2",
                        "--batch",
                        2,
                        "--out",
                        folder.resolve("run")));
    }
}
