package io.github.sknet.vision.classify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.sknet.graph.Activation;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Dropout;
import io.github.sknet.graph.GlobalAveragePool;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Init;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.classify.ClassifyTask;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.vision.UnsuitableModelException;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.transform.ImagePreparation;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Features are what the last layer makes its logits of: multiplied by its weights, they are the logits. */
class FeaturesTest {

    private static final Preprocessing PREPROCESSING = Preprocessing.exactSize(3, 32, 32);

    private record Case(ModelFile model, String layer, int features) {
        @Override
        public String toString() {
            return layer;
        }

        Classifier classifier() {
            return Classifier.of(model, PREPROCESSING, "java", 2);
        }
    }

    private static Stream<Case> cases() {
        Architecture tiny = Architecture.of("sknet_tiny", 5, 3);
        Graph graph = tiny.build();
        Case registered =
                new Case(ModelFile.of(tiny, Weights.initial(graph, 1)), last(graph), features(graph, last(graph)));
        return Stream.of(registered, convolutionLast());
    }

    private static String last(Graph graph) {
        return graph.nodes().get(graph.nodes().size() - 1).name();
    }

    private static int features(Graph graph, String layer) {
        return graph.shapes().get(graph.node(layer).inputs().get(0)).channels();
    }

    /** As SqueezeNet ends: dropout, a convolution to the classes, and then the mean. */
    private static Case convolutionLast() {
        GraphBuilder b = new GraphBuilder(3);
        Node map = b.add("stem", Conv2d.of(3, 7, Window.of(3).padding(1).stride(2)), b.input());
        Node regular = b.add("dropout", new Dropout(0.5f), b.add("relu", Activation.relu(), map));
        Node classes = b.add("classes", Conv2d.of(7, 4, Window.of(1)).withBias(Init.constant(0.5f)), regular);
        b.output("logits", b.add("mean", new GlobalAveragePool(), classes));
        Graph graph = b.build();
        return new Case(ModelFile.of(graph, Weights.initial(graph, 2), new ClassifyTask()), "classes", 7);
    }

    private static List<Image> images() {
        Random random = new Random(3);
        return Stream.generate(() -> {
                    byte[] samples = new byte[50 * 40 * 3];
                    random.nextBytes(samples);
                    return new Image(50, 40, 3, samples);
                })
                .limit(3)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theLastLayerMakesItsLogitsOfThem(Case of) {
        float[] weight = of.model.weights().tensors().get(of.layer + ".weight").values();
        float[] bias = of.model.weights().tensors().get(of.layer + ".bias").values();
        try (Classifier classifier = of.classifier()) {
            assertEquals(of.features, classifier.featureSize());
            List<float[]> features = classifier.features(images());
            for (int image = 0; image < images().size(); image++) {
                float[] logits = classifier
                        .outputs(new ImagePreparation(PREPROCESSING).toInput(images().get(image)))
                        .outputs()
                        .get("logits")
                        .values();
                float[] expected = new float[logits.length];
                for (int label = 0; label < logits.length; label++) {
                    double sum = bias[label];
                    for (int i = 0; i < of.features; i++) {
                        sum += weight[label * of.features + i] * features.get(image)[i];
                    }
                    expected[label] = (float) sum;
                }
                assertArrayEquals(expected, logits, 1e-4f);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void answersHoldThemWhereTheyAreAskedFor(Case of) {
        Image image = images().get(0);
        try (Classifier classifier = of.classifier()) {
            Classification plain = classifier.predict(image);
            assertEquals(List.of(), plain.features());
            assertEquals(List.of("label", "score"), classifier.columns());
            Classifier featured = classifier.mirrored().withFeatures();
            Classification answer = featured.predict(image);
            float[] features = classifier.features(image);
            for (int i = 0; i < of.features; i++) {
                assertEquals(features[i], answer.features().get(i), 1e-6f);
            }
            assertEquals(of.features, ((List<?>) answer.fields().get("features")).size());
            assertEquals(2 + of.features, featured.columns().size());
            assertEquals(1, answer.rows().size());
            for (String column : featured.columns()) {
                assertEquals(true, answer.rows().get(0).containsKey(column), column);
            }
        }
    }

    @Test
    void aNetworkWithoutWeightsHasNone() {
        GraphBuilder b = new GraphBuilder(3);
        b.output("logits", b.add("mean", new GlobalAveragePool(), b.input()));
        Graph graph = b.build();
        ModelFile model = ModelFile.of(graph, Weights.initial(graph, 2), new ClassifyTask());
        try (Classifier classifier = Classifier.of(model, PREPROCESSING, "java", 1)) {
            assertEquals(0, classifier.featureSize());
            assertEquals(
                    "The network has no features: no layer before its logits is linear or a convolution",
                    assertThrows(UnsuitableModelException.class, () -> classifier.features(images().get(0)))
                            .getMessage());
            assertThrows(UnsuitableModelException.class, classifier::withFeatures);
        }
    }
}
