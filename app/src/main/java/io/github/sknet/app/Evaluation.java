package io.github.sknet.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sknet.datasets.classify.ClassifierEvaluator;
import io.github.sknet.datasets.detect.BoxEvaluator;
import io.github.sknet.datasets.metrics.ClassificationEvaluation;
import io.github.sknet.datasets.metrics.ConfusionMatrix;
import io.github.sknet.datasets.segment.MaskEvaluator;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** How good a model was on a data set, for people and for tools: an implementation a task. */
sealed interface Evaluation {

    /** How many images could be read. */
    int images();

    /** One sentence for each image that could not. */
    List<String> broken();

    /**
     * Prints figures and a table of the classes.
     *
     * @param confusion whether to print the confusion matrix as well, where there is one
     */
    void print(PrintWriter out, boolean confusion);

    /** The same as JSON. */
    ObjectNode toJson();

    /** A classifier's. */
    record Classes(List<String> labels, ClassifierEvaluator.Result result) implements Evaluation {

        @Override
        public int images() {
            return Math.toIntExact(result.evaluation().images());
        }

        @Override
        public List<String> broken() {
            return result.broken();
        }

        @Override
        public void print(PrintWriter out, boolean confusion) {
            ClassificationEvaluation evaluation = result.evaluation();
            out.printf(
                    Locale.ROOT,
                    "%,d images: top-1 %.2f %%, top-5 %.2f %%, calibration error %.4f%n",
                    evaluation.images(),
                    100 * evaluation.top1(),
                    100 * evaluation.top5(),
                    evaluation.calibration().value());
            ConfusionMatrix matrix = evaluation.confusion();
            out.printf("%-24s %8s %10s %8s%n", "class", "images", "precision", "recall");
            for (int label = 0; label < labels.size(); label++) {
                out.printf(
                        Locale.ROOT,
                        "%-24s %8d %10s %8s%n",
                        labels.get(label),
                        matrix.truths(label),
                        percent(matrix.precision(label)),
                        percent(matrix.recall(label)));
            }
            if (confusion) {
                printConfusion(out, labels, matrix);
            }
        }

        @Override
        public ObjectNode toJson() {
            ClassificationEvaluation evaluation = result.evaluation();
            ConfusionMatrix matrix = evaluation.confusion();
            ObjectNode object = Json.object()
                    .put("task", "classify")
                    .put("images", evaluation.images())
                    .put("top1", evaluation.top1())
                    .put("top5", evaluation.top5())
                    .put("calibrationError", evaluation.calibration().value())
                    .put("broken", result.broken().size());
            ObjectNode classes = object.putObject("classes");
            for (int label = 0; label < labels.size(); label++) {
                ObjectNode each = classes.putObject(labels.get(label)).put("images", matrix.truths(label));
                describe(each, matrix, label);
            }
            return object;
        }
    }

    /** A detector's: COCO's figures. */
    record Boxes(BoxEvaluator.Result result) implements Evaluation {

        @Override
        public int images() {
            return result.truth().imageIds().size();
        }

        @Override
        public List<String> broken() {
            return result.broken();
        }

        @Override
        public void print(PrintWriter out, boolean confusion) {
            out.printf(
                    Locale.ROOT,
                    "%,d images, %,d objects: AP %.4f, AP50 %.4f%n",
                    images(),
                    result.truth().annotations().size(),
                    result.precision().ap(),
                    result.precision().ap50());
            result.precision()
                    .figures()
                    .forEach((name, value) -> out.printf(Locale.ROOT, "%-24s %8s%n", name, figure(value)));
            result.precision()
                    .perClass()
                    .forEach(each -> out.printf(
                            Locale.ROOT,
                            "%-24s %8s%n",
                            "AP of " + each.category().name(),
                            figure(each.ap())));
        }

        /** COCO's −1 says that there was nothing to find. */
        private static String figure(double value) {
            return value < 0 ? "–" : String.format(Locale.ROOT, "%.4f", value);
        }

        @Override
        public ObjectNode toJson() {
            ObjectNode object = Json.object().put("task", "detect").put("images", images());
            result.precision().figures().forEach(object::put);
            object.put("broken", result.broken().size());
            ObjectNode classes = object.putObject("classes");
            result.precision()
                    .perClass()
                    .forEach(each -> classes.putObject(each.category().name()).put("AP", each.ap()));
            return object;
        }
    }

    /** A segmenter's. */
    record Masks(List<String> labels, MaskEvaluator.Result result) implements Evaluation {

        @Override
        public int images() {
            return result.images();
        }

        @Override
        public List<String> broken() {
            return result.broken();
        }

        @Override
        public void print(PrintWriter out, boolean confusion) {
            ConfusionMatrix matrix = result.evaluation().confusion();
            out.printf(
                    Locale.ROOT,
                    "%,d images: mean IoU %.4f, pixel accuracy %.2f %%%n",
                    images(),
                    result.evaluation().meanIoU(),
                    100 * result.evaluation().pixelAccuracy());
            out.printf("%-24s %8s %10s %8s%n", "class", "IoU", "precision", "recall");
            for (int label = 0; label < labels.size(); label++) {
                out.printf(
                        Locale.ROOT,
                        "%-24s %8s %10s %8s%n",
                        labels.get(label),
                        percent(matrix.intersectionOverUnion(label)),
                        percent(matrix.precision(label)),
                        percent(matrix.recall(label)));
            }
            if (confusion) {
                printConfusion(out, labels, matrix);
            }
        }

        @Override
        public ObjectNode toJson() {
            ConfusionMatrix matrix = result.evaluation().confusion();
            ObjectNode object = Json.object().put("task", "segment").put("images", images());
            putUnlessNaN(object, "meanIoU", result.evaluation().meanIoU());
            putUnlessNaN(object, "pixelAccuracy", result.evaluation().pixelAccuracy());
            object.put("broken", result.broken().size());
            ObjectNode classes = object.putObject("classes");
            for (int label = 0; label < labels.size(); label++) {
                ObjectNode each = classes.putObject(labels.get(label));
                putUnlessNaN(each, "IoU", matrix.intersectionOverUnion(label));
                describe(each, matrix, label);
            }
            return object;
        }
    }

    /** What a confusion matrix says of one class. */
    private static void describe(ObjectNode each, ConfusionMatrix matrix, int label) {
        putUnlessNaN(each, "precision", matrix.precision(label));
        putUnlessNaN(each, "recall", matrix.recall(label));
        ArrayNode row = each.putArray("predictedAs");
        for (int predicted = 0; predicted < matrix.classes(); predicted++) {
            row.add(matrix.count(label, predicted));
        }
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static void printConfusion(PrintWriter out, List<String> labels, ConfusionMatrix confusion) {
        out.println("confusion matrix: a row a true class, a column a predicted one");
        for (int truth = 0; truth < labels.size(); truth++) {
            out.printf("%-24s", labels.get(truth));
            for (int predicted = 0; predicted < labels.size(); predicted++) {
                out.printf(Locale.ROOT, " %6d", confusion.count(truth, predicted));
            }
            out.println();
        }
    }

    /** JSON knows no NaN: what has no value is left out. */
    private static void putUnlessNaN(ObjectNode object, String name, double value) {
        if (!Double.isNaN(value)) {
            object.put(name, value);
        }
    }
}
