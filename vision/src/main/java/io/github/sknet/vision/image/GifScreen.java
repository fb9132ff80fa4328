package io.github.sknet.vision.image;

import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * The screen of a GIF file, on which its first frame lies. What the frame leaves free has the transparent colour of the frame
 * where there is one, else the first of the palette, as in Pillow's {@code convert("RGB")}.
 *
 * @param width of the screen
 * @param height of the screen
 * @param left column of the frame on it
 * @param top row of the frame on it
 * @param free index of the colour of what the frame leaves free
 */
record GifScreen(int width, int height, int left, int top, int free) {

    /** Reads where the first frame lies. */
    static GifScreen of(ImageReader reader) throws IOException {
        Element screen = element(reader.getStreamMetadata(), "LogicalScreenDescriptor");
        IIOMetadata frame = reader.getImageMetadata(0);
        Element place = element(frame, "ImageDescriptor");
        Element control = element(frame, "GraphicControlExtension");
        int left = number(place, "imageLeftPosition");
        int top = number(place, "imageTopPosition");
        boolean transparent = control != null && "TRUE".equalsIgnoreCase(control.getAttribute("transparentColorFlag"));
        return new GifScreen(
                Math.max(number(screen, "logicalScreenWidth"), left + number(place, "imageWidth")),
                Math.max(number(screen, "logicalScreenHeight"), top + number(place, "imageHeight")),
                left,
                top,
                transparent ? number(control, "transparentColorIndex") : 0);
    }

    private static Element element(IIOMetadata metadata, String name) {
        Element root = (Element) metadata.getAsTree(metadata.getNativeMetadataFormatName());
        NodeList found = root.getElementsByTagName(name);
        return found.getLength() == 0 ? null : (Element) found.item(0);
    }

    private static int number(Element element, String name) {
        return element == null || element.getAttribute(name).isEmpty()
                ? 0
                : Integer.parseInt(element.getAttribute(name));
    }

    /** The whole screen's indices, given the frame's. */
    Raster around(Raster frame, IndexColorModel palette) {
        if (width == frame.getWidth() && height == frame.getHeight()) {
            return frame;
        }
        WritableRaster screen = palette.createCompatibleWritableRaster(width, height);
        int[] row = new int[width];
        Arrays.fill(row, Math.min(free, palette.getMapSize() - 1));
        for (int y = 0; y < height; y++) {
            screen.setSamples(0, y, width, 1, 0, row);
        }
        screen.setRect(left, top, frame);
        return screen;
    }
}
