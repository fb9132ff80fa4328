package io.github.sknet.checkpoint.caffe;

import com.google.protobuf.CodedOutputStream;
import io.github.sknet.graph.weights.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes Caffe models as Caffe does: a NetParameter of a name and layers. */
public final class CaffeModelWriter {

    /** How the numbers of a blob are kept. */
    public enum Form {
        /** {@code shape} and packed floats. */
        PACKED,
        /** {@code num}, {@code channels}, {@code height}, {@code width}, and packed floats; layers of field 2 with a number as type. */
        OLD,
        /** {@code shape} and packed doubles. */
        DOUBLE
    }

    private final ByteArrayOutputStream net = new ByteArrayOutputStream();
    private final Form form;

    @FunctionalInterface
    private interface Fields {
        void write(CodedOutputStream out) throws IOException;
    }

    public CaffeModelWriter(Form form) throws IOException {
        this.form = form;
        net.writeBytes(bytes(out -> out.writeString(1, "SKNet")));
    }

    private static byte[] bytes(Fields fields) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance((OutputStream) bytes);
        fields.write(out);
        out.flush();
        return bytes.toByteArray();
    }

    public CaffeModelWriter layer(String name, String type, List<Tensor> blobs) throws IOException {
        boolean old = form == Form.OLD;
        byte[] layer = bytes(out -> {
            out.writeString(old ? 4 : 1, name);
            if (old) {
                out.writeEnum(5, type.equals("InnerProduct") ? 14 : 4);
            } else {
                out.writeString(2, type);
                // What implus/SKNet has added, and what is skipped as well: a bottom and a parameter of learning.
                out.writeString(3, "data");
                out.writeByteArray(6, bytes(inner -> inner.writeFloat(3, 1)));
                out.writeByteArray(200, bytes(inner -> inner.writeFloat(1, 0.95f)));
            }
            for (Tensor blob : blobs) {
                out.writeByteArray(old ? 6 : 7, blob(blob));
            }
        });
        net.writeBytes(bytes(out -> out.writeByteArray(old ? 2 : 100, layer)));
        return this;
    }

    private byte[] blob(Tensor blob) throws IOException {
        return bytes(out -> {
            if (form == Form.OLD) {
                for (int axis = 0; axis < 4; axis++) {
                    int missing = 4 - blob.shape().size();
                    out.writeInt32(axis + 1, axis < missing ? 1 : blob.size(axis - missing));
                }
            } else {
                out.writeByteArray(
                        7,
                        bytes(shape -> shape.writeByteArray(1, bytes(dims -> {
                            for (int extent : blob.shape()) {
                                dims.writeInt64NoTag(extent);
                            }
                        }))));
            }
            out.writeByteArray(form == Form.DOUBLE ? 8 : 5, bytes(numbers -> {
                for (float value : blob.values()) {
                    if (form == Form.DOUBLE) {
                        numbers.writeDoubleNoTag(value);
                    } else {
                        numbers.writeFloatNoTag(value);
                    }
                }
            }));
        });
    }

    public void save(Path file) throws IOException {
        Files.write(file, net.toByteArray());
    }
}
