package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.sknet.datasets.Split;
import io.github.sknet.datasets.Splits;
import io.github.sknet.datasets.classify.LabelledDataset;
import io.github.sknet.datasets.classify.LabelledDatasets;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.train.recipe.Recipe;
import java.awt.image.BufferedImage;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The quickstart on some of its images, for a few of its epochs. */
class QuickstartTest {

    @TempDir
    Path folder;

    @Test
    void leavesAModelAPictureAndAReport() throws IOException {
        Path clothes = Files.createDirectories(folder.resolve("clothes"));
        try (Splits<LabelledDataset> all = LabelledDatasets.open(LabelledDatasets.FASHION_MNIST)) {
            writeSome(all.parts().get(Split.TRAIN), 640, clothes, "train");
            writeSome(all.parts().get(Split.TEST), 200, clothes, "t10k");
        }
        Path run = folder.resolve("run");
        QuickstartCommand command = new QuickstartCommand();
        CommandLine line = new CommandLine(command);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        line.parseArgs("--out", run.toString(), "--json");

        command.run(clothes.toString(), Recipe.named("quick").with("epochs", "3"));

        assertTrue(err.toString().startsWith("training sknet_tiny on images of clothes, in " + run), err.toString());
        assertFalse(err.toString().contains("sknet: "), err.toString());
        String told = out.toString().strip();
        JsonNode result = new JsonMapper().readTree(told);
        assertEquals(3 * 640, result.get("images").asInt());
        assertTrue(result.get("accuracy").asDouble() > 0.3, told);
        assertEquals(
                10,
                ModelFile.read(Path.of(result.get("model").asText())).labels().size());
        BufferedImage picture =
                ImageIO.read(Path.of(result.get("picture").asText()).toFile());
        assertTrue(picture.getWidth() > 400, "the picture is " + picture.getWidth() + " pixels wide");
        assertTrue(Files.readString(run.resolve("report.html")).contains("Completed after 3 of 3 epochs."));
    }

    /** As IDX files. */
    private static void writeSome(LabelledDataset all, int count, Path folder, String part) throws IOException {
        LabelledDataset some = all.evenly(count);
        Path images = folder.resolve(part + "-images-idx3-ubyte");
        Path labels = folder.resolve(part + "-labels-idx1-ubyte");
        try (DataOutputStream pixels = new DataOutputStream(Files.newOutputStream(images));
                DataOutputStream classes = new DataOutputStream(Files.newOutputStream(labels))) {
            for (int value : new int[] {0x803, count, 28, 28}) {
                pixels.writeInt(value);
            }
            classes.writeInt(0x801);
            classes.writeInt(count);
            for (int i = 0; i < count; i++) {
                pixels.write(some.image(i).samples());
                classes.write(some.label(i));
            }
        }
    }
}
