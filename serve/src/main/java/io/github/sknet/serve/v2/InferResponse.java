package io.github.sknet.serve.v2;

import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.serve.http.Reply;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The answer to a request for inference.
 *
 * @param request what was asked
 * @param model the model's name
 * @param version its number
 * @param outputs those that are wanted, by name, in their order
 */
record InferResponse(InferRequest request, String model, int version, Map<String, Tensor> outputs) {

    private static final String BINARY = "application/octet-stream";

    /** As it is sent. */
    Reply reply() {
        List<Object> described = new ArrayList<>();
        ByteArrayOutputStream behind = new ByteArrayOutputStream();
        outputs.forEach((name, tensor) -> described.add(describe(name, tensor, behind)));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("model_name", model);
        json.put("model_version", Integer.toString(version));
        request.id().ifPresent(id -> json.put("id", id));
        json.put("outputs", described);
        byte[] text = Json.write(json).getBytes(StandardCharsets.UTF_8);
        if (behind.size() == 0) {
            return new Reply(Reply.JSON, text);
        }
        byte[] body = ByteBuffer.allocate(text.length + behind.size())
                .put(text)
                .put(behind.toByteArray())
                .array();
        return new Reply(BINARY, body, Map.of(InferenceRoutes.JSON_LENGTH, Integer.toString(text.length)));
    }

    private Map<String, Object> describe(String name, Tensor tensor, ByteArrayOutputStream behind) {
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("name", name);
        output.put("datatype", Datatype.FP32);
        output.put("shape", tensor.shape());
        if (request.isBinary(name)) {
            byte[] bytes = bytes(tensor.values());
            behind.writeBytes(bytes);
            output.put("parameters", Map.of("binary_data_size", bytes.length));
        } else {
            output.put("data", listed(tensor.values()));
        }
        return output;
    }

    private static byte[] bytes(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    private static List<Float> listed(float[] values) {
        List<Float> list = new ArrayList<>(values.length);
        for (float value : values) {
            list.add(value);
        }
        return list;
    }
}
