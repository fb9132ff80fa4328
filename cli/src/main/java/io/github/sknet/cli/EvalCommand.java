package io.github.sknet.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sknet.vision.Classifier;
import io.github.sknet.vision.ClassifierEvaluator;
import io.github.sknet.vision.data.Dataset;
import io.github.sknet.vision.data.DatasetSplits;
import io.github.sknet.vision.metrics.ClassificationEvaluation;
import io.github.sknet.vision.metrics.ConfusionMatrix;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sknet eval}: how good is a model on a data set? */
@Command(
        name = "eval",
        description = "Judges a model by a data set's test part (else its validation part, else all of it).")
final class EvalCommand implements Callable<Integer> {

    @Option(names = "--model", required = true, paramLabel = "FILE", description = "The model file.")
    private Path model;

    @Mixin
    private DataOptions data;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "16",
            description = "Images at once (${DEFAULT-VALUE}).")
    private int batch;

    @Option(names = "--confusion", description = "Print the confusion matrix.")
    private boolean confusion;

    @Mixin
    private EngineOptions engine;

    @Option(names = "--json", description = "Print one JSON object as the last line.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (batch < 1) {
            throw new IllegalArgumentException("--batch must be at least 1, not " + batch);
        }
        try (DatasetSplits splits = data.source().images();
                Classifier classifier = Classifier.load(model, engine.engine, engine.threads())) {
            report(classifier.labels(), evaluate(classifier, splits.forEvaluation()));
        }
        return 0;
    }

    private ClassifierEvaluator.Result evaluate(Classifier classifier, Dataset dataset) throws IOException {
        try (TerminalBar progress = TerminalBar.start("evaluating", dataset.size())) {
            return new ClassifierEvaluator(classifier, batch, engine.threads(), data.strict())
                    .evaluate(dataset, progress::to);
        }
    }

    private void report(List<String> labels, ClassifierEvaluator.Result result) throws IOException {
        ClassificationEvaluation evaluation = result.evaluation();
        result.broken().forEach(message -> spec.commandLine().getErr().println("sknet: skipped: " + message));
        if (evaluation.images() == 0) {
            throw new IOException("No image could be read");
        }
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "%,d images: top-1 %.2f %%, top-5 %.2f %%, calibration error %.4f%n",
                evaluation.images(),
                100 * evaluation.top1(),
                100 * evaluation.top5(),
                evaluation.calibration().value());
        printClasses(out, labels, evaluation.confusion());
        if (confusion) {
            printConfusion(out, labels, evaluation.confusion());
        }
        if (json) {
            out.println(toJson(labels, result));
        }
    }

    private static void printClasses(PrintWriter out, List<String> labels, ConfusionMatrix confusion) {
        out.printf("%-24s %8s %10s %8s%n", "class", "images", "precision", "recall");
        for (int label = 0; label < labels.size(); label++) {
            out.printf(
                    Locale.ROOT,
                    "%-24s %8d %10s %8s%n",
                    labels.get(label),
                    confusion.truths(label),
                    percent(confusion.precision(label)),
                    percent(confusion.recall(label)));
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

    private static ObjectNode toJson(List<String> labels, ClassifierEvaluator.Result result) {
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
            putUnlessNaN(each, "precision", matrix.precision(label));
            putUnlessNaN(each, "recall", matrix.recall(label));
            var row = each.putArray("predictedAs");
            for (int predicted = 0; predicted < labels.size(); predicted++) {
                row.add(matrix.count(label, predicted));
            }
        }
        return object;
    }

    /** JSON knows no NaN: what has no value is left out. */
    private static void putUnlessNaN(ObjectNode object, String name, double value) {
        if (!Double.isNaN(value)) {
            object.put(name, value);
        }
    }
}
