package io.github.sknet.graph.weights;

import java.nio.ByteBuffer;

/** The element types of safetensors files and PyTorch checkpoints that can be read as floats. */
public enum ElementType {
    F64(8) {
        @Override
        float decodeOne(ByteBuffer bytes) {
            return (float) bytes.getDouble();
        }
    },
    F32(4) {
        @Override
        float decodeOne(ByteBuffer bytes) {
            return bytes.getFloat();
        }
    },
    F16(2) {
        @Override
        float decodeOne(ByteBuffer bytes) {
            return halfToFloat(bytes.getShort());
        }
    },
    BF16(2) {
        @Override
        float decodeOne(ByteBuffer bytes) {
            return Float.intBitsToFloat(bytes.getShort() << 16);
        }
    },
    I64(8) {
        @Override
        float decodeOne(ByteBuffer bytes) {
            return bytes.getLong();
        }
    },
    I32(4) {
        @Override
        float decodeOne(ByteBuffer bytes) {
            return bytes.getInt();
        }
    },
    I16(2) {
        @Override
        float decodeOne(ByteBuffer bytes) {
            return bytes.getShort();
        }
    },
    I8(1) {
        @Override
        float decodeOne(ByteBuffer bytes) {
            return bytes.get();
        }
    },
    U8(1) {
        @Override
        float decodeOne(ByteBuffer bytes) {
            return bytes.get() & 0xFF;
        }
    },
    BOOL(1) {
        @Override
        float decodeOne(ByteBuffer bytes) {
            return bytes.get() == 0 ? 0 : 1;
        }
    };

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    /** The size of one element. */
    public int bytes() {
        return bytes;
    }

    abstract float decodeOne(ByteBuffer bytes);

    /** Reads {@code count} elements, in the buffer's byte order, into {@code target} from {@code from} on. */
    public void decode(ByteBuffer source, float[] target, int from, int count) {
        if (this == F32) {
            source.asFloatBuffer().get(target, from, count);
            return;
        }
        for (int i = from; i < from + count; i++) {
            target[i] = decodeOne(source);
        }
    }

    /** IEEE 754 binary16; Float.float16ToFloat exists from Java 20 only. */
    static float halfToFloat(short half) {
        int sign = (half & 0x8000) << 16;
        int exponent = half >> 10 & 0x1F;
        int mantissa = half & 0x3FF;
        if (exponent == 0) {
            float magnitude = mantissa * 0x1p-24f;
            return sign == 0 ? magnitude : -magnitude;
        }
        int bits = exponent == 0x1F ? 0x7F800000 | mantissa << 13 : exponent + 112 << 23 | mantissa << 13;
        return Float.intBitsToFloat(sign | bits);
    }
}
