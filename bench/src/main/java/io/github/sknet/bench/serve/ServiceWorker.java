package io.github.sknet.bench.serve;

import io.github.sknet.graph.engine.Engines;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.serve.ServeOptions;
import io.github.sknet.serve.SknetServer;
import io.github.sknet.serve.http.HttpLimits;
import io.github.sknet.serve.model.ModelLoader;
import io.github.sknet.serve.repository.ModelSource;
import io.github.sknet.serve.work.QueueLimits;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The process of a service. Arguments: engine, model file, batch, threads. It says {@code ready PORT}, and then answers
 * {@code alone SECONDS}: works on batches itself for so long, and tells {@code rate IMAGES_A_SECOND}.
 */
public final class ServiceWorker {

    /** The name of the model. */
    static final String MODEL = "model";

    private static final int MOST_WAITING = 1024;
    private static final int MOST_BYTES = 1 << 28;

    private ServiceWorker() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream out = System.out;
        System.setOut(System.err);
        String engine = arguments[0];
        Path file = Path.of(arguments[1]);
        int batch = Integer.parseInt(arguments[2]);
        int threads = Integer.parseInt(arguments[3]);
        ModelFile model = ModelFile.read(file);
        try (SknetServer server = SknetServer.start(options(engine, file, batch, threads));
                Predictor alone = Engines.named(engine).load(model.graph(), model.weights(), threads)) {
            Tensor input = input(model.preprocessing().orElseThrow(), batch);
            alone.predict(input, false);
            out.println("ready " + server.port());
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                double seconds = Double.parseDouble(line.split(" ")[1]);
                out.println(String.format(Locale.ROOT, "rate %.6f", rate(alone, input, seconds)));
            }
        }
    }

    private static ServeOptions options(String engine, Path file, int batch, int threads) {
        return new ServeOptions(
                "127.0.0.1",
                0,
                List.of(ModelSource.of(MODEL, file)),
                Optional.empty(),
                false,
                Optional.empty(),
                new ModelLoader(engine, 1, batch),
                threads,
                new QueueLimits(MOST_WAITING, batch, Duration.ZERO, Duration.ofMinutes(5)),
                new HttpLimits(MOST_BYTES, 4L * MOST_BYTES, Duration.ofSeconds(30), 1, Duration.ofMinutes(5)),
                Integer.MAX_VALUE);
    }

    private static Tensor input(Preprocessing prepared, int batch) {
        return Tensor.gaussian(List.of(batch, prepared.channels(), prepared.height(), prepared.width()), 1);
    }

    /** Images a second. */
    private static double rate(Predictor predictor, Tensor input, double seconds) {
        long begin = System.nanoTime();
        long images = 0;
        do {
            predictor.predict(input, false);
            images += input.size(0);
        } while (System.nanoTime() - begin < seconds * 1e9);
        return images * 1e9 / (System.nanoTime() - begin);
    }
}
