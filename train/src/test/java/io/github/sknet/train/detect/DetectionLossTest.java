package io.github.sknet.train.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.datasets.detect.ObjectBox;
import io.github.sknet.graph.detect.DetectTask;
import io.github.sknet.graph.detect.DetectionLevel;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.train.module.GraphModule;
import io.github.sknet.train.torch.Device;
import io.github.sknet.train.torch.NativeScope;
import io.github.sknet.train.torch.Tensors;
import io.github.sknet.train.torch.TorchRuntime;
import io.github.sknet.vision.image.BoundingBox;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Focal loss, GIoU and the whole, against values computed by hand. */
class DetectionLossTest {
    private static final DetectionLevel P3 = DetectionLevel.pyramid(3);

    @BeforeAll
    static void start() {
        TorchRuntime.start();
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    @Test
    void focalLossIsThatOfItsFormula() {
        float[] logits = {-8, -1, 0, 2, 8, -8, -1, 0, 2, 8};
        float[] truth = {0, 0, 0, 0, 0, 1, 1, 1, 1, 1};
        float[] loss = NativeScope.get(
                        () -> Tensors.toJava(DetectionLoss.focal(Tensor.create(logits, 10), Tensor.create(truth, 10))))
                .values();
        for (int i = 0; i < logits.length; i++) {
            double p = truth[i] == 1 ? sigmoid(logits[i]) : 1 - sigmoid(logits[i]);
            double alpha = truth[i] == 1 ? 0.25 : 0.75;
            double expected = -alpha * Math.pow(1 - p, 2) * Math.log(p);
            assertEquals(expected, loss[i], 1e-6 + 1e-5 * expected, "logit " + logits[i] + ", truth " + truth[i]);
        }
    }

    @Test
    void generalisedIoUIsThatOfBoxesByHand() {
        // The wanted box is 4×2 around its point. Equal; half as wide; shifted; disjoint.
        float[] wanted = {2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1};
        float[] found = {2, 1, 2, 1, 1, 1, 1, 1, 1, 1, 3, 1, -3, 1, 4, 1};
        float[] giou = NativeScope.get(() -> Tensors.toJava(
                        DetectionLoss.generalisedIoU(Tensor.create(found, 4, 4), Tensor.create(wanted, 4, 4))))
                .values();
        assertEquals(1, giou[0], 1e-5);
        assertEquals(0.5, giou[1], 1e-5);
        // Intersection 3×2, union 10, hull 5×2: all of the hull is covered.
        assertEquals(0.6, giou[2], 1e-5);
    }

    private static Map<String, Tensor> outputs(float[] classes, float[] boxes, float[] centerness) {
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        outputs.put(P3.classes(), Tensor.create(classes, 1, 1, 2, 2));
        outputs.put(P3.boxes(), Tensor.create(boxes, 1, 4, 2, 2));
        outputs.put(P3.centerness(), Tensor.create(centerness, 1, 1, 2, 2));
        return outputs;
    }

    @Test
    void thePartsAreDividedAsInThePaper() {
        // A map of 2×2 points at 4 and 12; a box from 0 to 8 holds the first point alone, in its very middle.
        List<List<ObjectBox>> objects = List.of(List.of(new ObjectBox(0, new BoundingBox(0, 0, 8, 8), false)));
        float[] boxes = new float[16];
        boxes[0] = boxes[4] = boxes[8] = 0.5f;
        boxes[12] = 1;
        NativeScope.run(() -> {
            DetectionLoss.Parts parts = new DetectionLoss(List.of(P3), 1)
                    .of(outputs(new float[] {1, -1, -1, -1}, boxes, new float[] {0.3f, 5, 5, 5}), objects);
            double positive = -0.25 * Math.pow(1 - sigmoid(1), 2) * Math.log(sigmoid(1));
            double negative = -0.75 * Math.pow(sigmoid(-1), 2) * Math.log(1 - sigmoid(-1));
            assertEquals(positive + 3 * negative, parts.classes().item_double(), 1e-6);
            // 8×12 pixels found, 8×8 wanted within: IoU 2/3 and no empty hull.
            assertEquals(1.0 / 3, parts.boxes().item_double(), 1e-5);
            assertEquals(-Math.log(sigmoid(0.3)), parts.centerness().item_double(), 1e-6);
        });
    }

    @Test
    void withoutObjectsOnlyTheClassesCount() {
        NativeScope.run(() -> {
            DetectionLoss.Parts parts = new DetectionLoss(List.of(P3), 1)
                    .of(outputs(new float[4], new float[16], new float[4]), List.of(List.of()));
            assertEquals(4 * 0.75 * 0.25 * Math.log(2), parts.classes().item_double(), 1e-6);
            assertEquals(0, parts.boxes().item_double());
            assertEquals(0, parts.centerness().item_double());
        });
    }

    /** Without objects every location is a negative of every class; half of the loss is of each of two. */
    @Test
    void classesCountAsTheyAreWeighed() {
        NativeScope.run(() -> {
            Map<String, Tensor> outputs = outputs(new float[4], new float[16], new float[4]);
            outputs.put(P3.classes(), Tensor.create(new float[8], 1, 2, 2, 2));
            double each = 4 * 0.75 * 0.25 * Math.log(2);
            DetectionLoss weighed = new DetectionLoss(List.of(P3), 2, List.of(1.0, 5.0));
            assertEquals(
                    6 * each, weighed.of(outputs, List.of(List.of())).classes().item_double(), 1e-5);
            // The weight of a class is that of its own column: an object of the first is not five times as dear.
            List<List<ObjectBox>> objects = List.of(List.of(new ObjectBox(0, new BoundingBox(0, 0, 8, 8), false)));
            double positive = 0.25 * 0.25 * Math.log(2);
            assertEquals(
                    positive + 3.0 / 4 * each + 5 * each,
                    weighed.of(outputs, objects).classes().item_double(),
                    1e-5);
        });
    }

    @Test
    void descentLowersTheLossOfASmallDetector() {
        try (GraphModule module = new GraphModule(
                Architecture.of("fcos_sk_small", 2, 3).withOption("width", "16").build(), 1)) {
            module.train(true);
            DetectionLoss loss =
                    new DetectionLoss(new DetectTask().outputs(module.graph()).levels(), 2);
            List<List<ObjectBox>> objects = List.of(
                    List.of(new ObjectBox(0, new BoundingBox(10, 20, 40, 30), false)),
                    List.of(new ObjectBox(1, new BoundingBox(50, 5, 30, 60), false)));
            float[] pixels = new float[2 * 3 * 96 * 128];
            Random random = new Random(5);
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (float) random.nextGaussian();
            }
            double first = step(module, loss, pixels, objects);
            double last = first;
            for (int i = 0; i < 12; i++) {
                last = step(module, loss, pixels, objects);
            }
            assertTrue(Double.isFinite(first) && last < 0.75 * first, first + " → " + last);
        }
    }

    private static double step(GraphModule module, DetectionLoss loss, float[] pixels, List<List<ObjectBox>> objects) {
        return NativeScope.get(() -> {
            Tensor input = Device.CPU.tensor(io.github.sknet.graph.weights.Tensor.of(pixels, 2, 3, 96, 128));
            Tensor value =
                    loss.of(module.forward(input, false).outputs(), objects).sum();
            module.zero_grad(true);
            value.backward();
            NativeScope.withoutGradients(() -> {
                module.forEachTensor((spec, tensor) -> {
                    if (spec.role().trained()) {
                        tensor.sub_(tensor.grad().mul(new Scalar(0.02)));
                    }
                });
                return null;
            });
            return value.item_double();
        });
    }
}
