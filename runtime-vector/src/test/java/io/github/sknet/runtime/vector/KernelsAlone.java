package io.github.sknet.runtime.vector;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.engine.Engine;
import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.runtime.Plan;
import io.github.sknet.runtime.Team;
import io.github.sknet.runtime.kernels.Kernels;

/**
 * The Java engine with the given kernels from the first call on, which nothing stands in for.
 *
 * @param kernels all that it computes with
 */
record KernelsAlone(Kernels kernels) implements Engine {

    @Override
    public String name() {
        return "java with " + kernels.name() + " alone";
    }

    @Override
    public Predictor load(Graph graph, Weights weights, int threads) {
        Team team = Team.of(threads);
        return new Predictor() {
            @Override
            public Prediction predict(Tensor input, boolean attention) {
                Plan plan = Plan.compile(graph, weights, input.size(2), input.size(3), kernels);
                return plan.session(team).predict(input.values(), attention);
            }

            @Override
            public void close() {
                team.close();
            }
        };
    }
}
