package io.github.sknet.explain.image;

import io.github.sknet.explain.chart.ChartFiles;
import io.github.sknet.explain.chart.ChartTheme;
import io.github.sknet.explain.image.WhatIf.ForcedAnswer;
import io.github.sknet.explain.image.WhatIf.ForcedUnit;
import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.weights.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.CategoryChart;

/**
 * Writes explanations of images into a folder: {@code image-N.json} (all of it), {@code maps-N.png} and {@code what-if-N.png} and
 * {@code .svg}, how far each forced kernel moves the outputs.
 */
public final class ImageExplanationFiles {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 480;

    private ImageExplanationFiles() {}

    /**
     * Writes what there is.
     *
     * @param number of the image, as files' names have it
     * @param name of the image
     * @param folder is made if missing
     * @return the files
     */
    public static List<Path> write(ImageExplanation explanation, int number, String name, Path folder)
            throws IOException {
        Files.createDirectories(folder);
        List<Path> written = new ArrayList<>();
        Path json = folder.resolve("image-" + number + ".json");
        Map<String, Object> all = explanation.toMap();
        all.put("image", name);
        AtomicFile.write(json, out -> out.write(Json.write(all).getBytes(StandardCharsets.UTF_8)));
        written.add(json);
        if (!explanation.contributions().isEmpty()) {
            Path maps = folder.resolve("maps-" + number + ".png");
            MapSheet.write(explanation, maps);
            written.add(maps);
        }
        if (explanation.whatIf().isPresent()) {
            written.addAll(ChartFiles.write(chart(explanation.whatIf().get()), folder, "what-if-" + number));
        }
        return written;
    }

    /** A bar for each kernel over the units. */
    private static CategoryChart chart(WhatIf whatIf) {
        List<String> names =
                whatIf.units().stream().map(forced -> forced.unit().name()).toList();
        CategoryChart chart = ChartTheme.bars(WIDTH, HEIGHT, names, "change of the outputs where it is forced");
        List<String> kernels = ForcedKernels.names(
                whatIf.units().stream().map(ForcedUnit::unit).toList());
        for (int k = 0; k < kernels.size(); k++) {
            String kernel = kernels.get(k);
            List<Double> changes = whatIf.units().stream()
                    .map(forced -> forced.kernels().stream()
                            .filter(answer -> answer.kernel().equals(kernel))
                            .mapToDouble(ForcedAnswer::change)
                            .findFirst()
                            .orElse(0))
                    .toList();
            chart.addSeries(kernel, names, changes).setFillColor(ChartTheme.PALETTE.get(k % ChartTheme.PALETTE.size()));
        }
        return chart;
    }
}
