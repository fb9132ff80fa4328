package io.github.sknet.serve.http;

import io.github.sknet.graph.text.Suggestion;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** What routes need of a request, and how they answer it. */
public final class Exchanges {

    private Exchanges() {}

    /** The body of a request, whole; it was read before. */
    public static byte[] body(Context context) {
        byte[] body = context.attribute(RequestBodies.ATTRIBUTE);
        return body == null ? new byte[0] : body;
    }

    /** Whether the client has hung up. */
    public static BooleanSupplier abandoned(Context context) {
        BooleanSupplier presence = context.attribute(ClientPresence.ATTRIBUTE);
        return presence == null ? () -> false : presence;
    }

    /**
     * Whether a flag stands in the address: {@code ?name}, {@code ?name=true}.
     *
     * @throws IllegalArgumentException when it has a value that is neither true nor false
     */
    public static boolean flag(Context context, String name) {
        return setting(context, name).map(value -> isTrue(name, value)).orElse(false);
    }

    private static boolean isTrue(String name, String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "", "1", "true" -> true;
            case "0", "false" -> false;
            default ->
                throw new IllegalArgumentException(
                        "'" + name + "' is true or false, or stands alone, and can't be '" + value + "'");
        };
    }

    /**
     * What the address says of a setting; empty where it says nothing.
     *
     * @throws IllegalArgumentException when it says it more than once
     */
    public static Optional<String> setting(Context context, String name) {
        List<String> values = context.queryParams(name);
        if (values.size() > 1) {
            throw new IllegalArgumentException("'" + name + "' stands in the address more than once");
        }
        return values.stream().findFirst();
    }

    /**
     * Refuses settings that nobody reads.
     *
     * @param known their names
     * @throws IllegalArgumentException when another stands in the address
     */
    public static void requireKnown(Context context, List<String> known) {
        for (String name : context.queryParamMap().keySet()) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("There is no setting '" + name + "' here; there are: "
                        + String.join(", ", known) + Suggestion.after(name, known));
            }
        }
    }

    /** Answers a request. */
    public static void answer(Context context, Reply reply) {
        reply.headers().forEach(context::header);
        context.contentType(reply.type()).result(reply.body());
    }

    /** Answers a request as soon as its answer is there; no thread waits for it. */
    public static void answer(Context context, CompletableFuture<Reply> reply) {
        context.future(() -> reply.handle((ready, failure) -> {
            if (failure == null) {
                answer(context, ready);
            } else {
                Problems.answer(failure, context);
            }
            return null;
        }));
    }
}
