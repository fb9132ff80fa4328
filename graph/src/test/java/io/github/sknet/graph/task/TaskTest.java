package io.github.sknet.graph.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.GlobalAveragePool;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.classify.ClassifierOutputs;
import io.github.sknet.graph.classify.ClassifyTask;
import io.github.sknet.graph.detect.DetectTask;
import io.github.sknet.graph.detect.DetectionLevel;
import io.github.sknet.graph.detect.DetectorOutputs;
import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.models.Models;
import io.github.sknet.graph.models.RegisteredModel;
import io.github.sknet.graph.segment.SegmentTask;
import io.github.sknet.graph.segment.SegmenterOutputs;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tasks are found by name, a fourth one too, and know their networks by their outputs. */
class TaskTest {

    private static String mistake(Executable made) {
        return assertThrows(IllegalArgumentException.class, made).getMessage();
    }

    @Test
    void tasksAreFoundByName() {
        assertEquals(
                List.of("classify", "detect", "segment", "depth"),
                Task.all().stream().map(Task::id).sorted(TaskTest::ownLast).toList());
        assertEquals(new DetectTask(), Task.named("detect"));
        assertEquals(new DepthTask(), Task.named("depth"));
        String none = mistake(() -> Task.named("pose"));
        assertEquals("There is no task 'pose'; there are: ", none.substring(0, none.indexOf(": ") + 2));
    }

    private static int ownLast(String one, String other) {
        return one.equals("depth") ? 1 : other.equals("depth") ? -1 : one.compareTo(other);
    }

    static List<RegisteredModel> all() {
        return Models.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyRegisteredNetworkIsOfItsTask(RegisteredModel model) {
        Graph graph = model.build();
        TaskOutputs outputs = model.task().outputs(graph);
        assertEquals(model.defaults().classes(), outputs.classes());
        assertEquals(model.task(), outputs.task());
        assertEquals(outputs, throughText(graph, outputs));
    }

    private static TaskOutputs throughText(Graph graph, TaskOutputs outputs) {
        return Task.named(outputs.task().id()).outputs(graph, Json.read(Json.write(outputs.toMap())));
    }

    /** An image, a map of the given stride for each name, and a vector. */
    private static Graph graph(int channels, int stride, String... maps) {
        GraphBuilder b = new GraphBuilder(3);
        for (String map : maps) {
            Conv2d op = Conv2d.of(3, channels, Window.of(3).stride(stride).padding(1));
            b.output(map, b.add("of " + map, op, b.input()));
        }
        return b.build();
    }

    private static Graph vectors(String... names) {
        GraphBuilder b = new GraphBuilder(3);
        Node pooled = b.add("pool", new GlobalAveragePool(), b.input());
        for (String name : names) {
            b.output(name, pooled);
        }
        b.output("image", b.input());
        return b.build();
    }

    @Test
    void classifiersAreKnownByAVector() {
        ClassifierOutputs.Scores softmax = ClassifierOutputs.Scores.SOFTMAX;
        assertEquals(new ClassifierOutputs("y", 3, softmax), new ClassifyTask().outputs(vectors("y")));
        assertEquals(new ClassifierOutputs("logits", 3, softmax), new ClassifyTask().outputs(vectors("y", "logits")));
        assertEquals(
                "The network is not a classifier: one output, or the one of several that is named logits, must be a vector "
                        + "(N, classes), but the outputs for an image of 1024×1024 are {y=(N, 3), z=(N, 3), "
                        + "image=(N, 3, 1024, 1024)}",
                mistake(() -> new ClassifyTask().outputs(vectors("y", "z"))));
        assertEquals(
                "The output 'image' must be a vector (N, classes), but for an image of 1024×1024 it is "
                        + "(N, 3, 1024, 1024)",
                mistake(() -> ClassifierOutputs.of(vectors("y"), "image")));
        assertEquals(
                "The network has no output 'x'; it has [y, image]",
                mistake(() -> ClassifierOutputs.of(vectors("y"), "x")));
    }

    @Test
    void segmentersAreKnownByAMapOfTheImagesSize() {
        assertEquals(new SegmenterOutputs("mask", 5), new SegmentTask().outputs(graph(5, 1, "mask")));
        assertEquals(new SegmenterOutputs("logits", 5), new SegmentTask().outputs(graph(5, 1, "help", "logits")));
        assertEquals(
                "The network is not a segmenter: one output, or the one of several that is named logits, must be a map "
                        + "(N, classes, H, W) of the image's height and width (Resize enlarges a coarser one), but the "
                        + "outputs for an image of 1024×1024 are {mask=(N, 5, 512, 512)}",
                mistake(() -> new SegmentTask().outputs(graph(5, 2, "mask"))));
    }

    @Test
    void detectorsMayNameTheirOutputsAsTheyLike() {
        GraphBuilder b = new GraphBuilder(3);
        Window window = Window.of(3).stride(7).padding(1);
        b.output("who", b.add("a", Conv2d.of(3, 5, window), b.input()));
        b.output("where", b.add("b", Conv2d.of(3, 4, window), b.input()));
        b.output("how", b.add("c", Conv2d.of(3, 1, window), b.input()));
        Graph graph = b.build();
        DetectionLevel level = new DetectionLevel("who", "where", "how", 7);
        DetectorOutputs outputs = DetectorOutputs.of(graph, List.of(level));
        assertEquals(5, outputs.classes());
        assertEquals(outputs, throughText(graph, outputs));
        assertEquals(
                "The network is not a detector: it needs the outputs class.Pₗ, box.Pₗ and centerness.Pₗ for each level l, but "
                        + "it has [who, where, how]",
                mistake(() -> new DetectTask().outputs(graph)));
        assertEquals(
                "The output 'who' must be a map (N, 5, h, w) 8 times smaller than the image, but for an image of 1024×1024 it "
                        + "is (N, 5, 147, 147)",
                mistake(() -> DetectorOutputs.of(graph, List.of(new DetectionLevel("who", "where", "how", 8)))));
        assertEquals(
                "The output 'how' must be a map (N, 4, h, w) 7 times smaller than the image, but for an image of 1024×1024 it "
                        + "is (N, 1, 147, 147)",
                mistake(() -> DetectorOutputs.of(graph, List.of(new DetectionLevel("who", "how", "where", 7)))));
        assertEquals(
                "The network has no output 'box.P3'; it has [class.P3]",
                mistake(() -> new DetectTask().outputs(graph(5, 8, "class.P3"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "classify | {} | A classifier has no 'scores'",
                "classify | {\"scores\":\"ranks\",\"output\":\"y\"} | A classifier's scores are made by softmax or sigmoid, not "
                        + "by 'ranks'",
                "classify | {\"scores\":\"softmax\",\"output\":7} | A classifier: 'output' must be a string, not 7",
                "classify | {\"scores\":\"softmax\",\"output\":\"y\",\"x\":1} | A classifier has 'x', which is not known; known "
                        + "are scores, output",
                "segment | {\"output\":\"y\"} | The output 'y' must be a map (N, classes, H, W) of the image's height and width "
                        + "(Resize enlarges a coarser one), but for an image of 1024×1024 it is (N, 3)",
                "detect | {\"levels\":[]} | A detector needs at least one level",
                "detect | {\"levels\":[{\"classes\":\"a\",\"boxes\":\"b\",\"centerness\":\"c\",\"stride\":0}]} | A detector's "
                        + "level has a stride of 1 … 65536 pixels, not 0",
                "detect | {\"levels\":[7]} | A detector's level: It must be a JSON object, not 7",
                "detect | {\"levels\":[{\"classes\":\"y\",\"boxes\":\"y\",\"centerness\":\"y\",\"stride\":8}]} | The output 'y' "
                        + "must be a map (N, classes, h, w), but for an image of 1024×1024 it is (N, 3)",
            })
    void hostileDescriptionsAreRefused(String task, String described, String message) {
        Map<String, Object> map = Json.read(described);
        assertEquals(message, mistake(() -> Task.named(task).outputs(vectors("y"), map)));
    }
}
