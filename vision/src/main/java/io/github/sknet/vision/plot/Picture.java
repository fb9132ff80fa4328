package io.github.sknet.vision.plot;

import io.github.sknet.vision.image.Image;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * An image enlarged so far that writing on it can be read, to be drawn on in the image's own coordinates. Needs no display.
 */
public final class Picture implements AutoCloseable {
    /** The least shorter side of a picture, in pixels, where the longer one does not become too long. */
    private static final int READABLE = 400;

    /** An image is not enlarged beyond this side, in pixels. */
    private static final int LONGEST = 4000;

    private static final int FONT_SHARE = 40;
    private static final int SMALLEST_FONT = 12;
    private static final int LARGEST_FONT = 40;

    private final int scale;
    private final BufferedImage canvas;
    private final Graphics2D graphics;

    /** What a colour means. */
    public record LegendEntry(String text, Color color) {}

    /** A picture of an image. */
    public Picture(Image image) {
        this(image, List.of());
    }

    /** A picture of an image with a legend below it, in as many columns as fit. */
    public Picture(Image image, List<LegendEntry> legend) {
        int shorter = Math.min(image.width(), image.height());
        int longer = Math.max(image.width(), image.height());
        scale = Math.max(1, Math.min((READABLE + shorter - 1) / shorter, LONGEST / longer));
        int width = image.width() * scale;
        int height = image.height() * scale;
        int fontSize = Math.max(SMALLEST_FONT, Math.min(LARGEST_FONT, width / FONT_SHARE));
        int row = 2 * fontSize;
        int longest =
                legend.stream().mapToInt(entry -> entry.text.length()).max().orElse(0);
        int columns = Math.max(1, width / (fontSize * (longest + 4) * 2 / 3));
        int rows = (legend.size() + columns - 1) / columns;
        canvas = new BufferedImage(width, height + rows * row, BufferedImage.TYPE_INT_RGB);
        graphics = canvas.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, fontSize));
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
        graphics.drawImage(image.toBufferedImage(), 0, 0, width, height, null);
        for (int i = 0; i < legend.size(); i++) {
            int x = i % columns * width / columns + fontSize / 2;
            int y = height + i / columns * row + fontSize / 2;
            drawEntry(legend.get(i), x, y, fontSize);
        }
    }

    private void drawEntry(LegendEntry entry, int x, int y, int size) {
        graphics.setColor(entry.color);
        graphics.fillRect(x, y, size, size);
        graphics.setColor(Color.BLACK);
        graphics.drawRect(x, y, size, size);
        graphics.drawString(entry.text, x + 3 * size / 2, y + size);
    }

    /** The picture's pixels for one of the image's. */
    public int scale() {
        return scale;
    }

    /** To draw with, in the picture's pixels. */
    public Graphics2D graphics() {
        return graphics;
    }

    /**
     * Writes a text on a coloured ground, moved as far as it must be to stay within the picture.
     *
     * @param x of the ground's left edge, in the picture's pixels
     * @param y of the ground's lower edge, in the picture's pixels
     */
    public void label(String text, int x, int y, Color ground) {
        FontMetrics metrics = graphics.getFontMetrics();
        int width = metrics.stringWidth(text) + metrics.getDescent() * 2;
        int height = metrics.getAscent() + metrics.getDescent();
        int left = Math.max(0, Math.min(x, canvas.getWidth() - width));
        int top = Math.max(0, Math.min(y - height, canvas.getHeight() - height));
        graphics.setColor(ground);
        graphics.fillRect(left, top, width, height);
        graphics.setColor(ClassColors.readableOn(ground));
        graphics.drawString(text, left + metrics.getDescent(), top + metrics.getAscent());
    }

    /** The picture as it is now. */
    public BufferedImage image() {
        return canvas;
    }

    /** Writes the picture as PNG, whole or not at all. */
    public void write(Path file) throws IOException {
        PngFile.write(canvas, file);
    }

    @Override
    public void close() {
        graphics.dispose();
    }
}
