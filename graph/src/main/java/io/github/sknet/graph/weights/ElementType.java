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

    /** The largest binary16. */
    static final float HALF_MAX = 65504;

    /** Half way from the largest binary16 to what would follow it: from here on rounding leads to infinity. */
    private static final float HALF_OVERFLOW = 65520;

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

    /**
     * Writes {@code count} numbers of {@code source} from {@code from} on, in the buffer's byte order.
     *
     * @throws UnsupportedOperationException where this is neither F32 nor F16: nothing else is written
     */
    void encode(float[] source, int from, int count, ByteBuffer target) {
        switch (this) {
            case F32 -> target.asFloatBuffer().put(source, from, count);
            case F16 -> {
                for (int i = from; i < from + count; i++) {
                    target.putShort(floatToHalf(source[i]));
                }
            }
            default -> throw new UnsupportedOperationException("No tensor is written as " + this);
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

    /** The nearest binary16, the even one of two, infinity beyond the largest; Float.floatToFloat16 exists from Java 20 only. */
    static short floatToHalf(float value) {
        int sign = Float.floatToRawIntBits(value) >>> 16 & 0x8000;
        float magnitude = Math.abs(value);
        if (Float.isNaN(value)) {
            return (short) (sign | 0x7E00);
        }
        if (magnitude < 0x1p-14f) {
            // Halves this small are whole multiples of 2⁻²⁴; the largest of them, 1024, is written as the first normal
            // one.
            return (short) (sign | (int) Math.rint(magnitude * 0x1p24f));
        }
        if (magnitude >= HALF_OVERFLOW) {
            return (short) (sign | 0x7C00);
        }
        int bits = Float.floatToRawIntBits(magnitude);
        // Half a unit of what is dropped, less one bit where the kept part is even; a carry goes into the exponent, as
        // it should.
        int rounded = bits + 0xFFF + (bits >> 13 & 1);
        return (short) (sign | (rounded >> 13) - (112 << 10));
    }
}
