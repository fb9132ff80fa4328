package io.github.sknet.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import io.github.sknet.conformance.cases.InputShape;
import io.github.sknet.conformance.cases.ReferenceCase;
import io.github.sknet.conformance.numbers.Generated;
import io.github.sknet.conformance.reference.ReferenceEngine;
import io.github.sknet.graph.Activation;
import io.github.sknet.graph.AveragePool;
import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.blocks.SelectiveKernel;
import io.github.sknet.graph.classify.ClassifyTask;
import io.github.sknet.graph.engine.Engine;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxExporterTest {

    private static final Engine REFERENCE = new ReferenceEngine();

    @TempDir
    private Path folder;

    private static ModelFile tinyModel() {
        Architecture architecture = Architecture.of("sknet_tiny", 3, 1);
        Graph graph = architecture.build();
        return ModelFile.of(architecture, Generated.weights(graph))
                .withLabels(List.of("cat", "dog", "größte Eule"))
                .withPreprocessing(Preprocessing.exactSize(1, 28, 28));
    }

    /** The file alone, through ONNX Runtime's own interface: any batch, height and width, and what it says of itself. */
    @Test
    void theFileRunsUnchangedInOnnxRuntime() throws Exception {
        ModelFile model = tinyModel();
        Path file = folder.resolve("tiny.onnx");
        OnnxExporter.writeChecked(model, file, OnnxOptions.lean().withAttention(true), REFERENCE);

        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(file.toString());
                Predictor reference = REFERENCE.load(model.graph(), model.weights(), 1)) {
            for (int[] size : new int[][] {{1, 28, 28}, {5, 31, 40}, {2, 64, 33}}) {
                Tensor input = Generated.tensor("input", List.of(size[0], 1, size[1], size[2]));
                long[] shape = {size[0], 1, size[1], size[2]};
                try (OnnxTensor value = OnnxTensor.createTensor(environment, FloatBuffer.wrap(input.values()), shape);
                        OrtSession.Result result = session.run(Map.of("input", value))) {
                    float[][] logits =
                            (float[][]) result.get("logits").orElseThrow().getValue();
                    assertEquals(size[0], logits.length);
                    float[] expected = reference.predict(input, false).output().values();
                    for (int i = 0; i < expected.length; i++) {
                        assertEquals(expected[i], logits[i / 3][i % 3], 1e-4);
                    }
                    assertEquals(4, result.size(), "logits and three attentions");
                }
            }
            Map<String, String> metadata = session.getMetadata().getCustomMetadata();
            assertEquals(model.metadata(), metadata);
            assertEquals(List.of("cat", "dog", "größte Eule"), Json.value(metadata.get("sknet.labels")));
            assertEquals(28, Json.read(metadata.get("sknet.preprocessing")).get("height"));
            assertEquals("sknet", session.getMetadata().getProducerName());
        }
    }

    @Test
    void statesOneOperatorSetAndFoldsEveryNormAfterAConvolution() throws IOException {
        ModelProto model = parse(tinyModel().graph(), OnnxOptions.lean());
        assertEquals(1, model.getOpsetImportCount());
        assertEquals(19, model.getOpsetImport(0).getVersion());
        Map<String, Long> operators = model.getGraph().getNodeList().stream()
                .collect(Collectors.groupingBy(NodeProto::getOpType, Collectors.counting()));
        // The three left over follow a selection (SKUnit's second BatchNorm), not a convolution.
        assertEquals(3, operators.get("BatchNormalization"));
        assertFalse(operators.containsKey("Concat"), "no branches are stacked");
        assertTrue(parse(tinyModel().graph(), OnnxOptions.stacked()).getGraph().getNodeList().stream()
                .anyMatch(node -> node.getOpType().equals("Concat")));
    }

    /** OpenCV's reader takes one axis an Unsqueeze. */
    @Test
    void axesAreAddedOneByOne() throws IOException {
        for (OnnxOptions options : List.of(OnnxOptions.lean(), OnnxOptions.stacked())) {
            GraphProto graph = parse(tinyModel().graph(), options).getGraph();
            Map<String, Long> extents = graph.getInitializerList().stream()
                    .filter(constant -> constant.getDimsCount() == 1)
                    .collect(Collectors.toMap(TensorProto::getName, constant -> constant.getDims(0)));
            List<NodeProto> nodes = graph.getNodeList().stream()
                    .filter(node -> node.getOpType().equals("Unsqueeze"))
                    .toList();
            assertFalse(nodes.isEmpty());
            nodes.forEach(node -> assertEquals(1, extents.get(node.getInput(1)), node.getName()));
        }
    }

    @Test
    void theFormatIsAsOldAsTheOperatorSet() throws IOException {
        int[][] formats = {{13, 7}, {14, 7}, {15, 8}, {17, 8}, {18, 8}, {19, 9}, {20, 9}, {21, 10}, {22, 10}, {23, 11}};
        for (int[] format : formats) {
            ModelProto model = parse(tinyModel().graph(), OnnxOptions.lean().withOpset(new Opset(format[0])));
            assertEquals(format[0], model.getOpsetImport(0).getVersion());
            assertEquals(format[1], model.getIrVersion(), "opset " + format[0]);
        }
        for (int version : new int[] {-1, 12, 24}) {
            String message = assertThrows(IllegalArgumentException.class, () -> new Opset(version))
                    .getMessage();
            assertTrue(message.contains("13 to 23") && message.endsWith("not " + version), message);
        }
    }

    @Test
    void whatAnOlderOperatorSetCannotSayIsNamed() {
        GraphBuilder b = new GraphBuilder(3);
        Window window = Window.of(3).stride(2).padding(1);
        b.output("result", b.add("stage.pool", new AveragePool(window, true, true), b.input()));
        Graph graph = b.build();
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> parse(graph, OnnxOptions.lean().withOpset(new Opset(18))))
                .getMessage();
        assertTrue(message.contains("'stage.pool'") && message.contains("opset 19"), message);
    }

    /** The seed's separate layers are subtracted as they are; without attention nothing reads their concatenation. */
    @Test
    void whatNobodyReadsIsNotWritten() throws IOException {
        Graph two = SelectiveKernel.seed(4, 2, 1, 2, 1, 4).graph();
        assertEquals(Set.of(), operators(two, OnnxOptions.lean(), "Concat", "Split", "Softmax"));
        assertEquals(
                Set.of("Concat", "Softmax"),
                operators(two, OnnxOptions.lean().withAttention(true), "Concat", "Split", "Softmax"));
        ModelProto one = parse(SelectiveKernel.seed(4, 1, 1, 2, 1, 4).graph(), OnnxOptions.lean());
        assertEquals(
                List.of("convs.0.0.weight", "convs.0.0.bias"),
                one.getGraph().getInitializerList().stream()
                        .map(TensorProto::getName)
                        .toList());
    }

    private static Set<String> operators(Graph graph, OnnxOptions options, String... among) throws IOException {
        Set<String> operators = parse(graph, options).getGraph().getNodeList().stream()
                .map(NodeProto::getOpType)
                .collect(Collectors.toSet());
        operators.retainAll(Set.of(among));
        return operators;
    }

    /** A head shared by two levels, with one BatchNorm for both, and one with a BatchNorm for each. */
    @Test
    void sharedParametersAreWrittenOnce() throws IOException {
        GraphBuilder b = new GraphBuilder(4);
        Conv2d convolution = Conv2d.of(4, 4, Window.of(3).padding(1));
        Node first = b.add("shared", convolution, b.input());
        Node norm = b.add("norm", BatchNorm.of(4), first);
        Node again =
                b.addSharing("norm2", norm, b.addSharing("shared2", first, b.add("relu", Activation.relu(), norm)));
        Node other = b.add("other", convolution, again);
        Node otherAgain = b.addSharing("other2", other, b.add("otherNorm", BatchNorm.of(4), other));
        b.output("result", b.add("otherNorm2", BatchNorm.of(4), otherAgain));
        Graph graph = b.build();

        ModelProto model = parse(graph, OnnxOptions.lean());
        List<String> names = model.getGraph().getInitializerList().stream()
                .map(TensorProto::getName)
                .toList();
        assertEquals(names.stream().distinct().toList(), names);
        assertEquals(
                2,
                names.stream()
                        .filter(name -> name.matches("(shared|other)\\.weight"))
                        .count());
        assertEquals(
                1, names.stream().filter(name -> name.equals("shared.bias")).count(), "folded");
        assertEquals(0, names.stream().filter(name -> name.equals("other.bias")).count(), "not folded");
        verify(graph);
    }

    /** Outputs may name one node twice, a node that another reads, or the input of a node that vanishes. */
    @Test
    void outputsKeepTheirNames() {
        GraphBuilder b = new GraphBuilder(4);
        Node convolution = b.add("conv", Conv2d.of(4, 4, Window.of(3)), b.input());
        Node norm = b.add("norm", BatchNorm.of(4), convolution);
        b.output("norm", convolution);
        b.output("conv", norm);
        b.output("twice", norm);
        verify(b.build());
    }

    /** The export computes what the network is. */
    private static void verify(Graph graph) {
        new ReferenceCase("export", "export", graph, List.of(new InputShape(2, 6, 5))).verify(new OnnxEngine());
    }

    private static ModelProto parse(Graph graph, OnnxOptions options) throws IOException {
        return ModelProto.parseFrom(OnnxExporter.toBytes(graph, Generated.weights(graph), options, Map.of()));
    }

    @Test
    void aReferenceThatDisagreesStopsTheExportAndTheOlderFileStays() throws IOException {
        ModelFile model = tinyModel();
        Path file = folder.resolve("tiny.onnx");
        byte[] older = {1, 2, 3};
        Files.write(file, older);
        Engine wrong = new Engine() {
            @Override
            public String name() {
                return "wrong";
            }

            @Override
            public Predictor load(Graph graph, Weights weights, int threads) {
                return REFERENCE.load(graph, Weights.initial(graph, 1), threads);
            }
        };
        String message = assertThrows(
                        IllegalStateException.class,
                        () -> OnnxExporter.writeChecked(model, file, OnnxOptions.lean(), wrong))
                .getMessage();
        assertTrue(message.contains("'logits' differs"), message);
        assertEquals(List.of("tiny.onnx"), filesInFolder());
        assertArrayEquals(older, Files.readAllBytes(file));
    }

    /** The check needs a size of image, which no registry knows here. */
    @Test
    void aNetworkOfNoRegistryIsExportedAndChecked() throws IOException {
        Graph graph = Architecture.of("sknet_tiny", 3, 1).build();
        ModelFile model = ModelFile.of(graph, Generated.weights(graph), new ClassifyTask());
        OnnxExporter.writeChecked(
                model, folder.resolve("unprepared.onnx"), OnnxOptions.lean().withAttention(true), REFERENCE);
        OnnxExporter.writeChecked(
                model.withPreprocessing(Preprocessing.exactSize(1, 32, 48)),
                folder.resolve("prepared.onnx"),
                OnnxOptions.lean().withAttention(true),
                REFERENCE);
        assertEquals(
                List.of("prepared.onnx", "unprepared.onnx"),
                filesInFolder().stream().sorted().toList());
    }

    @Test
    void whatCannotBeWrittenIsSaidAndLeavesNothing() throws IOException {
        ModelFile model = tinyModel();
        Path missing = folder.resolve("nowhere").resolve("tiny.onnx");
        String message = assertThrows(IOException.class, () -> OnnxExporter.write(model, missing, OnnxOptions.lean()))
                .getMessage();
        assertTrue(message.contains(missing.toString()) && message.contains("there is no folder"), message);
        assertThrows(IOException.class, () -> OnnxExporter.write(model, folder, OnnxOptions.lean()));
        assertEquals(List.of(), filesInFolder());
    }

    private List<String> filesInFolder() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
