package io.github.sknet.onnx;

import static io.github.sknet.onnx.OnnxModelBuilder.attribute;

import ai.onnx.proto.OnnxMl.AttributeProto;
import io.github.sknet.graph.detect.DetectionLevel;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the way from a detector's outputs to objects: candidates above a threshold, the best of each level, {@code
 * NonMaxSuppression}, the surest of each image. P is the number of pixels of all levels, n that of all objects of the batch.
 *
 * @param model what is written
 * @param input the name of the images' value, (N, C, H, W)
 * @param settings thresholds
 * @param classes the kinds of objects
 */
record DetectionLowering(OnnxModelBuilder model, String input, OnnxDetection settings, int classes) {

    /** The outputs: (n, 4), (n), (n) and (n). */
    static final List<String> OUTPUTS = List.of("boxes", "scores", "labels", "images");

    private static final long FLOAT = 1;
    private static final long INT64 = 7;

    void write() {
        String size = add(
                "Cast",
                "input_size",
                List.of(add("Shape", "input_shape", List.of(input), attribute("start", 2L))),
                attribute("to", FLOAT));
        String height = add("Gather", "input_height", List.of(size, model.longs(0)), attribute("axis", 0L));
        String width = add("Gather", "input_width", List.of(size, model.longs(1)), attribute("axis", 0L));
        List<String> boxes = new ArrayList<>();
        List<String> scores = new ArrayList<>();
        for (DetectionLevel level : settings.levels()) {
            boxes.add(boxes(level, height, width));
            scores.add(scores(level));
        }
        String allBoxes = add("Concat", "all_boxes", boxes, attribute("axis", 1L));
        String allScores = withoutEmpty(allBoxes, add("Concat", "all_scores", scores, attribute("axis", 2L)));
        String selected = add(
                "NonMaxSuppression",
                "selected",
                List.of(
                        allBoxes,
                        allScores,
                        model.longs(settings.maxDetections()),
                        model.floats(
                                "detection/overlap", List.of(1), new float[] {(float) settings.overlapThreshold()}),
                        model.floats("detection/nothing", List.of(1), new float[] {0})));
        writeOutputs(selected, allBoxes, allScores);
    }

    /** (N, pixels, 4): left, top, right, bottom in the input's pixels, within the image. */
    private String boxes(DetectionLevel level, String height, String width) {
        String name = level.boxes();
        String distances = add("Mul", name + "/scaled", List.of(name, scalar(level.stride())));
        List<String> sides = model.addMany(
                "Split",
                "detection/" + name + "/sides",
                4,
                List.of(distances),
                attribute("axis", 1L),
                attribute("num_outputs", 4L));
        String x = centres(level, name, 3);
        String y = add("Unsqueeze", name + "/rows", List.of(centres(level, name, 2), model.longs(1)));
        List<String> edges = List.of(
                clipped(name + "/left", add("Sub", name + "/l", List.of(x, sides.get(0))), width),
                clipped(name + "/top", add("Sub", name + "/t", List.of(y, sides.get(1))), height),
                clipped(name + "/right", add("Add", name + "/r", List.of(x, sides.get(2))), width),
                clipped(name + "/bottom", add("Add", name + "/b", List.of(y, sides.get(3))), height));
        String map = add("Concat", name + "/edges", edges, attribute("axis", 1L));
        String flat = add("Reshape", name + "/flat", List.of(map, model.longs(0, 4, -1)));
        return add("Transpose", name + "/boxes", List.of(flat), attribute("perm", List.of(0, 2, 1)));
    }

    private String clipped(String name, String edge, String most) {
        return add("Min", name + "/most", List.of(add("Max", name + "/least", List.of(edge, scalar(0))), most));
    }

    /** Where in the image the columns (axis 3) or rows (axis 2) of a level look: {@link DetectionLevel#centre}. */
    private String centres(DetectionLevel level, String map, long axis) {
        String name = map + "/axis" + axis;
        String extent =
                add("Shape", name + "/extent", List.of(map), attribute("start", axis), attribute("end", axis + 1));
        String count = add(
                "Cast",
                name + "/count",
                List.of(add("Squeeze", name + "/length", List.of(extent))),
                attribute("to", FLOAT));
        String indices = add("Range", name + "/indices", List.of(scalar(0), count, scalar(1)));
        String steps = add("Mul", name + "/steps", List.of(indices, scalar(level.stride())));
        return add("Add", name + "/centres", List.of(steps, scalar(level.centre(0))));
    }

    /** (N, classes, pixels): √(σ(class) · σ(centre-ness)) of the candidates, 0 of all others. */
    private String scores(DetectionLevel level) {
        String name = level.classes();
        String product = add(
                "Mul",
                name + "/product",
                List.of(
                        add("Sigmoid", name + "/probability", List.of(name)),
                        add("Sigmoid", name + "/central", List.of(level.centerness()))));
        String map = add("Sqrt", name + "/score", List.of(product));
        String flat = add("Reshape", name + "/scores", List.of(map, model.longs(0, classes, -1)));
        String sure = add("GreaterOrEqual", name + "/sure", List.of(flat, scalar((float) settings.scoreThreshold())));
        String best = add("GreaterOrEqual", name + "/best", List.of(flat, leastOfBest(name, map)));
        return chosen(name + "/candidates", add("And", name + "/both", List.of(sure, best)), flat);
    }

    /** (N, 1, 1): what a candidate's score must be at least to be among the best of the level. */
    private String leastOfBest(String name, String map) {
        String together = add("Reshape", name + "/together", List.of(map, model.longs(0, -1)));
        String count = add("Shape", name + "/number", List.of(together), attribute("start", 1L));
        String most = add("Min", name + "/most", List.of(count, model.longs(settings.candidates())));
        String best = model.addMany(
                        "TopK", "detection/" + name + "/top", 2, List.of(together, most), attribute("axis", 1L))
                .get(0);
        String least = add("ReduceMin", name + "/least", List.of(best, model.longs(1)), attribute("keepdims", 1L));
        return add("Unsqueeze", name + "/least_of_best", List.of(least, model.longs(2)));
    }

    /** Boxes that lie outside of the image, and so have no area within it, are none. */
    private String withoutEmpty(String boxes, String scores) {
        List<String> edges = model.addMany(
                "Split", "detection/edges", 4, List.of(boxes), attribute("axis", 2L), attribute("num_outputs", 4L));
        String area = add(
                "Mul",
                "area",
                List.of(
                        add("Sub", "widths", List.of(edges.get(2), edges.get(0))),
                        add("Sub", "heights", List.of(edges.get(3), edges.get(1)))));
        String within = add("Greater", "within", List.of(area, scalar(0)));
        return chosen(
                "scores",
                add("Transpose", "within_by_class", List.of(within), attribute("perm", List.of(0, 2, 1))),
                scores);
    }

    private String chosen(String name, String condition, String values) {
        return add("Where", name, List.of(condition, values, scalar(0)));
    }

    /**
     * The surest first, and of each image no more than it may have.
     *
     * @param selected (n, 3): image, class and box of each object
     */
    private void writeOutputs(String selected, String boxes, String scores) {
        String sure = add("GatherND", "selected_scores", List.of(scores, selected));
        String count = add("Shape", "count", List.of(sure));
        List<String> sorted = model.addMany("TopK", "detection/sorted", 2, List.of(sure, count), attribute("axis", 0L));
        String inOrder = add("Gather", "in_order", List.of(selected, sorted.get(1)), attribute("axis", 0L));
        String images = column("image", inOrder, 0);
        String kept = add("Less", "kept", List.of(rank(images, count), scalar(settings.maxDetections())));
        String place = add("Gather", "place", List.of(inOrder, model.longs(0, 2)), attribute("axis", 1L));
        keep("boxes", add("GatherND", "selected_boxes", List.of(boxes, place)), kept);
        keep("scores", sorted.get(0), kept);
        keep("labels", column("label", inOrder, 1), kept);
        keep("images", images, kept);
        model.output("boxes", "objects", 4);
        model.output("scores", "objects");
        model.outputLongs("labels", "objects");
        model.outputLongs("images", "objects");
    }

    private String column(String name, String rows, long index) {
        String column = add("Gather", name + "/column", List.of(rows, model.longs(index)), attribute("axis", 1L));
        return add("Squeeze", name, List.of(column, model.longs(1)));
    }

    /** (n): how many surer objects the same image has. */
    private String rank(String images, String count) {
        String number =
                add("Cast", "number", List.of(add("Squeeze", "length", List.of(count))), attribute("to", FLOAT));
        String positions = add("Range", "positions", List.of(scalar(0), number, scalar(1)));
        String same = add("Equal", "same_image", List.of(asColumn("image_column", images), asRow("image_row", images)));
        String surer = add(
                "Greater", "surer", List.of(asColumn("position_column", positions), asRow("position_row", positions)));
        String both = add("And", "surer_in_image", List.of(same, surer));
        return add(
                "ReduceSum",
                "rank",
                List.of(add("Cast", "ones", List.of(both), attribute("to", FLOAT)), model.longs(1)),
                attribute("keepdims", 0L));
    }

    private String asColumn(String name, String vector) {
        return add("Unsqueeze", name, List.of(vector, model.longs(1)));
    }

    private String asRow(String name, String vector) {
        return add("Unsqueeze", name, List.of(vector, model.longs(0)));
    }

    private void keep(String name, String values, String kept) {
        model.addNamed("Compress", name, List.of(values, kept), attribute("axis", 0L));
    }

    private String scalar(float value) {
        return model.floats("detection/" + value, List.of(), new float[] {value});
    }

    private String add(String type, String name, List<String> inputs, AttributeProto... attributes) {
        return model.add(type, "detection/" + name, inputs, attributes);
    }
}
