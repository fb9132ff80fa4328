package io.github.sknet.runtime;

import io.github.sknet.graph.Size;
import io.github.sknet.graph.engine.ClosingGate;
import io.github.sknet.graph.engine.Pixels;
import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.weights.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** A network for inputs of any size: keeps the plans of the sizes seen last, and as many sessions as were needed lately. */
final class PlanPredictor implements Predictor {

    private static final int PLANS_KEPT = 8;

    /** Predictions after which sessions are given up that were not needed meanwhile: a burst's memory does not stay. */
    private static final int TRIMMED_AFTER = 100;

    private final Network network;
    private final Team team;
    private final ClosingGate gate = new ClosingGate();

    /** By size, the one used longest ago first. A plan is compiled by whoever asks for it first; others of its size wait. */
    private final Map<Size, CompletableFuture<SessionPool>> pools = new LinkedHashMap<>(16, 0.75f, true);

    private int predictions;

    PlanPredictor(Network network, int threads) {
        this.network = network;
        this.team = Team.of(threads);
    }

    @Override
    public Prediction predict(Tensor input, boolean attention) {
        List<Integer> shape = input.shape();
        if (shape.size() != 4
                || shape.get(0) < 1
                || shape.get(1) != network.graph().inputChannels()) {
            throw misshapen(shape.toString());
        }
        return predict(new Size(shape.get(2), shape.get(3)), session -> session.predict(input.values(), attention));
    }

    @Override
    public Prediction predict(Pixels images, boolean attention) {
        if (images.channels() != network.graph().inputChannels()) {
            throw misshapen("pixels of " + images.channels() + " channels");
        }
        return predict(new Size(images.height(), images.width()), session -> session.predict(images, attention));
    }

    private IllegalArgumentException misshapen(String given) {
        return new IllegalArgumentException("The input must have the shape (N, "
                + network.graph().inputChannels() + ", H, W) with N of at least 1, not " + given);
    }

    private Prediction predict(Size size, Function<Session, Prediction> prediction) {
        return gate.enter(() -> {
            Prediction result = pool(size).with(prediction);
            count();
            return result;
        });
    }

    /** The pool of a size, compiled outside the lock that other sizes need. */
    private SessionPool pool(Size size) {
        CompletableFuture<SessionPool> own = new CompletableFuture<>();
        CompletableFuture<SessionPool> known;
        synchronized (pools) {
            known = pools.putIfAbsent(size, own);
            if (pools.size() > PLANS_KEPT) {
                pools.remove(pools.keySet().iterator().next());
            }
        }
        return known == null ? compile(size, own) : compiled(known);
    }

    private SessionPool compile(Size size, CompletableFuture<SessionPool> promised) {
        try {
            SessionPool pool = new SessionPool(new Plan(network, size.height(), size.width()), team);
            promised.complete(pool);
            return pool;
        } catch (RuntimeException | Error e) {
            synchronized (pools) {
                pools.remove(size, promised);
            }
            promised.completeExceptionally(e);
            throw e;
        }
    }

    private static SessionPool compiled(CompletableFuture<SessionPool> known) {
        try {
            return known.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause();
        }
    }

    private void count() {
        synchronized (pools) {
            predictions++;
            if (predictions % TRIMMED_AFTER == 0) {
                pools.values().stream()
                        .filter(pool -> pool.isDone() && !pool.isCompletedExceptionally())
                        .forEach(pool -> pool.join().trim());
            }
        }
    }

    /** The sessions that nobody uses. */
    int idleSessions() {
        synchronized (pools) {
            return pools.values().stream().mapToInt(pool -> pool.join().idle()).sum();
        }
    }

    @Override
    public void close() {
        gate.close(() -> {
            pools.clear();
            team.close();
        });
    }
}
