package io.github.sknet.explain.plot;

import io.github.sknet.vision.classify.LabelScore;
import io.github.sknet.explain.chart.ChartTheme;
import io.github.sknet.vision.image.Image;
import io.github.sknet.graph.weights.AtomicFile;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;

/**
 * A picture of images with their predictions: green where the predicted label is the true one, red where it is not, blue
 * where the truth is unknown; below it a bar for each selection, divided by the shares of its kernels.
 *
 * @param title what the picture shows
 * @param subtitle a figure or two, such as the accuracy
 * @param kernels the names of the kernels, in the order of the branches; empty where no shares are shown
 * @param columns how many cards stand in a row, at least 1
 * @param cards at least one
 */
public record PredictionGrid(String title, String subtitle, List<String> kernels, int columns, List<Card> cards) {

    /** Everything is laid out in units of a pixel and drawn this much larger, to be sharp on any screen. */
    private static final int SCALE = 2;

    private static final int MARGIN = 28;
    private static final int GAP = 14;
    private static final int HEADER = 62;
    private static final int LEGEND = 34;

    /**
     * One image.
     *
     * @param predicted the most probable class
     * @param truth the true class's name, where it is known
     * @param kernelShares for each selection, first to last, the share of each kernel
     */
    public record Card(Image image, LabelScore predicted, Optional<String> truth, List<float[]> kernelShares) {
        public Card {
            kernelShares = List.copyOf(kernelShares);
        }
    }

    public PredictionGrid {
        if (columns < 1 || cards.isEmpty()) {
            throw new IllegalArgumentException(
                    "A grid has at least one column and one card, not " + columns + " and " + cards.size());
        }
        kernels = List.copyOf(kernels);
        cards = List.copyOf(cards);
        if (kernels.size() > ChartTheme.PALETTE.size()) {
            throw new IllegalArgumentException("The shares of at most " + ChartTheme.PALETTE.size()
                    + " kernels can be told apart, not of " + kernels.size());
        }
        for (Card card : cards) {
            for (float[] shares : card.kernelShares) {
                if (shares.length != kernels.size()) {
                    throw new IllegalArgumentException("There are " + kernels.size()
                            + " kernels, but a card shows the shares of " + shares.length);
                }
            }
        }
    }

    /** Draws the grid and writes it as a PNG file, whole or not at all. */
    public void write(Path file) throws IOException {
        BufferedImage picture = draw();
        AtomicFile.write(file, out -> ImageIO.write(picture, "png", out));
    }

    /** Draws the grid. */
    public BufferedImage draw() {
        int bars =
                cards.stream().mapToInt(card -> card.kernelShares.size()).max().orElse(0);
        CardPainter painter = new CardPainter(bars);
        int inRow = Math.min(columns, cards.size());
        int rows = (cards.size() + inRow - 1) / inRow;
        int legend = bars > 0 ? LEGEND : 0;
        int width = 2 * MARGIN + inRow * CardPainter.WIDTH + (inRow - 1) * GAP;
        int height = 2 * MARGIN + HEADER + rows * painter.height() + (rows - 1) * GAP + legend;
        BufferedImage picture = new BufferedImage(SCALE * width, SCALE * height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
            graphics.scale(SCALE, SCALE);
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, width, height);
            drawHeader(graphics, width);
            for (int i = 0; i < cards.size(); i++) {
                int x = MARGIN + i % inRow * (CardPainter.WIDTH + GAP);
                int y = MARGIN + HEADER + i / inRow * (painter.height() + GAP);
                painter.draw(graphics, cards.get(i), x, y);
            }
            if (bars > 0) {
                drawLegend(graphics, height - MARGIN, width);
            }
        } finally {
            graphics.dispose();
        }
        return picture;
    }

    private void drawHeader(Graphics2D graphics, int width) {
        int available = width - 2 * MARGIN;
        graphics.setColor(ChartTheme.INK);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 20));
        graphics.drawString(Text.shortened(title, graphics.getFontMetrics(), available), MARGIN, MARGIN + 18);
        graphics.setColor(ChartTheme.MUTED);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        graphics.drawString(Text.shortened(subtitle, graphics.getFontMetrics(), available), MARGIN, MARGIN + 40);
    }

    private void drawLegend(Graphics2D graphics, int baseline, int width) {
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        float x = MARGIN;
        for (int kernel = 0; kernel < kernels.size(); kernel++) {
            graphics.setColor(ChartTheme.PALETTE.get(kernel));
            graphics.fill(new RoundRectangle2D.Float(x, baseline - 10, 12, 12, 4, 4));
            graphics.setColor(ChartTheme.INK);
            graphics.drawString(kernels.get(kernel), x + 18, baseline);
            x += 18 + graphics.getFontMetrics().stringWidth(kernels.get(kernel)) + 20;
        }
        graphics.setColor(ChartTheme.MUTED);
        String explanation = "share of each kernel, a bar for each selection from first to last; in figures: "
                + kernels.get(kernels.size() - 1);
        int available = (int) (width - MARGIN - x);
        graphics.drawString(Text.shortened(explanation, graphics.getFontMetrics(), available), x, baseline);
    }
}
