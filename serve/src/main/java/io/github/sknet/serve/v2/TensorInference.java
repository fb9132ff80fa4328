package io.github.sknet.serve.v2;

import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.serve.http.Reply;
import io.github.sknet.serve.model.ModelVersion;
import io.github.sknet.serve.work.Inference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The outputs of a network for tensors.
 *
 * @param model the model's name
 * @param batch the most rows that are given to the network at once
 */
record TensorInference(String model, int batch) implements Inference<TensorInference.Rows, Reply> {

    /**
     * A request, and what the network is given for it.
     *
     * @param input (N, C, H, W)
     */
    record Rows(InferRequest request, Tensor input) {}

    @Override
    public List<Reply> answer(ModelVersion version, List<Rows> questions) {
        Map<String, Tensor> outputs =
                outputs(version, joined(questions.stream().map(Rows::input).toList()));
        List<Reply> replies = new ArrayList<>();
        int row = 0;
        for (Rows question : questions) {
            int rows = question.input.size(0);
            Map<String, Tensor> own = new LinkedHashMap<>();
            for (String name : wanted(question.request, outputs)) {
                own.put(name, rows(outputs.get(name), row, rows));
            }
            replies.add(new InferResponse(question.request, model, version.number(), own).reply());
            row += rows;
        }
        return replies;
    }

    /** Names that the network has; it was looked before whether it has all that are asked for. */
    private static List<String> wanted(InferRequest request, Map<String, Tensor> outputs) {
        return request.outputs().isEmpty()
                ? List.copyOf(outputs.keySet())
                : request.outputs().stream().map(InferRequest.Wanted::name).toList();
    }

    private Map<String, Tensor> outputs(ModelVersion version, Tensor input) {
        Map<String, List<Tensor>> parts = new LinkedHashMap<>();
        for (int row = 0; row < input.size(0); row += batch) {
            Tensor some = rows(input, row, Math.min(batch, input.size(0) - row));
            Prediction prediction = version.predictor().predict(some, false).requireNumbers("");
            for (String name : version.file().graph().outputs().keySet()) {
                parts.computeIfAbsent(name, each -> new ArrayList<>())
                        .add(prediction.outputs().get(name));
            }
        }
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        parts.forEach((name, tensors) -> outputs.put(name, joined(tensors)));
        return outputs;
    }

    /** Tensors of equal axes but for the first, one behind the other. */
    private static Tensor joined(List<Tensor> tensors) {
        if (tensors.size() == 1) {
            return tensors.get(0);
        }
        int length = tensors.stream().mapToInt(tensor -> tensor.values().length).sum();
        int rows = tensors.stream().mapToInt(tensor -> tensor.size(0)).sum();
        float[] values = new float[length];
        int to = 0;
        for (Tensor tensor : tensors) {
            System.arraycopy(tensor.values(), 0, values, to, tensor.values().length);
            to += tensor.values().length;
        }
        return new Tensor(withRows(tensors.get(0).shape(), rows), values);
    }

    private static Tensor rows(Tensor tensor, int first, int count) {
        if (count == tensor.size(0)) {
            return tensor;
        }
        int each = tensor.values().length / tensor.size(0);
        return new Tensor(
                withRows(tensor.shape(), count),
                Arrays.copyOfRange(tensor.values(), first * each, (first + count) * each));
    }

    private static List<Integer> withRows(List<Integer> shape, int rows) {
        List<Integer> changed = new ArrayList<>(shape);
        changed.set(0, rows);
        return changed;
    }
}
