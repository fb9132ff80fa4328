package io.github.sknet.explain.plot;

import io.github.sknet.explain.chart.ChartTheme;
import io.github.sknet.vision.image.Image;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;

/** Draws one card of a {@link PredictionGrid}: image, predicted and true label, kernel shares. */
final class CardPainter {
    static final int WIDTH = 172;

    private static final int PADDING = 12;
    private static final int CONTENT = WIDTH - 2 * PADDING;
    private static final int TEXT_BLOCK = 46;
    private static final int BAR = 7;
    private static final int BAR_PITCH = 13;
    private static final int PERCENT_WIDTH = 30;

    private static final Color RIGHT = new Color(0x14804A);
    private static final Color WRONG = new Color(0xC4342B);
    private static final Color UNKNOWN = new Color(0x2563C9);
    private static final Color FRAME = new Color(0xD3D8E0);
    private static final Color IMAGE_GROUND = new Color(0xF3F4F6);

    private final int bars;

    /**
     * A painter of cards with so many bars each.
     *
     * @param bars 0 or above
     */
    CardPainter(int bars) {
        this.bars = bars;
    }

    int height() {
        return PADDING + CONTENT + TEXT_BLOCK + (bars == 0 ? 0 : 6 + bars * BAR_PITCH) + 4;
    }

    void draw(Graphics2D graphics, PredictionGrid.Card card, int x, int y) {
        Color verdict = card.truth()
                .map(truth -> truth.equals(card.predicted().label()) ? RIGHT : WRONG)
                .orElse(UNKNOWN);
        drawFrame(graphics, verdict, x, y);
        drawImage(graphics, card.image(), x + PADDING, y + PADDING);
        int left = x + PADDING;
        int top = y + PADDING + CONTENT;
        drawLabels(graphics, card, verdict, left, top);
        int barTop = top + TEXT_BLOCK + 6;
        for (int bar = 0; bar < card.kernelShares().size(); bar++) {
            drawShares(graphics, card.kernelShares().get(bar), left, barTop + bar * BAR_PITCH);
        }
    }

    private void drawFrame(Graphics2D graphics, Color verdict, int x, int y) {
        Shape card = new RoundRectangle2D.Float(x + 0.5f, y + 0.5f, WIDTH - 1, height() - 1, 14, 14);
        graphics.setColor(Color.WHITE);
        graphics.fill(card);
        graphics.setStroke(new BasicStroke(verdict == WRONG ? 1.5f : 1f));
        graphics.setColor(verdict == WRONG ? WRONG : FRAME);
        graphics.draw(card);
    }

    /** Whole, centred in a square; single pixels stay visible where a small image is enlarged. */
    private static void drawImage(Graphics2D graphics, Image image, int x, int y) {
        Shape square = new RoundRectangle2D.Float(x, y, CONTENT, CONTENT, 8, 8);
        graphics.setColor(IMAGE_GROUND);
        graphics.fill(square);
        double fit = (double) CONTENT / Math.max(image.width(), image.height());
        int width = Math.max(1, (int) Math.round(image.width() * fit));
        int height = Math.max(1, (int) Math.round(image.height() * fit));
        Shape outside = graphics.getClip();
        graphics.clip(square);
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION,
                fit > 1
                        ? RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR
                        : RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(
                image.toBufferedImage(), x + (CONTENT - width) / 2, y + (CONTENT - height) / 2, width, height, null);
        graphics.setClip(outside);
    }

    private static void drawLabels(Graphics2D graphics, PredictionGrid.Card card, Color verdict, int left, int top) {
        Font plain = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
        graphics.setFont(plain);
        String score = percent(card.predicted().score());
        int scoreWidth = graphics.getFontMetrics().stringWidth(score);
        graphics.setColor(ChartTheme.MUTED);
        graphics.drawString(score, left + CONTENT - scoreWidth, top + 21);

        graphics.setColor(verdict);
        int mark = card.truth().isPresent() ? 17 : 0;
        if (mark > 0) {
            drawMark(graphics, verdict == RIGHT, left, top + 11);
        }
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 13));
        graphics.drawString(
                Text.shortened(card.predicted().label(), graphics.getFontMetrics(), CONTENT - mark - scoreWidth - 8),
                left + mark,
                top + 21);

        graphics.setFont(plain);
        graphics.setColor(ChartTheme.MUTED);
        FontMetrics metrics = graphics.getFontMetrics();
        String truth = card.truth().map(label -> "true: " + label).orElse("");
        graphics.drawString(Text.shortened(truth, metrics, CONTENT - mark), left + mark, top + 38);
    }

    /** A tick or a cross of 11 pixels, drawn rather than written so that no font needs to have it. */
    private static void drawMark(Graphics2D graphics, boolean tick, int x, int y) {
        Path2D path = new Path2D.Float();
        if (tick) {
            path.moveTo(x + 1, y + 6);
            path.lineTo(x + 4.5, y + 9.5);
            path.lineTo(x + 11, y + 2);
        } else {
            path.moveTo(x + 2, y + 2);
            path.lineTo(x + 10, y + 10);
            path.moveTo(x + 10, y + 2);
            path.lineTo(x + 2, y + 10);
        }
        graphics.setStroke(new BasicStroke(2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(path);
    }

    /** One bar, divided by shares, with the last kernel's share as a number behind it. */
    private static void drawShares(Graphics2D graphics, float[] shares, int left, int top) {
        float width = CONTENT - PERCENT_WIDTH;
        Shape outside = graphics.getClip();
        graphics.clip(new RoundRectangle2D.Float(left, top, width, BAR, 4, 4));
        float x = left;
        for (int kernel = 0; kernel < shares.length; kernel++) {
            graphics.setColor(ChartTheme.PALETTE.get(kernel));
            graphics.fill(new Rectangle2D.Float(x, top, shares[kernel] * width + 0.5f, BAR));
            x += shares[kernel] * width;
        }
        graphics.setClip(outside);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 9));
        graphics.setColor(ChartTheme.MUTED);
        String share = percent(shares[shares.length - 1]);
        int textWidth = graphics.getFontMetrics().stringWidth(share);
        graphics.drawString(share, left + CONTENT - textWidth, top + BAR);
    }

    private static String percent(float share) {
        return Math.round(share * 100) + " %";
    }
}
