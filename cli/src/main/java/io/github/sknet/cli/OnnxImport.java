package io.github.sknet.cli;

import io.github.sknet.graph.Size;
import io.github.sknet.graph.engine.Engines;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.onnx.importer.ImportCheck;
import io.github.sknet.onnx.importer.ImportCheck.Difference;
import io.github.sknet.onnx.importer.OnnxModelImport;
import io.github.sknet.vision.VisionModels;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The part of {@code sknet import} that is about ONNX files. */
final class OnnxImport {

    @Option(
            names = "--size",
            paramLabel = "SIZE",
            converter = InputSize.class,
            description = "ONNX: the input's PIXELS or HEIGHTxWIDTH, where the file leaves them free.")
    private Size size;

    @Option(
            names = "--task",
            paramLabel = "NAME",
            description = "ONNX: ${bundle:tasks.all}; the first that the outputs fit if not given.")
    private String task;

    @Option(names = "--no-check", description = "ONNX: do not compare with ONNX Runtime on the original first.")
    private boolean unchecked;

    static boolean isOnnx(Path file) {
        return file.getFileName() != null
                && file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".onnx");
    }

    /** Whether one of these options was given. */
    boolean isAsked() {
        return size != null || task != null || unchecked;
    }

    /**
     * Imports a file and says what was taken to be so.
     *
     * @return what {@code --json} tells
     */
    Map<String, Object> run(
            Path from, Path out, List<String> labels, Optional<Preprocessing> preprocessing, PrintWriter console)
            throws IOException {
        OnnxModelImport request = new OnnxModelImport(
                Optional.ofNullable(size),
                Optional.ofNullable(task).map(name -> name.toLowerCase(Locale.ROOT)),
                labels,
                preprocessing);
        OnnxModelImport.Result result = request.read(from);
        result.remarks().forEach(remark -> console.println("note: " + remark));
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("out", out.toString());
        if (!unchecked) {
            told.put("difference", check(from, result, console));
        }
        ModelFile model = result.model();
        model.write(out);
        int tensors = model.weights().tensors().size();
        console.println("wrote " + out + ": a network to " + model.task().id() + " of "
                + model.graph().nodes().size() + " nodes, " + tensors + " tensors from " + from);
        told.put("task", model.task().id());
        told.put("nodes", model.graph().nodes().size());
        told.put("tensors", tensors);
        return told;
    }

    private double check(Path from, OnnxModelImport.Result result, PrintWriter console) {
        Map<String, Difference> differences = ImportCheck.compare(
                from, result.network(), Optional.ofNullable(size), Engines.named(VisionModels.DEFAULT_ENGINE));
        double worst = 0;
        for (Map.Entry<String, Difference> output : differences.entrySet()) {
            Difference difference = output.getValue();
            console.println(String.format(
                    Locale.ROOT,
                    "output %s: at most %.1e from ONNX Runtime's, whose largest is %.3g",
                    output.getKey(),
                    difference.largest(),
                    difference.magnitude()));
            worst = Math.max(worst, difference.relative());
        }
        return worst;
    }
}
