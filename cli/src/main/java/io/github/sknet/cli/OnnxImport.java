package io.github.sknet.cli;

import io.github.sknet.graph.Size;
import io.github.sknet.graph.engine.Engines;
import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.text.Counted;
import io.github.sknet.graph.weights.FileKind;
import io.github.sknet.onnx.importer.ImportCheck;
import io.github.sknet.onnx.importer.OnnxModelImport;
import io.github.sknet.vision.VisionModels;
import java.io.IOException;
import java.nio.file.Files;
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

    @Option(
            names = "--scores",
            paramLabel = "NAME",
            description =
                    "ONNX: softmax, an image is of one class, or sigmoid, of any number of them; by what the network does at "
                            + "last if not given.")
    private String scores;

    @Option(names = "--no-check", description = "ONNX: do not compare with ONNX Runtime on the original first.")
    private boolean unchecked;

    /** By its name, or else by its first bytes. */
    static boolean isOnnx(Path file) throws IOException {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".onnx")
                || Files.isRegularFile(file) && FileKind.of(file) == FileKind.ONNX;
    }

    /** Whether one of these options was given. */
    boolean isAsked() {
        return size != null || task != null || scores != null || unchecked;
    }

    /** Imports a file, and says what was taken to be so and how far ONNX Runtime's outputs are from the network's. */
    void run(Path from, Path out, List<String> labels, Optional<Preprocessing> preprocessing, Console console)
            throws IOException {
        OnnxModelImport request = new OnnxModelImport(
                Optional.ofNullable(size),
                Optional.ofNullable(task).map(name -> name.toLowerCase(Locale.ROOT)),
                Optional.ofNullable(scores).map(name -> name.toLowerCase(Locale.ROOT)),
                labels,
                preprocessing);
        OnnxModelImport.Result result = request.read(from);
        console.result(result.remarks());
        Map<String, Object> told = new LinkedHashMap<>();
        if (!unchecked) {
            told.put("differences", check(from, result, console));
        }
        ModelFile model = result.model();
        OwnFiles.IMPORT.write(model, out);
        int nodes = model.graph().nodes().size();
        int tensors = model.weights().tensors().size();
        console.result("wrote " + out + ": a network to " + model.task().id() + ", " + Counted.of(nodes, "node") + ", "
                + Counted.of(tensors, "tensor") + " from " + from);
        told.put("task", model.task().id());
        told.put("out", out.toString());
        told.put("nodes", nodes);
        told.put("tensors", tensors);
        model.preprocessing().ifPresent(way -> told.put("preprocessing", way.toMap()));
        told.put("notes", result.remarks());
        console.json(() -> Json.write(told));
    }

    /** The largest difference of each output, in units of its largest value. */
    private Map<String, Object> check(Path from, OnnxModelImport.Result result, Console console) {
        Map<String, Object> differences = new LinkedHashMap<>();
        ImportCheck.compare(
                        from,
                        result.network(),
                        Optional.of(result.model().imageSize()),
                        Engines.named(VisionModels.DEFAULT_ENGINE))
                .forEach((output, difference) -> {
                    console.result(String.format(
                            Locale.ROOT,
                            "output %s: at most %.1e from ONNX Runtime's, whose largest value is %.3g",
                            output,
                            difference.largest(),
                            difference.magnitude()));
                    differences.put(output, difference.relative());
                });
        return differences;
    }
}
