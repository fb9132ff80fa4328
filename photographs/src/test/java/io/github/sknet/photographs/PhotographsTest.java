package io.github.sknet.photographs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.graph.Select;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.models.ModelFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhotographsTest {

    private static final long FEW_MEGABYTES = 5_000_000;

    @Test
    void itIsAClassifierOfTenClassesThatSelectsKernels() throws IOException {
        ModelFile model = Photographs.model();
        assertEquals(
                List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"),
                model.labels());
        assertEquals("classify", model.task().id());
        assertEquals(Size.square(32), model.imageSize());
        assertTrue(model.graph().nodes().stream().anyMatch(node -> node.op() instanceof Select));
        model.weights().requireNumbers("The weights");
    }

    /** By chance a tenth would be right. */
    @Test
    void itWasTrained() throws IOException {
        String training = Photographs.model().training().orElseThrow();
        assertTrue((double) Json.read(training).get("best") > 0.6, training);
    }

    @Test
    void weightsAreHalvesAndTheLicenceLiesBesideThem() throws IOException {
        long values = Photographs.model().weights().tensors().values().stream()
                .mapToLong(tensor -> tensor.values().length)
                .sum();
        try (InputStream file = Photographs.open()) {
            long bytes = file.readAllBytes().length;
            assertTrue(bytes < 2.2 * values && bytes < FEW_MEGABYTES, bytes + " bytes of " + values + " numbers");
        }
        assertNotNull(Photographs.class.getResource("LICENSE.txt"));
    }
}
