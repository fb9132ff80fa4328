package io.github.sknet.serve.predict;

import io.github.sknet.serve.http.Exchanges;
import io.github.sknet.serve.http.Routes;
import io.github.sknet.serve.repository.ModelRepository;
import io.github.sknet.serve.work.ModelRunner;
import io.github.sknet.vision.Settings;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code POST /predict/{model}} with an image as the body, or as a form's file. What can be set for the model's task stands in the
 * address, as {@code ?top=3}; {@code kernels} asks for the shares of the kernels as well, {@code picture} for a PNG.
 *
 * @param models who is asked
 * @param limit the most pixels of an image
 */
public record PredictRoutes(ModelRepository models, int limit) implements Routes {

    private static final String KERNELS = "kernels";
    private static final String PICTURE = "picture";

    @Override
    public void register(RoutesConfig routes) {
        routes.post("/predict/{model}", this::predict);
    }

    private void predict(Context context) {
        ModelRunner runner = models.named(context.pathParam("model")).runner();
        ImagePrediction prediction = new ImagePrediction(
                settings(context), Exchanges.flag(context, KERNELS), Exchanges.flag(context, PICTURE));
        UploadedImage image = UploadedImage.of(context, limit);
        Exchanges.answer(context, runner.submit(prediction, image.question(Exchanges.abandoned(context))));
    }

    private static Settings settings(Context context) {
        Map<String, String> settings = new LinkedHashMap<>();
        context.queryParamMap().keySet().forEach(name -> {
            if (!name.equals(KERNELS) && !name.equals(PICTURE)) {
                String value = Exchanges.setting(context, name).orElseThrow();
                settings.put(name, value.isEmpty() ? "true" : value);
            }
        });
        return new Settings(settings);
    }
}
