package io.github.sknet.checkpoint.pytorch;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import net.razorvine.pickle.PickleException;

/** A pickle's bytes, or several pickles one after the other, with a look ahead. */
final class PickleBytes extends ByteArrayInputStream {

    PickleBytes(byte[] pickle) {
        super(pickle);
    }

    /** How many bytes have been read. */
    int position() {
        return pos;
    }

    /**
     * The next bytes as a little-endian number, left where they are.
     *
     * @param bytes 1 … 8
     */
    long peekLength(int bytes) {
        if (available() < bytes) {
            throw endsEarly();
        }
        long length = 0;
        for (int i = 0; i < bytes; i++) {
            length |= (buf[pos + i] & 0xFFL) << 8 * i;
        }
        return length;
    }

    /** The length of the line that begins here. */
    int peekLine() {
        for (int end = pos; end < count; end++) {
            if (buf[end] == '\n') {
                return end - pos;
            }
        }
        throw endsEarly();
    }

    String readLine() {
        int length = peekLine();
        String line = new String(buf, pos, length, StandardCharsets.UTF_8);
        pos += length + 1;
        return line;
    }

    private static PickleException endsEarly() {
        return new PickleException("it ends early");
    }
}
