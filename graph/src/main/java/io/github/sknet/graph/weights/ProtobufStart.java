package io.github.sknet.graph.weights;

/**
 * Tells ONNX's and Caffe's networks apart. Both are protobuf messages without a signature, so their first fields must do.
 */
final class ProtobufStart {

    private static final int LENGTH_DELIMITED = 2;

    /** NetParameter's fields (BVLC/caffe, caffe.proto) that may follow its name. */
    private static final int CAFFE_LAYERS = 2;

    private static final int CAFFE_LAST_OF_OLD_FIELDS = 8;
    private static final int CAFFE_LAYER = 100;

    /** ModelProto's (onnx.proto): {@code ir_version} is the first, its highest number 25. */
    private static final int ONNX_LAST_FIELD = 25;

    private static final int ONNX_LAST_VERSION = 20;

    private final byte[] start;
    private int position;

    private ProtobufStart(byte[] start) {
        this.start = start;
    }

    static FileKind kind(byte[] start) {
        if (start.length > 2 && start[0] == 1 << 3 && start[1] >= 1 && start[1] <= ONNX_LAST_VERSION) {
            ProtobufStart next = new ProtobufStart(start);
            next.position = 2;
            long tag = next.varint();
            return tag >>> 3 >= 2 && tag >>> 3 <= ONNX_LAST_FIELD && isWireType(tag) ? FileKind.ONNX : FileKind.UNKNOWN;
        }
        return new ProtobufStart(start).isCaffe() ? FileKind.CAFFE : FileKind.UNKNOWN;
    }

    /** Perhaps a name, then layers or what stands before them. */
    private boolean isCaffe() {
        if (start[0] == (1 << 3 | LENGTH_DELIMITED)) {
            position = 1;
            long length = varint();
            if (length < 0 || length > start.length) {
                return false;
            }
            for (int end = position + (int) length; position < Math.min(end, start.length); position++) {
                if (start[position] >= 0 && start[position] < ' ') {
                    return false;
                }
            }
            if (position == start.length) {
                return true;
            }
        }
        long tag = varint();
        long field = tag >>> 3;
        return field == CAFFE_LAYER && (tag & 7) == LENGTH_DELIMITED
                || field >= CAFFE_LAYERS && field <= CAFFE_LAST_OF_OLD_FIELDS && isWireType(tag) && position > 1;
    }

    private static boolean isWireType(long tag) {
        long type = tag & 7;
        return type == 0 || type == LENGTH_DELIMITED;
    }

    /** The next number of up to five bytes; −1 when there is none. */
    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 35 && position < start.length; shift += 7) {
            byte next = start[position++];
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        return -1;
    }
}
