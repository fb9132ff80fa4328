package io.github.sknet.djl;

import ai.djl.modality.Input;
import ai.djl.modality.cv.Image.Flag;
import ai.djl.ndarray.BytesSupplier;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.image.ImageDecoder;
import io.github.sknet.vision.image.ImageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How something is seen as an image.
 *
 * @param <I> what it comes as
 */
interface ImageSource<I> {

    /**
     * The image.
     *
     * @throws IOException when it is none, or can't be read
     */
    Image image(NDManager manager, I input) throws IOException;

    /** What images may come as. Files and their contents are read as everywhere in this project, turned upright as they ask. */
    static Map<Class<?>, ImageSource<?>> all() {
        Map<Class<?>, ImageSource<?>> all = new LinkedHashMap<>();
        all.put(ai.djl.modality.cv.Image.class, (ImageSource<ai.djl.modality.cv.Image>) ImageSource::pixels);
        all.put(Path.class, (ImageSource<Path>) (manager, file) -> ImageDecoder.read(file));
        all.put(InputStream.class, (ImageSource<InputStream>)
                (manager, stream) -> ImageDecoder.decode(stream.readAllBytes(), "The image"));
        all.put(byte[].class, (ImageSource<byte[]>) (manager, bytes) -> ImageDecoder.decode(bytes, "The image"));
        return all;
    }

    /** Whatever library DJL reads images with. */
    private static Image pixels(NDManager manager, ai.djl.modality.cv.Image image) {
        try (NDArray pixels = image.toNDArray(manager, Flag.COLOR)) {
            return new Image(image.getWidth(), image.getHeight(), 3, pixels.toByteArray());
        }
    }

    /** The body of a request to DJL Serving. */
    static Image requested(Input request) throws IOException {
        BytesSupplier body = request.getContent().isEmpty() ? null : request.getData();
        if (body == null) {
            throw new ImageException("The request has no image in its body");
        }
        return ImageDecoder.decode(body.getAsBytes(), "The image");
    }
}
