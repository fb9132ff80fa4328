package io.github.sknet.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractSymbolBlock;
import ai.djl.nn.ParameterList;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import ai.djl.util.passthrough.PassthroughNDArray;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.vision.Answer;
import io.github.sknet.vision.VisionModel;
import io.github.sknet.vision.image.Image;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A network that a model file holds. It takes either an array (N, C, H, W) of normalised values, as DJL's own translators make it, and
 * gives the network's outputs in their order; or {@link Question}s, as {@link AnswerTranslator} asks them, and gives an
 * {@link Answered} for each.
 */
final class NetworkBlock extends AbstractSymbolBlock {

    /** A question about an image. */
    record Question(Image image, boolean attention) {}

    /** What is said of an image. */
    record Answered(Image image, Answer answer) {}

    private final Graph graph;
    private final VisionModel<?> model;

    NetworkBlock(ModelFile file, VisionModel<?> model) {
        this.graph = file.graph();
        this.model = model;
    }

    VisionModel<?> model() {
        return model;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore parameters, NDList inputs, boolean training, PairList<String, Object> arguments) {
        if (training) {
            throw new UnsupportedOperationException("The engine " + SKNetEngine.NAME
                    + " predicts; io.github.sknet.djl.blocks learn on an engine of DJL's that has gradients");
        }
        return inputs.head() instanceof PassthroughNDArray ? answers(inputs) : outputs(inputs.singletonOrThrow());
    }

    private NDList answers(NDList asked) {
        List<Question> questions = asked.stream()
                .map(each -> (Question) ((PassthroughNDArray) each).getObject())
                .toList();
        List<? extends Answer> answers = model.predict(
                questions.stream().map(Question::image).toList(),
                questions.get(0).attention());
        NDList answered = new NDList();
        for (int i = 0; i < answers.size(); i++) {
            answered.add(new PassthroughNDArray(new Answered(questions.get(i).image(), answers.get(i))));
        }
        return answered;
    }

    private NDList outputs(NDArray input) {
        HeapArray array = ((HeapManager) input.getManager()).from(input);
        List<Integer> shape = new ArrayList<>();
        for (long extent : array.getShape().getShape()) {
            shape.add(Math.toIntExact(extent));
        }
        Prediction prediction = model.outputs(new Tensor(shape, array.floats()));
        NDList outputs = new NDList();
        for (String name : graph.outputs().keySet()) {
            Tensor output = prediction.outputs().get(name);
            long[] extents =
                    output.shape().stream().mapToLong(Integer::longValue).toArray();
            HeapArray values = array.heap().floats(output.values(), new Shape(extents));
            values.setName(name);
            outputs.add(values);
        }
        return outputs;
    }

    @Override
    public PairList<String, Shape> describeInput() {
        Preprocessing images = model.preprocessing();
        PairList<String, Shape> inputs = new PairList<>();
        inputs.add(graph.input().name(), new Shape(-1, images.channels(), images.height(), images.width()));
        return inputs;
    }

    @Override
    public PairList<String, Shape> describeOutput() {
        Preprocessing images = model.preprocessing();
        PairList<String, Shape> outputs = new PairList<>();
        Map<String, io.github.sknet.graph.Shape> shapes = graph.shapes(images.height(), images.width());
        graph.outputs()
                .forEach((name, node) -> outputs.add(
                        name,
                        new Shape(shapes.get(node).withBatch(1).stream()
                                .mapToLong(Integer::longValue)
                                .toArray())));
        return outputs;
    }

    /** None that DJL could change. */
    @Override
    public ParameterList getDirectParameters() {
        return new ParameterList();
    }
}
