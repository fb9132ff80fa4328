package io.github.sknet.datasets.segment;

import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.annotations.Frame;
import io.github.sknet.datasets.annotations.Outline;
import io.github.sknet.datasets.annotations.Outline.Polygons;
import io.github.sknet.datasets.annotations.Outline.RunLengths;
import io.github.sknet.datasets.files.FileTree;
import io.github.sknet.vision.image.Image;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Arrays;
import java.util.List;

/**
 * A mask drawn from the outlines of objects, the first below the others.
 *
 * @param where what messages call the annotation
 * @param frame of the annotation's coordinates
 * @param ground the label of pixels in no outline
 * @param regions in the order of drawing
 */
record DrawnMask(String where, Frame frame, int ground, List<Region> regions) implements MaskSource {

    /** An outline and the label of what is in it. */
    record Region(int label, Outline outline) {}

    DrawnMask {
        regions = List.copyOf(regions);
    }

    @Override
    public String name(FileTree tree) {
        return where;
    }

    @Override
    public Image read(FileTree tree) throws DatasetException {
        int width = frame.size().width();
        int height = frame.size().height();
        BufferedImage canvas = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        byte[] labels = ((DataBufferByte) canvas.getRaster().getDataBuffer()).getData();
        Arrays.fill(labels, (byte) ground);
        Graphics2D graphics = canvas.createGraphics();
        for (Region region : regions) {
            if (region.outline instanceof Polygons polygons) {
                graphics.setColor(new Color(region.label, region.label, region.label));
                polygons.points().forEach(points -> graphics.fill(path(points)));
            } else if (region.outline instanceof RunLengths runs) {
                fill(runs, region.label, labels);
            }
        }
        graphics.dispose();
        return new Image(width, height, 1, labels);
    }

    private Path2D path(double[] points) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i + 1 < points.length; i += 2) {
            double[] point = frame.upright(points[i], points[i + 1]);
            if (i == 0) {
                path.moveTo(point[0], point[1]);
            } else {
                path.lineTo(point[0], point[1]);
            }
        }
        path.closePath();
        return path;
    }

    private void fill(RunLengths runs, int label, byte[] labels) throws DatasetException {
        byte[] inside = new byte[Math.multiplyExact(runs.width(), runs.height())];
        int position = 0;
        boolean in = false;
        for (int count : runs.counts()) {
            if (count < 0 || position + (long) count > inside.length) {
                throw new DatasetException(where + " has run lengths that are not those of its picture of "
                        + runs.width() + "×" + runs.height());
            }
            for (int end = position + count; position < end; position++) {
                inside[position % runs.height() * runs.width() + position / runs.height()] = (byte) (in ? 1 : 0);
            }
            in = !in;
        }
        Image stored = new Image(runs.width(), runs.height(), 1, inside);
        Image upright = frame.turned() ? frame.header().upright(stored) : stored;
        if (upright.samples().length != labels.length
                || upright.width() != frame.size().width()) {
            throw new DatasetException(where + " has run lengths of a picture of " + runs.width() + "×" + runs.height()
                    + ", and the image is another size");
        }
        for (int i = 0; i < labels.length; i++) {
            if (upright.samples()[i] != 0) {
                labels[i] = (byte) label;
            }
        }
    }
}
