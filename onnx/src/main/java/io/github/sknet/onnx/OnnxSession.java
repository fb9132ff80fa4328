package io.github.sknet.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.github.sknet.weights.Tensor;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An ONNX Runtime session that takes and gives tensors of this project; safe for use by several threads. */
final class OnnxSession implements AutoCloseable {

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final String input;

    /**
     * A session.
     *
     * @param model the bytes of an ONNX file with one input
     * @param threads the threads that one run may use
     * @throws IllegalStateException with ONNX Runtime's reason, when it does not accept the model
     */
    OnnxSession(byte[] model, int threads) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            // Workers may spin between the operators of a run, but not when it is over: others need the processor.
            options.addConfigEntry("session.force_spinning_stop", "1");
            this.session = environment.createSession(model, options);
            this.input = session.getInputNames().iterator().next();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime does not accept the model: " + e.getMessage(), e);
        }
    }

    /** All outputs by name, in the model's order. */
    Map<String, Tensor> run(Tensor tensor) {
        long[] shape = tensor.shape().stream().mapToLong(Integer::longValue).toArray();
        try (OnnxTensor value = OnnxTensor.createTensor(environment, FloatBuffer.wrap(tensor.values()), shape);
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

    private static Tensor copy(OnnxTensor tensor) {
        List<Integer> shape = Arrays.stream(tensor.getInfo().getShape())
                .mapToObj(Math::toIntExact)
                .toList();
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
