package io.github.sknet.serve.predict;

import io.github.sknet.serve.http.Exchanges;
import io.github.sknet.serve.http.ProblemException;
import io.github.sknet.serve.work.Question;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.image.ImageDecoder;
import io.github.sknet.vision.image.ImageException;
import io.github.sknet.vision.image.ImageHeader;
import io.javalin.http.Context;
import java.util.function.BooleanSupplier;

/**
 * The file of an image that a client has sent. Its size is known and allowed; its pixels are decoded when it is asked about.
 *
 * @param content the file
 * @param samples how many bytes the decoded image takes
 */
public record UploadedImage(byte[] content, long samples) {

    /** What messages call it: a client's name for it is not repeated. */
    private static final String NAME = "The image";

    private static final int BAD_REQUEST = 400;
    private static final int TOO_LARGE = 413;
    private static final int UNPROCESSABLE = 422;

    /**
     * The image in a request: its body, or the first file of a form.
     *
     * @param limit the most pixels that it may have
     * @throws ProblemException when there is none, it is none, or has more pixels
     */
    public static UploadedImage of(Context context, int limit) {
        byte[] content = FormFile.isForm(context.contentType())
                ? FormFile.first(context.contentType(), Exchanges.body(context))
                : Exchanges.body(context);
        return of(content, limit);
    }

    static UploadedImage of(byte[] content, int limit) {
        if (content.length == 0) {
            throw new ProblemException(
                    BAD_REQUEST, "There is no image: send one as the body, or as the file of a multipart form");
        }
        long pixels;
        try {
            ImageHeader header = ImageHeader.of(content, NAME);
            pixels = Math.max((long) header.width() * header.height(), screen(content));
        } catch (ImageException noImage) {
            throw new ProblemException(UNPROCESSABLE, noImage.getMessage());
        }
        if (pixels > limit) {
            throw new ProblemException(
                    TOO_LARGE, NAME + " has " + pixels + " pixels, and may have " + limit + " at most");
        }
        return new UploadedImage(content, 3 * pixels);
    }

    /** The pixels of the screen on which a GIF's frame lies; 0 for other files. */
    private static long screen(byte[] content) {
        boolean gif = content.length > 9 && content[0] == 'G' && content[1] == 'I' && content[2] == 'F';
        return gif ? (long) sixteenBits(content, 6) * sixteenBits(content, 8) : 0;
    }

    private static int sixteenBits(byte[] content, int at) {
        return content[at] & 0xff | (content[at + 1] & 0xff) << 8;
    }

    /** The image, decoded. */
    public Image decode() throws ImageException {
        return ImageDecoder.decode(content, NAME);
    }

    /**
     * The image as a question.
     *
     * @param abandoned whether nobody waits for the answer any more
     */
    Question<Image> question(BooleanSupplier abandoned) {
        return new Question<>(model -> decode(), samples, abandoned);
    }
}
