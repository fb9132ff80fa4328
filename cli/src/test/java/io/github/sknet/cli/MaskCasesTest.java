package io.github.sknet.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Masks as people have them. */
class MaskCasesTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "seg_binary_255 | 0 | background; foreground",
                "seg_antialiased | 0 | background; foreground; between",
                "seg_one_val_size_differs | 0 | Skipped",
                "seg_cityscapes | 0 | road",
                "seg_ok | 0 | the model: ",
                "seg_jpg_masks | 1 | masks are PNG files",
                "seg_rgb_masks | 1 | --palette",
                "seg_16bit | 1 | 16",
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
                        "semantic_fpn_sk_small",
                        "--size",
                        "32x64",
                        "--epochs",
                        1,
                        "--set",
                        "segmentation.leastImages=2",
                        "--batch",
                        2,
                        "--out",
                        folder.resolve("run")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "seg_1bit | 0 | images",
                "seg_same_stem | 0 | p0",
                "seg_voc_palette_transparent | 0 | images",
                "seg_labels_from_1 | 2 | The data's 3 classes [0, 1, 2] are not the model's 2",
                "seg_isic_suffix | 0 | 8 images",
                "seg_jpg_png_suffix | 0 | 8 images",
                "seg_pets | 0 | 8 images",
                "seg_some_rgb | 0 | 8 images",
                "seg_bmp_gif_masks | 1 | PNG",
            })
    void isJudged(String name, int status, String said) throws IOException {
        CaseFolders cases = new CaseFolders(folder);
        Path at = cases.unpack(name).resolve("data");
        CaseFolders.assertSays(status, said, CaseFolders.command("eval", "--data", at, "--model", cases.segmenter()));
    }
}
