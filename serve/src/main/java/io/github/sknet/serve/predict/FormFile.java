package io.github.sknet.serve.predict;

import io.github.sknet.serve.http.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Promise;

/** Finds the file in a form, {@code multipart/form-data} (RFC 7578). Nothing of it is written to a disk. */
final class FormFile {

    private static final String TYPE = "multipart/form-data";
    private static final int MOST_PARTS = 100;
    private static final int BAD_REQUEST = 400;

    private FormFile() {}

    /** Whether a body is a form. */
    static boolean isForm(String contentType) {
        return contentType != null && contentType.regionMatches(true, 0, TYPE, 0, TYPE.length());
    }

    /**
     * The first file of a form; where no part has a file's name, the first part.
     *
     * @throws ProblemException when it is no form, or an empty one
     */
    static byte[] first(String contentType, byte[] body) {
        String boundary = boundary(contentType);
        MultiPartFormData.Parser parser = new MultiPartFormData.Parser(boundary);
        parser.setMaxParts(MOST_PARTS);
        parser.setMaxMemoryFileSize(-1);
        parser.setMaxLength(-1);
        // All is there already: it is parsed before this returns.
        CompletableFuture<MultiPartFormData.Parts> parsed = new CompletableFuture<>();
        parser.parse(Content.Source.from(ByteBuffer.wrap(body)), Promise.Invocable.toPromise(parsed));
        try (MultiPartFormData.Parts parts = parsed.join()) {
            MultiPart.Part chosen = null;
            for (MultiPart.Part part : parts) {
                if (chosen == null || chosen.getFileName() == null && part.getFileName() != null) {
                    chosen = part;
                }
            }
            if (chosen == null) {
                throw malformed("it has no part");
            }
            ByteBuffer content = Content.Source.asByteBuffer(chosen.getContentSource());
            byte[] bytes = new byte[content.remaining()];
            content.get(bytes);
            return bytes;
        } catch (CompletionException | IOException broken) {
            throw malformed("its parts do not begin and end as they should");
        }
    }

    private static String boundary(String contentType) {
        String boundary = MultiPart.extractBoundary(contentType);
        if (boundary == null || boundary.isBlank()) {
            throw malformed("its content type names no boundary");
        }
        return boundary;
    }

    private static ProblemException malformed(String why) {
        return new ProblemException(BAD_REQUEST, "The form can't be read: " + why);
    }
}
