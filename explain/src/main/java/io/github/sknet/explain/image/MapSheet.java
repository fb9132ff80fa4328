package io.github.sknet.explain.image;

import io.github.sknet.explain.chart.ChartTheme;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.plot.PngFile;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * An explanation's maps on one sheet: the picture as the network is given it, with the classes' maps, and below it a row for each
 * unit and a column for each kernel. The kernels of a unit have one scale of colours. A frame in a map's middle is as large as the
 * kernel's window.
 */
final class MapSheet {

    private static final int SIDE = 180;
    private static final int GAP = 16;
    private static final int TITLE = 22;
    private static final Color WINDOW = Color.WHITE;

    private final ImageExplanation explanation;
    private final int names;
    private final int width;
    private final int height;

    private MapSheet(ImageExplanation explanation) {
        this.explanation = explanation;
        Graphics2D scratch = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        FontMetrics metrics = scratch.getFontMetrics(font(Font.BOLD));
        scratch.dispose();
        this.names = explanation.contributions().stream()
                .mapToInt(unit -> metrics.stringWidth(unit.unit().name()))
                .max()
                .orElse(0);
        Image seen = explanation.seen();
        double fit = (double) SIDE / Math.max(seen.width(), seen.height());
        this.width = Math.max(1, (int) Math.round(seen.width() * fit));
        this.height = Math.max(1, (int) Math.round(seen.height() * fit));
    }

    /** Writes the sheet of an explanation that has maps. */
    static void write(ImageExplanation explanation, Path file) throws IOException {
        PngFile.write(new MapSheet(explanation).draw(), file);
    }

    private BufferedImage draw() {
        int columns = Math.max(
                1 + explanation.classMaps().size(),
                explanation.contributions().stream()
                        .mapToInt(unit -> unit.kernels().size())
                        .max()
                        .orElse(1));
        int rows = 1 + explanation.contributions().size();
        BufferedImage sheet = new BufferedImage(
                GAP + names + columns * (width + GAP) + GAP,
                rows * (height + TITLE + GAP) + GAP,
                BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        drawClasses(graphics);
        for (int u = 0; u < explanation.contributions().size(); u++) {
            drawUnit(graphics, explanation.contributions().get(u), u + 1);
        }
        graphics.dispose();
        return sheet;
    }

    private void drawClasses(Graphics2D graphics) {
        cell(graphics, 0, 0, "as the network sees it");
        for (int i = 0; i < explanation.classMaps().size(); i++) {
            ClassMap map = explanation.classMaps().get(i);
            cell(graphics, i + 1, 0, map.name());
            lay(graphics, i + 1, 0, map.map(), least(map.map()), most(map.map()));
        }
    }

    private void drawUnit(Graphics2D graphics, UnitContributions unit, int row) {
        graphics.setFont(font(Font.BOLD));
        graphics.setColor(ChartTheme.INK);
        graphics.drawString(unit.unit().name(), GAP, top(row) + TITLE + height / 2);
        double least = unit.kernels().stream()
                .mapToDouble(kernel -> least(kernel.map()))
                .min()
                .orElse(0);
        double most = unit.kernels().stream()
                .mapToDouble(kernel -> most(kernel.map()))
                .max()
                .orElse(0);
        for (int m = 0; m < unit.kernels().size(); m++) {
            KernelContribution kernel = unit.kernels().get(m);
            cell(
                    graphics,
                    m,
                    row,
                    String.format(Locale.ROOT, "%s  %.1f %%", kernel.kernel().name(), 100 * kernel.share()));
            lay(graphics, m, row, kernel.map(), least, most);
            frame(graphics, m, row, kernel.window());
        }
    }

    private void cell(Graphics2D graphics, int column, int row, String title) {
        graphics.setFont(font(Font.PLAIN));
        graphics.setColor(ChartTheme.MUTED);
        graphics.drawString(title, left(column), top(row) + TITLE - 6);
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION,
                explanation.seen().width() < width
                        ? RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR
                        : RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(explanation.seen().toBufferedImage(), left(column), top(row) + TITLE, width, height, null);
    }

    private void lay(Graphics2D graphics, int column, int row, Tensor map, double least, double most) {
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(HeatColors.overlay(map, least, most), left(column), top(row) + TITLE, width, height, null);
    }

    private void frame(Graphics2D graphics, int column, int row, Size window) {
        double scale = (double) width / explanation.seen().width();
        double windowWidth = Math.min(width, window.width() * scale);
        double windowHeight = Math.min(height, window.height() * scale);
        Shape outside = graphics.getClip();
        graphics.clipRect(left(column), top(row) + TITLE, width, height);
        graphics.setStroke(new BasicStroke(1.5f));
        graphics.setColor(WINDOW);
        graphics.draw(new Rectangle2D.Double(
                left(column) + (width - windowWidth) / 2,
                top(row) + TITLE + (height - windowHeight) / 2,
                windowWidth,
                windowHeight));
        graphics.setClip(outside);
    }

    private int left(int column) {
        return 2 * GAP + names + column * (width + GAP);
    }

    private int top(int row) {
        return GAP + row * (height + TITLE + GAP);
    }

    private static Font font(int style) {
        return new Font(Font.SANS_SERIF, style, 12);
    }

    private static double least(Tensor map) {
        double least = map.values()[0];
        for (float value : map.values()) {
            least = Math.min(least, value);
        }
        return least;
    }

    private static double most(Tensor map) {
        double most = map.values()[0];
        for (float value : map.values()) {
            most = Math.max(most, value);
        }
        return most;
    }
}
