package io.github.sknet.serve.page;

import io.github.sknet.explain.image.ImageQuestions;
import io.github.sknet.serve.http.Exchanges;
import io.github.sknet.serve.http.Reply;
import io.github.sknet.serve.http.Routes;
import io.github.sknet.serve.model.ModelLoader;
import io.github.sknet.serve.model.ModelVersion;
import io.github.sknet.serve.predict.UploadedImage;
import io.github.sknet.serve.repository.ModelRepository;
import io.github.sknet.serve.repository.ServedModel;
import io.github.sknet.serve.work.Question;
import io.github.sknet.vision.image.Image;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * {@code GET /explain}: the models that are ready. {@code GET /explain/{model}}: its network. {@code POST /explain/{model}} with an
 * image as the body, or as a form's file: what the answer to it rests on. The address says what is wanted:
 *
 * <ul>
 *   <li>{@code scales=1,1.5}: the kernels' shares with the middle enlarged so much; 1 where nothing is said;
 *   <li>{@code maps}: where kernels contributed, and where classes come from;
 *   <li>{@code classes=0,3}: of which classes, by index;
 *   <li>{@code what-if}: the answers that forced kernels would give;
 *   <li>{@code force=SK_2_1=3x3,all=5x5}: only the answer that these forced kernels give;
 *   <li>{@code layers}: the image as the network is given it, and what is to be laid over it, as PNG in base64.
 * </ul>
 */
public final class PageRoutes implements Routes, AutoCloseable {

    private static final List<String> SETTINGS = List.of("scales", "maps", "classes", "what-if", "force", "layers");

    private final ModelRepository models;
    private final int limit;
    private final Explainers explainers;

    /**
     * The page's routes.
     *
     * @param models who is asked
     * @param loader how they are loaded
     * @param limit the most pixels of an image
     */
    public PageRoutes(ModelRepository models, ModelLoader loader, int limit) {
        this.models = models;
        this.limit = limit;
        this.explainers = new Explainers(loader);
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/explain", context -> Exchanges.answer(context, Reply.of(ready())));
        routes.get("/explain/{model}", this::describe);
        routes.post("/explain/{model}", this::explain);
    }

    private Map<String, Object> ready() {
        List<Map<String, Object>> ready = models.all().stream()
                .filter(ServedModel::isReady)
                .map(PageRoutes::named)
                .toList();
        return Map.of("models", ready);
    }

    private static Map<String, Object> named(ServedModel model) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", model.name());
        map.put("task", model.version().file().task().id());
        return map;
    }

    private void describe(Context context) {
        ServedModel model = models.named(context.pathParam("model"));
        Function<ModelVersion, Reply> describe = version -> Reply.of(NetworkDescription.of(model.name(), version));
        Exchanges.answer(context, model.runner().submit(describe));
    }

    private void explain(Context context) {
        ServedModel model = models.named(context.pathParam("model"));
        Exchanges.requireKnown(context, SETTINGS);
        ImageExplaining explaining = new ImageExplaining(
                explainers,
                model.name(),
                new ImageQuestions(
                        scales(context),
                        Exchanges.flag(context, "maps"),
                        classes(context),
                        Exchanges.flag(context, "what-if")),
                Exchanges.setting(context, "force"),
                Exchanges.flag(context, "layers"));
        UploadedImage image = UploadedImage.of(context, limit);
        Question<Image> question =
                new Question<>(version -> image.decode(), image.samples(), Exchanges.abandoned(context));
        Exchanges.answer(context, model.runner().submit(explaining, question));
    }

    private static List<Double> scales(Context context) {
        return Exchanges.setting(context, "scales")
                .map(text -> numbers(text, "scales", Double::valueOf))
                .orElse(ImageQuestions.SHARES.scales());
    }

    private static List<Integer> classes(Context context) {
        return Exchanges.setting(context, "classes")
                .map(text -> numbers(text, "classes", Integer::valueOf))
                .orElse(List.of());
    }

    private static <T> List<T> numbers(String text, String name, Function<String, T> parse) {
        try {
            return text.isEmpty()
                    ? List.of()
                    : Arrays.stream(text.split(",")).map(parse).toList();
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(name + " are numbers with commas between them, not '" + text + "'");
        }
    }

    @Override
    public void close() {
        explainers.close();
    }
}
