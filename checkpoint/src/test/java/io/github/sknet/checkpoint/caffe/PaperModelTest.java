package io.github.sknet.checkpoint.caffe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.sknet.checkpoint.WeightsImport;
import io.github.sknet.checkpoint.caffe.CaffeModelWriter.Form;
import io.github.sknet.conformance.reference.ReferenceEngine;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Caffe model of the paper's network with two blocks a stage, made-up weights, and what OpenCV's Caffe reader computes of it
 * ({@code sknet_small.json}). The weights are generated, as the fixture's layers say.
 */
class PaperModelTest {

    @TempDir
    private Path folder;

    /** SplitMix64 from the key's CRC-32: numbers in 0 … 1. */
    private static float[] numbers(String key, int count) {
        CRC32 crc = new CRC32();
        crc.update(key.getBytes(StandardCharsets.UTF_8));
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            long z = (crc.getValue() + i + 1) * 0x9E3779B97F4A7C15L;
            z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            numbers[i] = ((z ^ (z >>> 31)) >>> 40) * 0x1p-24f;
        }
        return numbers;
    }

    private static List<?> list(Object value) {
        return (List<?>) value;
    }

    private static List<Integer> shape(Object value) {
        return list(value).stream().map(Integer.class::cast).toList();
    }

    private static Map<String, Object> fixture() throws IOException {
        try (InputStream in = PaperModelTest.class.getResourceAsStream("sknet_small.json")) {
            return Json.read(in.readAllBytes());
        }
    }

    private static Tensor blob(String name, String type, int index, List<Integer> shape) {
        float[] values = numbers(name + "#" + index, Math.toIntExact(Tensor.elements(shape)));
        double last = name.contains("increase") ? 0.35 : 1;
        double fanIn = Tensor.elements(shape) / (double) shape.get(0);
        double bound =
                Math.sqrt(3 * (name.contains("increase") ? 1 : 1.5) / fanIn) * (type.equals("InnerProduct") ? 3 : 1);
        for (int i = 0; i < values.length; i++) {
            double u = values[i];
            if (type.equals("CuDNNBatchNorm")) {
                values[i] = (float) (index == 0 ? (0.5 * u + 0.5) * last : index == 3 ? u + 0.5 : (u - 0.5) * 0.4);
            } else {
                values[i] = (float) (index == 0 ? (2 * u - 1) * bound : (u - 0.5) * 0.4);
            }
        }
        return new Tensor(shape, values);
    }

    private Path write(Map<String, Object> fixture) throws IOException {
        CaffeModelWriter writer = new CaffeModelWriter(Form.PACKED);
        for (Object described : list(fixture.get("layers"))) {
            Map<?, ?> layer = (Map<?, ?>) described;
            String name = (String) layer.get("name");
            String type = (String) layer.get("type");
            List<Tensor> blobs = new ArrayList<>();
            List<?> shapes = list(layer.get("blobs"));
            for (int i = 0; i < shapes.size(); i++) {
                Tensor blob = blob(name, type, i, shape(shapes.get(i)));
                double first = ((Number) list(layer.get("first")).get(i)).doubleValue();
                assertEquals(first, blob.values()[0], 1e-7, name + "#" + i);
                blobs.add(blob);
            }
            writer.layer(name, type, blobs);
        }
        Path file = folder.resolve("sknet_small.caffemodel");
        writer.save(file);
        return file;
    }

    @Test
    void itsAnswersAreThoseOfCaffe() throws IOException {
        Map<String, Object> fixture = fixture();
        WeightsImport.Result result = WeightsImport.ofAnything().read(write(fixture));
        ModelFile model = result.model();
        assertEquals("sknet26", model.architecture().orElseThrow().model());
        assertEquals(10, model.outputs().classes());
        assertEquals(
                List.of(
                        "a Caffe model: Caffe's BGR became RGB: the first convolution's input channels were turned around",
                        "sknet26, 10 classes, of implus/SKNet, the paper's"),
                result.told().subList(0, 2));

        Map<?, ?> input = (Map<?, ?>) fixture.get("input");
        List<Integer> shape = shape(input.get("shape"));
        float[] bgr = numbers((String) input.get("name"), Math.toIntExact(Tensor.elements(shape)));
        float[] rgb = new float[bgr.length];
        int plane = shape.get(2) * shape.get(3);
        for (int i = 0; i < bgr.length; i++) {
            int channel = i / plane % 3;
            rgb[i + (2 - 2 * channel) * plane] = 4 * bgr[i] - 2;
        }
        try (Predictor predictor = new ReferenceEngine().load(model.graph(), model.weights(), 1)) {
            float[] logits =
                    predictor.predict(new Tensor(shape, rgb), false).output().values();
            List<?> rows = list(fixture.get("logits"));
            for (int i = 0; i < logits.length; i++) {
                double expected = ((Number) list(rows.get(i / 10)).get(i % 10)).doubleValue();
                assertEquals(expected, logits[i], 3e-5, "logit " + i);
            }
        }
    }

    @Test
    void imagesArePreparedAsCaffeDoes() throws IOException {
        Preprocessing way = WeightsImport.ofAnything()
                .read(write(fixture()))
                .model()
                .preprocessing()
                .orElseThrow();
        // (v / 255 − mean) / std is v less its mean.
        assertEquals(255 - 123, (1 - way.mean().get(0)) / way.std().get(0), 1e-9, "red");
        assertEquals(0 - 104, (0 - way.mean().get(2)) / way.std().get(2), 1e-9, "blue");
        assertEquals(256, way.resizeShorterSide());
        assertEquals(224, way.height());
    }
}
