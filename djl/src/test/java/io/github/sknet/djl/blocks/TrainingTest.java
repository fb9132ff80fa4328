package io.github.sknet.djl.blocks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.loss.Loss;
import ai.djl.translate.NoopTranslator;
import io.github.sknet.djl.examples.BlocksThatLearn;
import io.github.sknet.graph.classify.ClassifyTask;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blocks learn in DJL's own loop. */
class TrainingTest {

    private static final int COUNT = 32;
    private static final int SIZE = 16;
    private static final int BATCH = 8;
    private static final Shape SHAPE = new Shape(BATCH, 3, SIZE, SIZE);

    @TempDir
    Path folder;

    private NDManager manager;

    @BeforeEach
    void open() {
        manager = NDManager.newBaseManager("PyTorch");
        Engine.getEngine("PyTorch").setRandomSeed(1);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    /** Stripes across, or up and down. */
    private ArrayDataset stripes() throws Exception {
        Random random = new Random(5);
        float[] pixels = new float[COUNT * 3 * SIZE * SIZE];
        int[] labels = new int[COUNT];
        for (int i = 0; i < pixels.length; i++) {
            int x = i % SIZE;
            int y = i / SIZE % SIZE;
            int image = i / (3 * SIZE * SIZE);
            labels[image] = image % 2;
            pixels[i] = ((image % 2 == 0 ? x : y) / 2 % 2 == 0 ? 1 : -1) + 0.2f * (float) random.nextGaussian();
        }
        return new ArrayDataset.Builder()
                .setData(manager.create(pixels, new Shape(COUNT, 3, SIZE, SIZE)))
                .optLabels(manager.create(labels))
                .setSampling(BATCH, true)
                .build();
    }

    @Test
    void theArticlesBlocksLearnInANetworkOfDjls() throws Exception {
        float first = BlocksThatLearn.train(BlocksThatLearn.network(2), stripes(), SHAPE, 1);
        float last = BlocksThatLearn.train(BlocksThatLearn.network(2), stripes(), SHAPE, 6);
        assertTrue(last < 0.5 * first, first + " became " + last);
    }

    /** The whole way: trained by DJL's PyTorch, written as a model file, loaded into the engine SKNet. */
    @Test
    void aNetworkTrainedByDjlIsAModelFile() throws Exception {
        Architecture architecture = Architecture.of("sknet_tiny", 2, 3);
        Weights start = Weights.initial(architecture.build(), 1);
        GraphBlock network = new GraphBlock(architecture.build(), start);
        Path file = folder.resolve("stripes.safetensors");
        float[] pixels = Tensor.gaussian(List.of(BATCH, 3, SIZE, SIZE), 2).values();
        float[] expected;
        DefaultTrainingConfig config = new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss());
        try (Model model = Model.newInstance("stripes", "PyTorch")) {
            model.setBlock(network);
            try (Trainer trainer = model.newTrainer(config)) {
                trainer.initialize(SHAPE);
                EasyTrain.fit(trainer, 2, stripes(), null);
                ModelFile.of(network.graph(), network.weights(), new ClassifyTask())
                        .withPreprocessing(Preprocessing.exactSize(3, SIZE, SIZE))
                        .write(file);
                expected = trainer.evaluate(new NDList(manager.create(pixels, SHAPE)))
                        .head()
                        .toFloatArray();
            }
        }
        assertNotEquals(start, ModelFile.read(file).weights());
        try (ZooModel<NDList, NDList> model = Criteria.builder()
                        .setTypes(NDList.class, NDList.class)
                        .optEngine("SKNet")
                        .optModelPath(file)
                        .optTranslator(new NoopTranslator())
                        .build()
                        .loadModel();
                Predictor<NDList, NDList> predictor = model.newPredictor()) {
            float[] said = predictor
                    .predict(new NDList(model.getNDManager().create(pixels, SHAPE)))
                    .head()
                    .toFloatArray();
            assertArrayEquals(expected, said, 1e-5f);
        }
    }

    @Test
    void aSeedOfDjlsDecidesHowBlocksStart() {
        Weights first = started(7);
        assertEquals(first, started(7));
        assertNotEquals(first, started(8));
    }

    private Weights started(int seed) {
        Engine.getEngine("PyTorch").setRandomSeed(seed);
        SKConvBlock block = new SKConvBlock(8, 16, 2, 2, 2);
        block.initialize(manager, ai.djl.ndarray.types.DataType.FLOAT32, new Shape(1, 8, 16, 16));
        return block.weights();
    }
}
