package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.vision.VisionModel;
import io.github.sknet.vision.VisionModels;
import io.github.sknet.vision.image.ImageDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program of its own, whose module-info names sknet-vision alone (cli/src/test/modules), predicts. */
class ModulePathTest {

    private static final String PROGRAM = "org.example.pictures";
    private static final String MAIN = PROGRAM + "/org.example.pictures.Pictures";
    private static final Path SOURCES = Path.of("src/test/modules").resolve(PROGRAM);
    private static final Path IMAGES = Path.of("../vision/src/test/resources/io/github/sknet/vision/image")
            .toAbsolutePath()
            .normalize();

    @TempDir
    static Path folder;

    /** CMYK needs a reader of JPEG that is found as a service, and turning needs one of EXIF. */
    private static final List<Path> PICTURES =
            List.of(IMAGES.resolve("cmyk.jpg"), IMAGES.resolve("exif-6.jpg"), IMAGES.resolve("rgb16.png"));

    private static Path model;
    private static ModulePath modules;

    @BeforeAll
    static void writeModelAndProgram() throws IOException {
        Architecture architecture = Architecture.of("sknet_tiny", 3, 3);
        model = folder.resolve("model.safetensors");
        ModelFile.of(architecture, Weights.initial(architecture.build(), 1))
                .withPreprocessing(Preprocessing.exactSize(3, 32, 32))
                .write(model);
        Path classes = folder.resolve("classes");
        ModulePath libraries = ModulePath.of("vision");
        JdkTool.succeed(
                "javac",
                List.of(
                        "-Xlint:all",
                        "-Werror",
                        "--class-path",
                        "",
                        "--module-path",
                        libraries.toString(),
                        "-d",
                        classes.toString(),
                        SOURCES.resolve("module-info.java").toString(),
                        SOURCES.resolve("org/example/pictures/Pictures.java").toString()));
        modules = libraries.with(classes);
    }

    @Test
    void oneRequiresIsEnough() throws Exception {
        assertPredicts(JavaProcess.jdk(), List.of("--module-path", modules.toString()));
    }

    /** The image has no other modules than the program's, and the JDK's that these need. */
    @Test
    void aRunTimeImagePredicts() throws Exception {
        Path image = folder.resolve("image");
        JdkTool.succeed(
                "jlink",
                List.of(
                        "--module-path",
                        modules.explicit(Files.createDirectory(folder.resolve("explicit")))
                                .toString(),
                        "--add-modules",
                        PROGRAM + ",io.github.sknet.runtime.vector",
                        "--strip-debug",
                        "--no-header-files",
                        "--no-man-pages",
                        "--output",
                        image.toString()));
        assertPredicts(image, List.of());
    }

    @Test
    void whatIsInsideCannotBeNamed() throws IOException {
        Path sources = Files.createDirectory(folder.resolve("inside"));
        Path info = sources.resolve("module-info.java");
        Files.writeString(info, "module inside { requires io.github.sknet.runtime; }");
        Path code = sources.resolve("Inside.java");
        Files.writeString(
                code,
                "package inside; class Inside { Object kernels = new io.github.sknet.runtime.kernels.ScalarKernels(); }");
        JdkTool result = JdkTool.run(
                "javac",
                List.of(
                        "--module-path",
                        modules.toString(),
                        "-d",
                        folder.resolve("nothing").toString(),
                        info.toString(),
                        code.toString()));
        assertEquals(1, result.status());
        assertTrue(result.output().contains("package io.github.sknet.runtime.kernels is not visible"), result.output());
    }

    /** It predicts with vectors what the class path predicts. */
    private static void assertPredicts(Path home, List<String> modulePath) throws Exception {
        List<String> arguments = new ArrayList<>(modulePath);
        arguments.addAll(List.of("-Dsknet.kernels=vector", "-Djava.awt.headless=true", "--module", MAIN));
        arguments.add(model.toString());
        PICTURES.forEach(picture -> arguments.add(picture.toString()));
        JavaProcess program = JavaProcess.succeed(home, folder, arguments);
        assertTrue(program.err().contains("Kernels: vector"), program.err());
        List<String> answers = program.out().lines().toList();
        assertEquals(PICTURES.size(), answers.size());
        try (VisionModel<?> own = VisionModels.load(model)) {
            for (int i = 0; i < answers.size(); i++) {
                String expected =
                        own.predict(ImageDecoder.read(PICTURES.get(i))).toJson();
                assertSame(expected, answers.get(i));
            }
        }
    }

    /** The same labels with the same scores, but for roundings. */
    private static void assertSame(String expected, String actual) throws IOException {
        JsonNode wanted = new ObjectMapper().readTree(expected).get("labels");
        JsonNode found = new ObjectMapper().readTree(actual).get("labels");
        assertEquals(wanted.size(), found.size());
        for (int i = 0; i < wanted.size(); i++) {
            assertEquals(wanted.get(i).get("label"), found.get(i).get("label"));
            assertEquals(
                    wanted.get(i).get("score").asDouble(),
                    found.get(i).get("score").asDouble(),
                    1e-5);
        }
    }
}
