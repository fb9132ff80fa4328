package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.image.ImageDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Odd pictures and lists of labels as people have them. */
class PictureCasesTest {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private Path unpacked(String file) throws IOException {
        new CaseFolders(folder).unpack(file.substring(0, file.indexOf('/')));
        return folder.resolve(file);
    }

    /** Each band by its own bits: 31 of 31 and 32 of 63; 1 of 31 and 7 of 7; 1023 of 1023 and 512 of 1023. */
    @ParameterizedTest
    @CsvSource({"bmp_565/rgb565.bmp, 255, 130", "bmp_565/rgb565_532.bmp, 8, 255", "bmp_565/rgb101010.bmp, 255, 128"})
    void bandsHaveBitsOfTheirOwn(String file, int red, int green) throws IOException {
        Image image = ImageDecoder.read(unpacked(file)).shown();
        assertEquals(
                List.of(red, green, 0),
                Stream.of(0, 1, 2).map(c -> image.sample(0, 0, c)).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "exif_thumbnail_orientation/thumb_orientation.jpg, 60, 30",
        "exif_thumbnail_orientation/png_orientation.png, 30, 60",
        "gif_subframe/part.gif, 100, 100",
        "gif_subframe/whole.gif, 100, 100",
    })
    void picturesAreOfTheSizeThatPeopleSee(String file, int width, int height) throws IOException {
        Image image = ImageDecoder.read(unpacked(file));
        assertEquals(width + "×" + height, image.width() + "×" + image.height());
    }

    @Test
    void oddFilesAreAnswered() throws IOException {
        Path model = new CaseFolders(folder).classifier();
        CommandLineRun.succeed("predict", "--model", model, unpacked("bmp_rle_delta/rle_short_rows.bmp"));
    }

    @Test
    void noPictureIsWrittenOverAnother() throws IOException {
        CaseFolders cases = new CaseFolders(folder);
        Path at = cases.unpack("predict_out_overwrites");
        JsonNode answers = JSON.readTree(CommandLineRun.succeed(
                        "predict",
                        "--out",
                        folder.resolve("o"),
                        "--json",
                        "--model",
                        cases.detector(),
                        at.resolve("a.jpg"),
                        at.resolve("a.png"),
                        at.resolve("a-2.jpg"))
                .lastLine());
        assertEquals(
                3,
                Stream.of(0, 1, 2)
                        .map(i -> answers.get(i).get("picture").asText())
                        .distinct()
                        .count());
        try (Stream<Path> pictures = Files.list(folder.resolve("o"))) {
            assertEquals(3, pictures.count());
        }
    }

    /** Of 60,000×1 pixels; the others are done. */
    @Test
    void aVeryWideImageHoldsNothingUp() throws IOException {
        CaseFolders cases = new CaseFolders(folder);
        Path at = cases.unpack("wide_image");
        Path model = cases.classifier();
        Map<String, Object> said =
                io.github.sknet.graph.json.Json.read(Files.readString(at.resolve("preprocessing.json")));
        ModelFile.read(model).withPreprocessing(Preprocessing.fromMap(said)).write(model);
        List<Path> images =
                Stream.of("a.png", "wide.png", "b.png").map(at::resolve).toList();
        JsonNode answers = JSON.readTree(CommandLineRun.succeed(
                        "predict", "--json", "--model", model, images.get(0), images.get(1), images.get(2))
                .lastLine());
        assertEquals(3, answers.size());
        CommandLineRun.succeed(
                "predict",
                "--out",
                folder.resolve("o"),
                "--model",
                cases.detector(),
                images.get(0),
                images.get(1),
                images.get(2));
        CaseFolders.assertSays(
                0,
                "the model: ",
                CaseFolders.command(
                        "train",
                        "--data",
                        at.resolve("data"),
                        "--model",
                        "sknet_tiny",
                        "--size",
                        128,
                        "--epochs",
                        1,
                        "--out",
                        folder.resolve("run")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gbk.txt | --encoding GBK",
                "twice.txt | cat",
                "nosuch.txt | nosuch.txt",
            })
    void namesOfClassesThatCantBeReadAreRefused(String file, String said) throws IOException {
        Path at = unpacked("labels_encoding/" + file);
        CommandLineRun run = imported(at);
        assertTrue(run.status() != 0 && run.err().contains(said), run.status() + run.err());
    }

    @Test
    void aByteOrderMarkIsNoPartOfAName() throws IOException {
        CommandLineRun run = imported(unpacked("labels_encoding/bom.txt"));
        assertEquals(0, run.status(), run.err());
        assertEquals(
                "cat",
                ModelFile.read(folder.resolve("named.safetensors")).labels().get(0));
    }

    private CommandLineRun imported(Path labels) throws IOException {
        Path model = new CaseFolders(folder).classifier();
        return CommandLineRun.of(
                "import",
                "--from",
                model,
                "--model",
                "sknet_tiny",
                "--channels",
                3,
                "--classes",
                2,
                "--labels",
                labels,
                "--out",
                folder.resolve("named.safetensors"));
    }
}
