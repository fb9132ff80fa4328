package io.github.sknet.cli;

import io.github.sknet.app.CalibrationImages;
import io.github.sknet.graph.engine.Engine;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.text.Counted;
import io.github.sknet.graph.weights.AtomicFile;
import io.github.sknet.onnx.OnnxExporter;
import io.github.sknet.onnx.OnnxOptions;
import io.github.sknet.onnx.quantization.Comparison;
import io.github.sknet.onnx.quantization.Quantization;
import io.github.sknet.vision.VisionModel;
import io.github.sknet.vision.VisionModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** The part of {@code sknet export} that is about integers of eight bits. */
final class Int8Export {

    @Option(
            names = "--int8",
            description =
                    "ONNX: convolutions and linear layers compute with integers of eight bits; needs --calibrate.")
    private boolean int8;

    @Option(
            names = "--calibrate",
            paramLabel = "DIR|ZIP|NAME",
            description = "int8: a folder of images, or a data set, that shows how large the network's numbers become.")
    private String location;

    @Option(
            names = "--calibrate-images",
            paramLabel = "N",
            description = "int8: how many of the images are looked at, at most; 100 if not given.")
    private Integer images;

    /** Whether it is wanted. */
    boolean isAsked() {
        return int8;
    }

    /** What is wrong with the options given; empty for nothing. */
    String problem() {
        if (int8) {
            return location == null ? "--int8 needs --calibrate=<DIR|ZIP|NAME>" : "";
        }
        return location != null || images != null ? "--calibrate and --calibrate-images go with --int8" : "";
    }

    /** Writes a model's file, and says how far ONNX Runtime's outputs of it are from the float network's. */
    Map<String, Object> write(Path from, ModelFile model, Path out, OnnxOptions options, Console console)
            throws IOException {
        byte[] exact = OnnxExporter.toBytes(model.graph(), model.weights(), options, model.metadata());
        Quantization quantization = Quantization.of(exact);
        CalibrationImages calibration = new CalibrationImages(location, images == null ? 100 : images);
        int seen = show(calibration, from, quantization.calibration(), console::problem);
        byte[] quantized = quantization.quantized();
        Comparison comparison = quantization.comparison(quantized);
        show(calibration, from, comparison, alreadyTold -> {});
        AtomicFile.write(out, stream -> stream.write(quantized));

        console.result(
                Counted.of(quantization.layers(), "convolution or linear layer", "convolutions and linear layers")
                        + " in eight bits, calibrated by " + Counted.of(seen, "image"));
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("layers", quantization.layers());
        told.put("images", seen);
        comparison.differences().forEach((output, difference) -> {
            console.result(line(output, difference));
            told.put(output, fields(difference));
        });
        return told;
    }

    private static int show(CalibrationImages images, Path model, Engine engine, Consumer<String> problems)
            throws IOException {
        int threads = Runtime.getRuntime().availableProcessors();
        VisionModels.Options options = VisionModels.Options.on(engine.name(), threads);
        try (VisionModel<?> watched = VisionModels.load(model, engine, options)) {
            return images.show(watched, threads, problems);
        }
    }

    private static String line(String output, Comparison.Difference difference) {
        String line = String.format(
                Locale.ROOT,
                "output %s: at most %.2g from the float network's, whose largest value is %.3g",
                output,
                difference.largest(),
                difference.magnitude());
        return difference.rows() == 0
                ? line
                : line + "; the largest value is the same one in " + difference.agreeing() + " of " + difference.rows()
                        + " images";
    }

    private static Map<String, Object> fields(Comparison.Difference difference) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("difference", difference.largest());
        fields.put("largest", difference.magnitude());
        if (difference.rows() > 0) {
            fields.put("agreement", difference.agreeing() / (double) difference.rows());
        }
        return fields;
    }
}
