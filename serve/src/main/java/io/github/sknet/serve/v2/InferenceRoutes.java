package io.github.sknet.serve.v2;

import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.serve.http.Exchanges;
import io.github.sknet.serve.http.ProblemException;
import io.github.sknet.serve.http.Reply;
import io.github.sknet.serve.http.Routes;
import io.github.sknet.serve.model.ModelVersion;
import io.github.sknet.serve.repository.ModelRepository;
import io.github.sknet.serve.repository.ServedModel;
import io.github.sknet.serve.work.Question;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the protocol tells of the service and its models, and inference.
 *
 * @param models who is asked
 * @param batch the most rows that are given to a network at once
 */
public record InferenceRoutes(ModelRepository models, int batch) implements Routes {

    /** How long the JSON is where something binary follows it: a header, of requests and of answers. */
    static final String JSON_LENGTH = "Inference-Header-Content-Length";

    private static final String MODEL = "model";
    private static final String VERSION = "version";
    private static final String OF_MODEL = "/v2/models/{" + MODEL + "}";
    private static final String OF_VERSION = OF_MODEL + "/versions/{" + VERSION + "}";
    private static final int NOT_FOUND = 404;

    /** Two letters and a comma can be a number of four bytes. */
    private static final int FLOAT_BYTES_PER_LETTER = 2;

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/v2", context -> Exchanges.answer(context, server()));
        routes.get("/v2/models", context -> Exchanges.answer(context, names()));
        for (String path : List.of(OF_MODEL, OF_VERSION)) {
            routes.get(path, this::describe);
            routes.get(path + "/ready", this::ready);
            routes.post(path + "/infer", this::infer);
        }
    }

    private static Reply server() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", "sknet");
        json.put("version", ModelFile.VERSION);
        json.put("extensions", List.of("binary_tensor_data", "model_repository"));
        return Reply.of(json);
    }

    private Reply names() {
        return Reply.of(
                Map.of("models", models.all().stream().map(ServedModel::name).toList()));
    }

    private void describe(Context context) {
        ServedModel model = models.named(context.pathParam(MODEL));
        ModelVersion version = model.version();
        requireVersion(context, version);
        Exchanges.answer(context, Reply.of(ModelDescription.of(model.name(), version)));
    }

    private void ready(Context context) {
        ServedModel model = models.named(context.pathParam(MODEL));
        requireVersion(context, model.version());
        Exchanges.answer(context, Reply.of(Map.of("name", model.name(), "ready", true)));
    }

    /** A version that was replaced is gone. */
    private static void requireVersion(Context context, ModelVersion version) {
        String wanted = context.pathParamMap().get(VERSION);
        if (wanted != null && !wanted.equals(Integer.toString(version.number()))) {
            throw new ProblemException(
                    NOT_FOUND, "The model has no such version: it is version " + version.number() + " now");
        }
    }

    private void infer(Context context) {
        ServedModel model = models.named(context.pathParam(MODEL));
        requireVersion(context, model.version());
        byte[] body = Exchanges.body(context);
        int json = jsonLength(context, body.length);
        Question<TensorInference.Rows> question = new Question<>(
                version -> read(version, body, json),
                (long) FLOAT_BYTES_PER_LETTER * body.length,
                Exchanges.abandoned(context));
        Exchanges.answer(context, model.runner().submit(new TensorInference(model.name(), batch), question));
    }

    private static int jsonLength(Context context, int whole) {
        String length = context.header(JSON_LENGTH);
        if (length == null) {
            return whole;
        }
        try {
            return Integer.parseInt(length);
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException(JSON_LENGTH + " must be a whole number", wrong);
        }
    }

    private static TensorInference.Rows read(ModelVersion version, byte[] body, int json) {
        InferRequest request = InferRequestReader.read(body, json);
        Map<String, String> outputs = version.file().graph().outputs();
        for (InferRequest.Wanted wanted : request.outputs()) {
            if (!outputs.containsKey(wanted.name())) {
                throw new IllegalArgumentException(
                        "The model has no such output; there are: " + String.join(", ", outputs.keySet()));
            }
        }
        return new TensorInference.Rows(
                request, request.tensor(version.file().graph().input().name(), ModelDescription.inputShape(version)));
    }
}
