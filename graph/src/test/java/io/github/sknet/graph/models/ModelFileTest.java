package io.github.sknet.graph.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.sknet.graph.Activation;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.GlobalAveragePool;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Linear;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.blocks.SKConv;
import io.github.sknet.graph.classify.ClassifierOutputs;
import io.github.sknet.graph.classify.ClassifyTask;
import io.github.sknet.graph.codec.GraphCodec;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.segment.SegmentTask;
import io.github.sknet.graph.segment.SegmenterOutputs;
import io.github.sknet.graph.task.DepthTask;
import io.github.sknet.graph.text.Counted;
import io.github.sknet.graph.weights.Safetensors;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class ModelFileTest {

    private static final Architecture ARCHITECTURE =
            Architecture.of("skresnet20_cifar", 2, 1).withOption("width", "2").withOption("blocks", "1");

    @TempDir
    Path folder;

    private static Weights weights() {
        return Weights.initial(ARCHITECTURE.build(), 1);
    }

    private static String mistake(Executable made) {
        return assertThrows(IllegalArgumentException.class, made).getMessage();
    }

    @Test
    void aModelComesBackAsItWas() throws IOException {
        ModelFile model = ModelFile.of(ARCHITECTURE, weights())
                .withLabels(List.of("Bär", "\"quoted\""))
                .withPreprocessing(Preprocessing.exactSize(1, 32, 32))
                .withTraining("{\"epochs\": 3}");
        assertComesBack(model);
        assertEquals(Optional.of(ARCHITECTURE), model.architecture());
        assertEquals(ARCHITECTURE.build(), model.graph());
    }

    private void assertComesBack(ModelFile model) throws IOException {
        Path first = folder.resolve("first.safetensors");
        Path second = folder.resolve("second.safetensors");
        model.write(first);
        ModelFile read = ModelFile.read(first);
        assertEquals(model, read);
        assertEquals(model.task(), ModelFile.readTask(first));
        read.write(second);
        assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));
    }

    /** A classifier that is in no registry: an SKConv between a convolution and a linear layer. */
    private static Graph own() {
        GraphBuilder b = new GraphBuilder(3);
        Node x = b.add("stem", Conv2d.of(3, 16, Window.of(3).padding(1)), b.input());
        x = new SKConv(16, 8, 2, 4, 2).build(b.scope("choice"), x);
        x = b.add("pool", new GlobalAveragePool(), b.add("relu", Activation.relu(), x));
        b.output("animal", b.add("last", Linear.of(16, 2), x));
        b.feature("C1", b.input());
        return b.build();
    }

    @Test
    void aNetworkOfOnesOwnIsAModel() throws IOException {
        Graph graph = own();
        ModelFile model = ModelFile.of(graph, Weights.initial(graph, 1), new ClassifyTask())
                .withLabels(List.of("cat", "dog"))
                .withPreprocessing(Preprocessing.exactSize(3, 24, 32));
        assertEquals(new ClassifierOutputs("animal", 2, ClassifierOutputs.Scores.SOFTMAX), model.outputs());
        assertEquals(Optional.empty(), model.architecture());
        assertComesBack(model);
        assertComesBack(model.withWeights(Weights.initial(graph, 2)));
    }

    @Test
    void scoresOfSeveralClassesAnImageAreKept() throws IOException {
        Graph graph = own();
        ClassifierOutputs usual = ClassifierOutputs.of(graph, "animal");
        ModelFile model = ModelFile.of(graph, Weights.initial(graph, 1), usual)
                .withLabels(List.of("cat", "dog"))
                .withOutputs(usual.withScores(ClassifierOutputs.Scores.SIGMOID));
        assertEquals(new ClassifierOutputs("animal", 2, ClassifierOutputs.Scores.SIGMOID), model.outputs());
        assertEquals(
                "{\"id\":\"classify\",\"outputs\":{\"output\":\"animal\",\"scores\":\"sigmoid\"}}",
                model.metadata().get("sknet.task"));
        assertComesBack(model);
    }

    @Test
    void aFourthTasksOutputsAreKept() throws IOException {
        GraphBuilder b = new GraphBuilder(3);
        b.output("metres", b.add("depth", Conv2d.of(3, 1, Window.of(1)), b.input()));
        Graph graph = b.build();
        ModelFile model = ModelFile.of(graph, Weights.initial(graph, 1), new DepthTask.Outputs("mm"));
        assertEquals(new DepthTask(), model.task());
        assertComesBack(model);
        assertEquals(
                "A model of 0 classes needs as many labels, not 1", mistake(() -> model.withLabels(List.of("near"))));
    }

    @Test
    void pythonSeesAUsualCheckpoint() throws IOException {
        Path file = folder.resolve("model.safetensors");
        ModelFile.of(ARCHITECTURE, weights()).write(file);
        Safetensors content = Safetensors.read(file);
        assertEquals("pt", content.metadata().get("format"));
        assertEquals(
                "{\"model\":\"skresnet20_cifar\",\"classes\":2,\"channels\":1,"
                        + "\"options\":{\"blocks\":\"1\",\"width\":\"2\"}}",
                content.metadata().get("sknet.architecture"));
        assertEquals(
                "{\"id\":\"classify\",\"outputs\":{\"output\":\"logits\",\"scores\":\"softmax\"}}",
                content.metadata().get("sknet.task"));
        assertEquals(GraphCodec.write(ARCHITECTURE.build()), content.metadata().get("sknet.graph"));
        assertEquals(weights().tensors(), content.tensors());
    }

    @Test
    void theGraphCountsAndNotWhereItComesFrom() throws IOException {
        Path file = folder.resolve("model.safetensors");
        Map<String, String> metadata =
                new LinkedHashMap<>(ModelFile.of(ARCHITECTURE, weights()).metadata());
        metadata.put("sknet.architecture", "{\"model\":\"of_tomorrow\",\"classes\":7,\"channels\":7}");
        new Safetensors(metadata, weights().tensors()).write(file);
        ModelFile model = ModelFile.read(file);
        assertEquals(ARCHITECTURE.build(), model.graph());
        assertEquals("of_tomorrow", model.architecture().orElseThrow().model());
    }

    @Test
    void aFileOfVersion01HasItsNetworkFromTheRegistry() throws IOException {
        Path file = folder.resolve("model.safetensors");
        ModelFile model = ModelFile.of(ARCHITECTURE, weights()).withLabels(List.of("cat", "dog"));
        Map<String, String> metadata = new LinkedHashMap<>(model.metadata());
        metadata.remove("sknet.graph");
        metadata.remove("sknet.task");
        new Safetensors(metadata, weights().tensors()).write(file);
        assertEquals(model, ModelFile.read(file));
        assertEquals(new ClassifyTask(), ModelFile.readTask(file));
    }

    @Test
    void weightsMustFit() {
        Map<String, Tensor> tensors = new LinkedHashMap<>(weights().tensors());
        tensors.remove("fc.bias");
        assertEquals(
                "The weights do not fit the network: missing: fc.bias [2]",
                mistake(() -> ModelFile.of(ARCHITECTURE, new Weights(tensors))));
    }

    @Test
    void allElseMustFitToo() {
        Graph graph = own();
        Weights weights = Weights.initial(graph, 1);
        ModelFile model = ModelFile.of(graph, weights, new ClassifyTask());
        assertEquals(
                "A model of 2 classes needs as many labels, not 3",
                mistake(() -> model.withLabels(List.of("a", "b", "c"))));
        assertEquals("There is no value (line 1, column 1)", mistake(() -> model.withTraining("")));
        assertEquals("Labels are different names, not [a, a]", mistake(() -> model.withLabels(List.of("a", "a"))));
        int wrong = graph.inputChannels() == 1 ? 3 : 1;
        assertEquals(
                "The network takes images of " + Counted.of(graph.inputChannels(), "channel")
                        + ", and they are prepared with " + wrong,
                mistake(() -> model.withPreprocessing(Preprocessing.exactSize(wrong, 32, 32))));
        assertEquals(
                "The network has no output 'logits'; it has [animal]",
                mistake(() -> ModelFile.of(graph, weights, new SegmenterOutputs("logits", 2))));
        ClassifierOutputs others = new ClassifierOutputs("animal", 3, ClassifierOutputs.Scores.SOFTMAX);
        assertEquals(
                others + " are not the network's: it has [animal]",
                mistake(() -> ModelFile.of(graph, weights, others)));
        String noSegmenter = mistake(() -> ModelFile.of(graph, weights, new SegmentTask()));
        assertEquals("The network is not a segmenter", noSegmenter.substring(0, noSegmenter.indexOf(':')));
    }

    @Test
    void namesOfARunsStateAreReserved() {
        GraphBuilder b = new GraphBuilder(3);
        Node x = b.scope("sknet").add("conv", Conv2d.of(3, 2, Window.of(1)), b.input());
        b.output("y", b.add("pool", new GlobalAveragePool(), x));
        Graph graph = b.build();
        assertEquals(
                "The parameter sknet.conv.weight has a name that is reserved: no node's begins with 'sknet.'",
                mistake(() -> ModelFile.of(graph, Weights.initial(graph, 1), new ClassifyTask())));
    }
}
