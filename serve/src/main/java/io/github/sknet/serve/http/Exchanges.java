package io.github.sknet.serve.http;

import io.javalin.http.Context;
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

    /** Whether a flag stands in the address: {@code ?name}, {@code ?name=true}. */
    public static boolean flag(Context context, String name) {
        String value = context.queryParam(name);
        return value != null && (value.isEmpty() || value.equals("1") || Boolean.parseBoolean(value));
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
