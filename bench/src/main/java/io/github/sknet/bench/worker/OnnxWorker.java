package io.github.sknet.bench.worker;

import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.onnx.OnnxSession;
import java.io.IOException;
import java.nio.file.Path;

/** The process of ONNX Runtime. Arguments: ONNX file, batch, channels, size, threads. */
public final class OnnxWorker {

    private OnnxWorker() {}

    public static void main(String[] arguments) throws IOException {
        TurnTaking turns = new TurnTaking();
        int batch = Integer.parseInt(arguments[1]);
        int channels = Integer.parseInt(arguments[2]);
        int size = Integer.parseInt(arguments[3]);
        OnnxSession session = OnnxSession.open(Path.of(arguments[0]), Integer.parseInt(arguments[4]));
        Tensor input = Tensor.of(RandomPixels.of(batch, channels, size), batch, channels, size, size);
        try (Subject subject = predicting(session, input)) {
            subject.run();
            turns.serve(subject);
        }
    }

    private static Subject predicting(OnnxSession session, Tensor input) {
        return new Subject() {
            @Override
            public void run() {
                session.run(input);
            }

            @Override
            public void close() {
                session.close();
            }
        };
    }
}
