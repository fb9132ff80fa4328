package io.github.sknet.vision.detect;

import io.github.sknet.vision.image.BoundingBox;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.plot.ClassColors;
import io.github.sknet.vision.plot.Picture;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;

/** Pictures of detections: boxes in the colours of their classes, with names and scores. */
public final class BoxPicture {
    private static final int STROKE_SHARE = 250;

    private BoxPicture() {}

    /** The image with its detections drawn into it, the surest last and so on top. */
    public static Picture of(Image image, List<Detection> detections) {
        Picture picture = new Picture(image);
        int shorter = Math.min(image.width(), image.height()) * picture.scale();
        picture.graphics().setStroke(new BasicStroke(Math.max(2f, (float) shorter / STROKE_SHARE)));
        for (int i = detections.size() - 1; i >= 0; i--) {
            drawBox(picture, detections.get(i));
        }
        for (int i = detections.size() - 1; i >= 0; i--) {
            Detection detection = detections.get(i);
            String text = String.format(Locale.ROOT, "%s %.2f", detection.name(), detection.score());
            int x = (int) Math.round(detection.box().x() * picture.scale());
            int y = (int) Math.round(detection.box().y() * picture.scale());
            picture.label(text, x, y, ClassColors.of(detection.label()));
        }
        return picture;
    }

    private static void drawBox(Picture picture, Detection detection) {
        BoundingBox box = detection.box();
        double scale = picture.scale();
        Color color = ClassColors.of(detection.label());
        picture.graphics().setColor(color);
        picture.graphics()
                .draw(new Rectangle2D.Double(
                        box.x() * scale, box.y() * scale, box.width() * scale, box.height() * scale));
    }
}
