package io.github.sknet.runtime;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.runtime.kernels.Kernels;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A network for inputs of any size: keeps the plans of the sizes seen last and a few idle sessions of each. */
final class PlanPredictor implements Predictor {

    private static final int PLANS_KEPT = 8;

    private final Graph graph;
    private final Weights weights;
    private final Kernels kernels;
    private final Team team;
    private final Map<Size, Prepared> prepared = new LinkedHashMap<>(16, 0.75f, true);
    private Plan latest;
    private boolean closed;

    PlanPredictor(Graph graph, Weights weights, Kernels kernels, int threads) {
        this.graph = graph;
        this.weights = weights.fitting(graph);
        this.kernels = kernels;
        this.team = Team.of(threads);
    }

    @Override
    public Prediction predict(Tensor input, boolean attention) {
        List<Integer> shape = input.shape();
        if (shape.size() != 4 || shape.get(0) < 1 || shape.get(1) != graph.inputChannels()) {
            throw new IllegalArgumentException("The input must have the shape (N, " + graph.inputChannels()
                    + ", H, W) with N of at least 1, not " + shape);
        }
        Prepared size = prepare(new Size(shape.get(2), shape.get(3)));
        Session session = size.take();
        try {
            return session.predict(input.values(), attention);
        } finally {
            size.giveBack(session);
        }
    }

    private synchronized Prepared prepare(Size size) {
        if (closed) {
            throw new IllegalStateException("This predictor is closed");
        }
        Prepared known = prepared.get(size);
        if (known == null) {
            latest = latest == null
                    ? Plan.compile(graph, weights, size.height(), size.width(), kernels)
                    : latest.at(size.height(), size.width());
            known = new Prepared(latest);
            prepared.put(size, known);
            if (prepared.size() > PLANS_KEPT) {
                prepared.remove(prepared.keySet().iterator().next());
            }
        }
        return known;
    }

    @Override
    public synchronized void close() {
        closed = true;
        prepared.clear();
        team.close();
    }

    /** A plan and its idle sessions. */
    private final class Prepared {

        private final Plan plan;
        private final Deque<Session> idle = new ArrayDeque<>();

        Prepared(Plan plan) {
            this.plan = plan;
        }

        Session take() {
            synchronized (idle) {
                Session session = idle.poll();
                return session != null ? session : plan.session(team);
            }
        }

        void giveBack(Session session) {
            synchronized (idle) {
                idle.push(session);
            }
        }
    }
}
