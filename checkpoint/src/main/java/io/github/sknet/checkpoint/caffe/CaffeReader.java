package io.github.sknet.checkpoint.caffe;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.WeightsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads the layers of a NetParameter (BVLC/caffe, src/caffe/proto/caffe.proto): those of field 100, and of the older field 2, whose types
 * are numbers. Fields that are not needed are skipped, among them those that forks have added.
 */
final class CaffeReader {

    private static final int LAYER = 100;
    private static final int OLD_LAYER = 2;

    private static final Map<Integer, String> OLD_TYPES =
            Map.of(4, "Convolution", 14, "InnerProduct", 39, "Deconvolution");

    private static final int MAX_LAYERS = 100_000;
    private static final int MAX_BLOBS = 16;
    private static final int MAX_AXES = 8;

    private final Path file;
    private final long fileBytes;
    private final CodedInputStream in;

    private CaffeReader(Path file, InputStream in) throws IOException {
        this.file = file;
        this.fileBytes = Files.size(file);
        this.in = CodedInputStream.newInstance(in, 1 << 16);
        this.in.setSizeLimit(Integer.MAX_VALUE);
    }

    /**
     * The layers of a network that have numbers, in their order.
     *
     * @throws WeightsException when it is damaged
     */
    static List<CaffeLayer> read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new CaffeReader(file, in).readLayers();
        } catch (InvalidProtocolBufferException e) {
            throw new WeightsException(file + " is not a valid Caffe model: it is damaged or cut off", e);
        }
    }

    private List<CaffeLayer> readLayers() throws IOException {
        List<CaffeLayer> layers = new ArrayList<>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            int field = WireFormat.getTagFieldNumber(tag);
            if ((field == LAYER || field == OLD_LAYER) && isMessage(tag)) {
                CaffeLayer layer = field == LAYER ? readLayer(1, 2, 7) : readLayer(4, 5, 6);
                if (!layer.blobs().isEmpty()) {
                    layers.add(layer);
                }
                if (layers.size() > MAX_LAYERS) {
                    throw bad("it has more than " + MAX_LAYERS + " layers");
                }
            } else {
                in.skipField(tag);
            }
        }
        return layers;
    }

    /** A layer whose name, type and blobs are the given fields. */
    private CaffeLayer readLayer(int nameField, int typeField, int blobsField) throws IOException {
        int outer = enter();
        String name = "";
        String type = "";
        List<Tensor> blobs = new ArrayList<>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            int field = WireFormat.getTagFieldNumber(tag);
            if (field == nameField && isMessage(tag)) {
                name = in.readString();
            } else if (field == typeField && isMessage(tag)) {
                type = in.readString();
            } else if (field == typeField && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_VARINT) {
                int number = in.readInt32();
                type = OLD_TYPES.getOrDefault(number, "type " + number);
            } else if (field == blobsField && isMessage(tag)) {
                if (blobs.size() == MAX_BLOBS) {
                    throw bad("its layer " + Json.cut(name) + " has more than " + MAX_BLOBS + " blobs");
                }
                blobs.add(readBlob(name));
            } else {
                in.skipField(tag);
            }
        }
        in.popLimit(outer);
        return new CaffeLayer(name, type, blobs);
    }

    private Tensor readBlob(String layer) throws IOException {
        int outer = enter();
        int[] oldShape = {0, 0, 0, 0};
        boolean isOld = false;
        List<Integer> shape = new ArrayList<>();
        FloatList values = new FloatList();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            int field = WireFormat.getTagFieldNumber(tag);
            int wire = WireFormat.getTagWireType(tag);
            if (field >= 1 && field <= 4 && wire == WireFormat.WIRETYPE_VARINT) {
                oldShape[field - 1] = in.readInt32();
                isOld = true;
            } else if (field == 5 && wire == WireFormat.WIRETYPE_FIXED32) {
                values.add(in.readFloat());
            } else if (field == 5 && isMessage(tag)) {
                readFloats(values);
            } else if (field == 8 && wire == WireFormat.WIRETYPE_FIXED64) {
                values.add((float) in.readDouble());
            } else if (field == 8 && isMessage(tag)) {
                readDoubles(values);
            } else if (field == 7 && isMessage(tag)) {
                readShape(layer, shape);
            } else {
                in.skipField(tag);
            }
        }
        in.popLimit(outer);
        return tensor(layer, isOld ? List.of(oldShape[0], oldShape[1], oldShape[2], oldShape[3]) : shape, values);
    }

    private Tensor tensor(String layer, List<Integer> shape, FloatList values) throws WeightsException {
        long elements = 1;
        for (int extent : shape) {
            elements = extent < 0 || elements > Integer.MAX_VALUE ? -1 : elements * extent;
        }
        if (elements != values.size()) {
            throw bad("its layer " + Json.cut(layer) + " has a blob of shape " + shape + " with " + values.size()
                    + " numbers");
        }
        return new Tensor(shape, values.toArray());
    }

    private void readFloats(FloatList values) throws IOException {
        int outer = enter();
        values.reserve(in.getBytesUntilLimit() / Float.BYTES);
        while (in.getBytesUntilLimit() > 0) {
            values.add(in.readFloat());
        }
        in.popLimit(outer);
    }

    private void readDoubles(FloatList values) throws IOException {
        int outer = enter();
        values.reserve(in.getBytesUntilLimit() / Double.BYTES);
        while (in.getBytesUntilLimit() > 0) {
            values.add((float) in.readDouble());
        }
        in.popLimit(outer);
    }

    private void readShape(String layer, List<Integer> shape) throws IOException {
        int outer = enter();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) == 1 && isMessage(tag)) {
                int inner = enter();
                while (in.getBytesUntilLimit() > 0) {
                    addExtent(layer, shape, in.readInt64());
                }
                in.popLimit(inner);
            } else if (tag == (1 << 3)) {
                addExtent(layer, shape, in.readInt64());
            } else {
                in.skipField(tag);
            }
        }
        in.popLimit(outer);
    }

    private void addExtent(String layer, List<Integer> shape, long extent) throws WeightsException {
        if (extent < 0 || extent > Integer.MAX_VALUE || shape.size() == MAX_AXES) {
            throw bad("its layer " + Json.cut(layer) + " has a blob of an absurd shape");
        }
        shape.add((int) extent);
    }

    /** Begins a message within this one; its length is checked before memory is taken for what it holds. */
    private int enter() throws IOException {
        int length = in.readRawVarint32();
        if (length < 0 || length > fileBytes - in.getTotalBytesRead()) {
            throw bad("it is damaged or cut off");
        }
        return in.pushLimit(length);
    }

    private static boolean isMessage(int tag) {
        return WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
    }

    private WeightsException bad(String what) {
        return new WeightsException(file + " is not a valid Caffe model: " + what);
    }
}
