package io.github.sknet.explain;

import io.github.sknet.explain.AttentionAnalysis.ChannelShares;
import io.github.sknet.explain.AttentionAnalysis.ClassShares;
import io.github.sknet.explain.AttentionAnalysis.PixelShares;
import io.github.sknet.explain.AttentionAnalysis.UnitShares;
import io.github.sknet.explain.chart.ChartFiles;
import io.github.sknet.graph.selection.SelectionUnit;
import io.github.sknet.graph.weights.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes an attention analysis into a folder: {@code attention.json} (all of it), {@code shares.csv}, {@code
 * classes.csv}, {@code channels.csv} and {@code pixels.csv} (one number a row), and each plot as PNG and SVG.
 */
public final class AnalysisFiles {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 480;

    private AnalysisFiles() {}

    /**
     * Writes everything; tables and plots that would be empty are left out.
     *
     * @param folder is made if missing
     * @return the files, in the order of writing
     * @throws IOException when the folder can't be made or a file not written
     */
    public static List<Path> write(AttentionAnalysis analysis, Path folder) throws IOException {
        Files.createDirectories(folder);
        List<Path> written = new ArrayList<>();
        Path json = folder.resolve("attention.json");
        AtomicFile.write(json, out -> out.write(analysis.toJson().getBytes(StandardCharsets.UTF_8)));
        written.add(json);
        written.add(writeShares(analysis, folder.resolve("shares.csv")));
        if (!analysis.classes().isEmpty()) {
            written.add(writeClasses(analysis, folder.resolve("classes.csv")));
        }
        if (!analysis.channels().isEmpty()) {
            written.add(writeChannels(analysis, folder.resolve("channels.csv")));
        }
        if (!analysis.pixels().isEmpty()) {
            written.add(writePixels(analysis, folder.resolve("pixels.csv")));
        }
        written.addAll(writePlots(new AttentionPlots(analysis, WIDTH, HEIGHT), folder));
        return written;
    }

    private static Path writeShares(AttentionAnalysis analysis, Path file) throws IOException {
        CsvTable table = new CsvTable("unit", "node", "scale", "kernel", "mean", "deviation", "images");
        for (UnitShares shares : analysis.shares()) {
            SelectionUnit unit = analysis.unit(shares.unit());
            for (int m = 0; m < unit.kernels().size(); m++) {
                table.row(
                        unit.name(),
                        unit.node(),
                        shares.scale(),
                        unit.kernels().get(m).name(),
                        shares.mean().get(m),
                        shares.deviation().get(m),
                        analysis.images());
            }
        }
        return table.write(file);
    }

    private static Path writeClasses(AttentionAnalysis analysis, Path file) throws IOException {
        CsvTable table = new CsvTable("unit", "label", "class", "scale", "kernel", "mean", "images");
        for (ClassShares shares : analysis.classes()) {
            SelectionUnit unit = analysis.unit(shares.unit());
            for (int m = 0; m < unit.kernels().size(); m++) {
                table.row(
                        unit.name(),
                        shares.label(),
                        shares.className(),
                        shares.scale(),
                        unit.kernels().get(m).name(),
                        shares.mean().get(m),
                        shares.images());
            }
        }
        return table.write(file);
    }

    private static Path writeChannels(AttentionAnalysis analysis, Path file) throws IOException {
        CsvTable table = new CsvTable("image", "unit", "scale", "kernel", "channel", "attention");
        for (ChannelShares shares : analysis.channels()) {
            SelectionUnit unit = analysis.unit(shares.unit());
            for (int m = 0; m < unit.kernels().size(); m++) {
                List<Float> attention = shares.attention().get(m);
                for (int c = 0; c < attention.size(); c++) {
                    table.row(
                            shares.image(),
                            unit.name(),
                            shares.scale(),
                            unit.kernels().get(m).name(),
                            c,
                            attention.get(c));
                }
            }
        }
        return table.write(file);
    }

    private static Path writePixels(AttentionAnalysis analysis, Path file) throws IOException {
        CsvTable table = new CsvTable("image", "unit", "scale", "kernel", "row", "column", "attention");
        for (PixelShares shares : analysis.pixels()) {
            SelectionUnit unit = analysis.unit(shares.unit());
            for (int m = 0; m < unit.kernels().size(); m++) {
                List<List<Float>> map = shares.attention().get(m);
                for (int y = 0; y < map.size(); y++) {
                    for (int x = 0; x < map.get(y).size(); x++) {
                        table.row(
                                shares.image(),
                                unit.name(),
                                shares.scale(),
                                unit.kernels().get(m).name(),
                                y,
                                x,
                                map.get(y).get(x));
                    }
                }
            }
        }
        return table.write(file);
    }

    private static List<Path> writePlots(AttentionPlots plots, Path folder) throws IOException {
        List<Path> written = new ArrayList<>();
        written.addAll(ChartFiles.write(plots.shares(), folder, "shares"));
        written.addAll(ChartFiles.write(plots.scales(), folder, "scales"));
        if (plots.hasShifts()) {
            written.addAll(ChartFiles.write(plots.shifts(), folder, "shifts"));
        }
        for (String unit : plots.classUnits()) {
            written.addAll(ChartFiles.write(plots.classes(unit), folder, "classes-" + fileName(unit)));
        }
        List<String> images = plots.images();
        for (int i = 0; i < images.size(); i++) {
            for (String unit : plots.channelUnits()) {
                String name = "channels-" + (i + 1) + "-" + fileName(unit);
                written.addAll(ChartFiles.write(plots.channels(images.get(i), unit), folder, name));
            }
            for (String unit : plots.pixelUnits()) {
                String name = "pixels-" + (i + 1) + "-" + fileName(unit);
                written.addAll(ChartFiles.write(plots.pixels(images.get(i), unit), folder, name));
            }
        }
        return written;
    }

    /** Letters, digits, dots, dashes and underscores are kept. */
    private static String fileName(String name) {
        return name.replaceAll("[^A-Za-z0-9._-]", "_");
    }
}
