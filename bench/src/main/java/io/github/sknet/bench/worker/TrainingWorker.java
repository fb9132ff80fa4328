package io.github.sknet.bench.worker;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.models.Models;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.train.classify.CrossEntropy;
import io.github.sknet.train.module.GraphModule;
import io.github.sknet.train.optim.FlatParameters;
import io.github.sknet.train.optim.Sgd;
import io.github.sknet.train.torch.Device;
import io.github.sknet.train.torch.NativeScope;
import io.github.sknet.train.torch.Tensors;
import io.github.sknet.train.torch.TorchRuntime;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * The process of a contender that trains {@value #MODEL}: one step is forward, cross entropy, backward and an update by SGD
 * with Nesterov's momentum. Arguments: {@code ours}, {@code loaded} (ours, on images that are decoded and augmented
 * meanwhile, as a run does) or {@code article}, size, batch.
 */
public final class TrainingWorker {

    /** The network that both train. */
    public static final String MODEL = "sknet_tiny";

    private static final double LEARNING_RATE = 0.01;
    private static final double MOMENTUM = 0.9;
    private static final double WEIGHT_DECAY = 5e-4;

    private TrainingWorker() {}

    public static void main(String[] arguments) throws IOException {
        TurnTaking turns = new TurnTaking();
        Workload workload = new Workload(MODEL, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        // Safe loading alone: nothing that it sets changes how the article's code is computed.
        TorchRuntime.start();
        try (Subject subject = subject(arguments[0], workload)) {
            subject.run();
            turns.serve(subject);
        }
    }

    private static Subject subject(String code, Workload workload) throws IOException {
        return switch (code) {
            case "ours" -> ours(workload, Loading.none(workload, labels(workload)));
            case "loaded" -> ours(workload, Loading.fashionMnist(workload));
            case "article" -> article(workload);
            default -> throw new IllegalArgumentException("There is no training code '" + code + "'");
        };
    }

    private static Subject ours(Workload workload, Loading loading) {
        Graph graph = workload.graph();
        GraphModule module = new GraphModule(graph, workload.weights(graph));
        FlatParameters parameters = new FlatParameters(module);
        Sgd optimiser = new Sgd(parameters, MOMENTUM, true, WEIGHT_DECAY);
        CrossEntropy loss = new CrossEntropy(0, List.of());
        return new Subject() {
            @Override
            public void run() {
                Loading.Images images = loading.next();
                NativeScope.run(() -> loss.mean(module.forward(Device.CPU.tensor(images.input())), images.labels())
                        .backward());
                optimiser.step(LEARNING_RATE);
                parameters.zeroGradients();
            }

            @Override
            public long waitedNanos() {
                return loading.waitedNanos();
            }

            @Override
            public void close() {
                loading.close();
                optimiser.close();
                parameters.close();
                module.close();
            }
        };
    }

    private static Subject article(Workload workload) {
        Graph graph = workload.graph();
        Tensor input = workload.input(graph);
        int[] labels = labels(workload);
        ArticleNetwork network = new ArticleNetwork(graph.inputChannels(), classes());
        SGDOptions options = new SGDOptions(LEARNING_RATE);
        options.momentum().put(MOMENTUM);
        options.nesterov().put(true);
        options.weight_decay().put(WEIGHT_DECAY);
        SGD optimiser = new SGD(network.parameters(), options);
        return new Subject() {
            @Override
            public void run() {
                NativeScope.run(() -> {
                    optimiser.zero_grad();
                    org.bytedeco.pytorch.Tensor images =
                            org.bytedeco.pytorch.Tensor.create(input.values(), Tensors.axes(input.shape()));
                    torch.cross_entropy_loss(network.forward(images), Device.CPU.labels(labels))
                            .backward();
                    optimiser.step();
                });
            }

            @Override
            public void close() {
                optimiser.close();
            }
        };
    }

    private static int classes() {
        return Models.named(MODEL).defaults().classes();
    }

    private static int[] labels(Workload workload) {
        return IntStream.range(0, workload.batch()).map(i -> i % classes()).toArray();
    }
}
