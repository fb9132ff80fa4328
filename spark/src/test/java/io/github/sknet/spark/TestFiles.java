package io.github.sknet.spark;

import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.runtime.JavaEngine;
import io.github.sknet.vision.classify.Classifier;
import io.github.sknet.vision.image.Image;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Models and pictures for tests. */
final class TestFiles {

    static final List<String> LABELS = List.of("cat", "dog", "owl");

    private TestFiles() {}

    /** A model that has learned nothing. */
    static Path model(Path folder, String network) throws IOException {
        Architecture architecture = Architecture.of(network, LABELS.size(), 3);
        Path file = folder.resolve(network + ".safetensors");
        ModelFile.of(architecture, Weights.initial(architecture.build(), 4))
                .withLabels(LABELS)
                .withPreprocessing(Preprocessing.exactSize(3, 32, 32))
                .write(file);
        return file;
    }

    /** A classifier whose answers are to the bit what they will always be. */
    static Classifier settled(Path model) throws IOException {
        Classifier classifier = Classifier.load(model);
        classifier.predict(new Image(32, 32, 3, new byte[32 * 32 * 3]));
        JavaEngine.settle();
        return classifier;
    }

    /** PNG files of noise in a folder, each of another size. */
    static Path pictures(Path folder, int count) throws IOException {
        Files.createDirectories(folder);
        for (int i = 0; i < count; i++) {
            Random random = new Random(i);
            byte[] samples = new byte[(20 + i % 17) * (30 + i % 5) * 3];
            random.nextBytes(samples);
            Image image = new Image(20 + i % 17, 30 + i % 5, 3, samples);
            ImageIO.write(
                    image.toBufferedImage(),
                    "png",
                    folder.resolve(String.format("%04d.png", i)).toFile());
        }
        return folder;
    }

    /** A PNG file that says it has more pixels than are read, and has none. */
    static byte[] largeHeader() {
        ByteBuffer file = ByteBuffer.allocate(8 + 25);
        file.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        ByteBuffer header = ByteBuffer.allocate(17);
        header.put("IHDR".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        header.putInt(20_000).putInt(20_000).put(new byte[] {8, 2, 0, 0, 0});
        CRC32 checksum = new CRC32();
        checksum.update(header.array());
        file.putInt(13).put(header.array()).putInt((int) checksum.getValue());
        return file.array();
    }
}
