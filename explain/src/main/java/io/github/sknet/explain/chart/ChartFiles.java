package io.github.sknet.explain.chart;

import io.github.sknet.graph.weights.AtomicFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.internal.chartpart.Chart;

/** Charts as files. */
public final class ChartFiles {

    private ChartFiles() {}

    /**
     * Writes {@code name.png} and {@code name.svg}.
     *
     * @param folder must exist
     * @return the two files
     * @throws IOException when one can't be written
     */
    public static List<Path> write(Chart<?, ?> chart, Path folder, String name) throws IOException {
        Path png = folder.resolve(name + ".png");
        Path svg = folder.resolve(name + ".svg");
        AtomicFile.write(png, out -> BitmapEncoder.saveBitmap(chart, out, BitmapFormat.PNG));
        AtomicFile.write(svg, out -> writeSvg(chart, out));
        return List.of(png, svg);
    }

    /** The chart as an SVG document, UTF-8. */
    public static byte[] svg(Chart<?, ?> chart) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writeSvg(chart, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void writeSvg(Chart<?, ?> chart, OutputStream out) throws IOException {
        VectorGraphicsEncoder.saveVectorGraphic(chart, out, VectorGraphicsFormat.SVG);
    }
}
