package io.github.sknet.train.torch;

import java.util.function.Supplier;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.GradMode;

/**
 * The life of native objects. Whatever libtorch hands out within a scope is freed at its end, without waiting for the
 * garbage collector, which does not see how large those objects are.
 */
public final class NativeScope {

    private NativeScope() {}

    /** Runs the body and frees every native object it made. */
    public static void run(Runnable body) {
        get(() -> {
            body.run();
            return null;
        });
    }

    /** Runs the body and frees every native object it made; the result must not be one of them. */
    public static <T> T get(Supplier<T> body) {
        PointerScope scope = new PointerScope();
        try {
            return body.get();
        } finally {
            scope.close();
        }
    }

    /** Runs the body and frees every native object it made but the result, which the surrounding scope then owns. */
    public static <P extends Pointer> P handOut(Supplier<P> body) {
        P result = keep(body);
        PointerScope outer = PointerScope.getInnerScope();
        if (outer != null) {
            outer.attach(result);
            result.releaseReference();
        }
        return result;
    }

    /** Runs the body and frees every native object it made but the result, which lives until it is closed. */
    public static <P extends Pointer> P keep(Supplier<P> body) {
        return get(() -> body.get().retainReference());
    }

    /** Runs the body without recording gradients. */
    public static <T> T withoutGradients(Supplier<T> body) {
        boolean recorded = GradMode.is_enabled();
        GradMode.set_enabled(false);
        try {
            return body.get();
        } finally {
            GradMode.set_enabled(recorded);
        }
    }
}
