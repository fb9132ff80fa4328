package io.github.sknet.djl;

import ai.djl.ndarray.types.DataType;
import java.nio.ByteBuffer;

/** How an array's elements of one type lie in its bytes. */
enum Elements {
    FLOAT32 {
        @Override
        double get(ByteBuffer bytes, int i) {
            return bytes.getFloat(i * Float.BYTES);
        }

        @Override
        void put(ByteBuffer bytes, int i, double value) {
            bytes.putFloat(i * Float.BYTES, (float) value);
        }
    },
    FLOAT64 {
        @Override
        double get(ByteBuffer bytes, int i) {
            return bytes.getDouble(i * Double.BYTES);
        }

        @Override
        void put(ByteBuffer bytes, int i, double value) {
            bytes.putDouble(i * Double.BYTES, value);
        }
    },
    UINT8 {
        @Override
        double get(ByteBuffer bytes, int i) {
            return bytes.get(i) & 0xFF;
        }

        @Override
        void put(ByteBuffer bytes, int i, double value) {
            bytes.put(i, (byte) (int) value);
        }
    },
    INT32 {
        @Override
        double get(ByteBuffer bytes, int i) {
            return bytes.getInt(i * Integer.BYTES);
        }

        @Override
        void put(ByteBuffer bytes, int i, double value) {
            bytes.putInt(i * Integer.BYTES, (int) value);
        }
    },
    INT64 {
        @Override
        double get(ByteBuffer bytes, int i) {
            return bytes.getLong(i * Long.BYTES);
        }

        @Override
        void put(ByteBuffer bytes, int i, double value) {
            bytes.putLong(i * Long.BYTES, (long) value);
        }
    };

    /**
     * The elements of a type.
     *
     * @throws UnsupportedOperationException naming it, where arrays here can't be computed with
     */
    static Elements of(DataType type) {
        return switch (type) {
            case FLOAT32 -> FLOAT32;
            case FLOAT64 -> FLOAT64;
            case UINT8 -> UINT8;
            case INT32 -> INT32;
            case INT64 -> INT64;
            default ->
                throw new UnsupportedOperationException(
                        "The engine " + SKNetEngine.NAME + " does not compute with values of the type " + type);
        };
    }

    abstract double get(ByteBuffer bytes, int i);

    abstract void put(ByteBuffer bytes, int i, double value);
}
