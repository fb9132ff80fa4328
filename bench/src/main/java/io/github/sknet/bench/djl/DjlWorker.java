package io.github.sknet.bench.djl;

import ai.djl.MalformedModelException;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import io.github.sknet.bench.worker.RandomPixels;
import io.github.sknet.bench.worker.Subject;
import io.github.sknet.bench.worker.TurnTaking;
import java.io.IOException;
import java.nio.file.Path;

/** The process of the contender DJL. Arguments: TorchScript file, batch, channels, height, width. */
public final class DjlWorker {

    private DjlWorker() {}

    public static void main(String[] arguments) throws IOException, ModelNotFoundException, MalformedModelException {
        TurnTaking turns = new TurnTaking();
        int batch = Integer.parseInt(arguments[1]);
        int channels = Integer.parseInt(arguments[2]);
        int height = Integer.parseInt(arguments[3]);
        int width = Integer.parseInt(arguments[4]);
        Criteria<NDList, NDList> criteria = Criteria.builder()
                .setTypes(NDList.class, NDList.class)
                .optModelPath(Path.of(arguments[0]))
                .optEngine("PyTorch")
                .optTranslator(new NoopTranslator())
                .build();
        try (ZooModel<NDList, NDList> model = criteria.loadModel();
                Predictor<NDList, NDList> predictor = model.newPredictor();
                NDManager manager = model.getNDManager().newSubManager()) {
            float[] pixels = RandomPixels.of(batch, channels, height, width);
            NDList input = new NDList(manager.create(pixels, new Shape(batch, channels, height, width)));
            try (Subject subject = predicting(predictor, input)) {
                subject.run();
                turns.serve(subject);
            }
        }
    }

    private static Subject predicting(Predictor<NDList, NDList> predictor, NDList input) {
        return new Subject() {
            @Override
            public void run() {
                try (NDList output = predictor.predict(input)) {
                    // The numbers must have been computed before the clock is read.
                    output.get(0).toFloatArray();
                } catch (TranslateException e) {
                    throw new IllegalStateException(e);
                }
            }

            @Override
            public void close() {}
        };
    }
}
