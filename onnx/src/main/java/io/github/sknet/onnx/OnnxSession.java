package io.github.sknet.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.platform.Fp16Conversions;
import io.github.sknet.graph.weights.Tensor;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An ONNX file in ONNX Runtime, on the processor; takes and gives tensors of this project, whatever precision the file has. Safe for use
 * by several threads.
 */
public final class OnnxSession implements AutoCloseable {

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final String input;
    private final OnnxJavaType type;

    private OnnxSession(Opening opening, int threads) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            // Workers may spin between the operators of a run, but not when it is over: others need the processor.
            options.addConfigEntry("session.force_spinning_stop", "1");
            this.session = opening.open(environment, options);
            this.input = session.getInputNames().iterator().next();
            this.type = ((TensorInfo) session.getInputInfo().get(input).getInfo()).type;
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime does not accept the model: " + e.getMessage(), e);
        }
    }

    /**
     * A session for an ONNX file with one input.
     *
     * @param threads the threads that one run may use
     * @throws IllegalStateException with ONNX Runtime's reason, when it can't read or does not accept the file
     */
    public static OnnxSession open(Path file, int threads) {
        return new OnnxSession((environment, options) -> environment.createSession(file.toString(), options), threads);
    }

    /** As {@link #open(Path, int)}, for the bytes of a file. */
    public static OnnxSession open(byte[] model, int threads) {
        return new OnnxSession((environment, options) -> environment.createSession(model, options), threads);
    }

    @FunctionalInterface
    private interface Opening {
        OrtSession open(OrtEnvironment environment, OrtSession.SessionOptions options) throws OrtException;
    }

    /** All outputs by name, in the model's order; whole numbers, such as labels, as floats. */
    public Map<String, Tensor> run(Tensor tensor) {
        try (OnnxTensor value = value(tensor);
                OrtSession.Result result = session.run(Map.of(input, value))) {
            Map<String, Tensor> outputs = new LinkedHashMap<>();
            for (Map.Entry<String, ai.onnxruntime.OnnxValue> output : result) {
                outputs.put(output.getKey(), copy((OnnxTensor) output.getValue()));
            }
            return outputs;
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime failed: " + e.getMessage(), e);
        }
    }

    /** Whether it computes with half precision. */
    public boolean isHalf() {
        return type == OnnxJavaType.FLOAT16 || type == OnnxJavaType.BFLOAT16;
    }

    private OnnxTensor value(Tensor tensor) throws OrtException {
        long[] shape = tensor.shape().stream().mapToLong(Integer::longValue).toArray();
        FloatBuffer values = FloatBuffer.wrap(tensor.values());
        return switch (type) {
            case FLOAT16 ->
                OnnxTensor.createTensor(
                        environment, Fp16Conversions.convertFloatBufferToFp16Buffer(values), shape, type);
            case BFLOAT16 ->
                OnnxTensor.createTensor(
                        environment, Fp16Conversions.convertFloatBufferToBf16Buffer(values), shape, type);
            case DOUBLE -> {
                double[] doubles = new double[tensor.values().length];
                Arrays.setAll(doubles, i -> tensor.values()[i]);
                yield OnnxTensor.createTensor(environment, DoubleBuffer.wrap(doubles), shape);
            }
            default -> OnnxTensor.createTensor(environment, values, shape);
        };
    }

    private static Tensor copy(OnnxTensor tensor) {
        List<Integer> shape = Arrays.stream(tensor.getInfo().getShape())
                .mapToObj(Math::toIntExact)
                .toList();
        if (tensor.getInfo().type == OnnxJavaType.DOUBLE) {
            DoubleBuffer doubles = tensor.getDoubleBuffer();
            float[] values = new float[doubles.remaining()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) doubles.get(i);
            }
            return new Tensor(shape, values);
        }
        if (tensor.getInfo().type == OnnxJavaType.INT64) {
            LongBuffer whole = tensor.getLongBuffer();
            float[] values = new float[whole.remaining()];
            for (int i = 0; i < values.length; i++) {
                values[i] = whole.get(i);
            }
            return new Tensor(shape, values);
        }
        FloatBuffer buffer = tensor.getFloatBuffer();
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return new Tensor(shape, values);
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime failed: " + e.getMessage(), e);
        }
    }
}
