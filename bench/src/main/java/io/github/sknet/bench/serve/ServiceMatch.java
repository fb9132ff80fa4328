package io.github.sknet.bench.serve;

import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.vision.image.Image;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * Services of several engines under the same load, taking turns with the engines' own work on batches.
 *
 * @param file the model
 * @param batch the most images in one pass
 * @param threads that each has
 * @param clients that ask at once
 * @param rounds how many turns each has, at least 1
 * @param turnSeconds how long a turn takes
 * @param warmUpSeconds how long each works before anything counts
 */
public record ServiceMatch(
        Path file, int batch, int threads, int clients, int rounds, double turnSeconds, double warmUpSeconds) {

    /** Starts the process of a service. */
    @FunctionalInterface
    public interface Starter {

        /**
         * Starts a worker.
         *
         * @param engine the engine's name
         * @param arguments of the worker
         * @param errors the file that its standard error goes to
         */
        Process start(String engine, List<String> arguments, Path errors) throws IOException;
    }

    /**
     * How one service did with one kind of requests.
     *
     * @param engine the engine's name
     * @param requests what was sent
     * @param aloneRates images a second that the engine computes by itself in batches, a round each
     * @param servedRates answers a second, a round each
     * @param millis of all answers
     */
    public record Result(String engine, String requests, double[] aloneRates, double[] servedRates, double[] millis) {}

    /** Runs all of it. */
    public List<Result> run(List<String> engines, Starter starter) throws IOException {
        Map<String, byte[]> requests = requests();
        List<ServiceProcess> services = new ArrayList<>();
        try {
            for (String engine : engines) {
                List<String> arguments =
                        List.of(engine, file.toString(), Integer.toString(batch), Integer.toString(threads));
                services.add(new ServiceProcess(engine, errors -> starter.start(engine, arguments, errors)));
            }
            Map<String, Turns> turns = new LinkedHashMap<>();
            for (int round = -1; round < rounds; round++) {
                double seconds = round < 0 ? warmUpSeconds : turnSeconds;
                for (int i = 0; i < engines.size(); i++) {
                    for (Map.Entry<String, byte[]> request : requests.entrySet()) {
                        double alone = services.get(i).alone(seconds);
                        ServiceLoad.Result served = services.get(i).served(clients, request.getValue(), seconds);
                        if (round >= 0) {
                            turns.computeIfAbsent(engines.get(i) + " " + request.getKey(), each -> new Turns())
                                    .add(alone, served);
                        }
                    }
                }
            }
            List<Result> results = new ArrayList<>();
            for (String engine : engines) {
                for (String kind : requests.keySet()) {
                    results.add(turns.get(engine + " " + kind).result(engine, kind));
                }
            }
            return results;
        } finally {
            services.forEach(ServiceProcess::close);
        }
    }

    /** What was measured so far. */
    private static final class Turns {

        private final List<Double> alone = new ArrayList<>();
        private final List<Double> served = new ArrayList<>();
        private final List<double[]> millis = new ArrayList<>();

        void add(double aloneRate, ServiceLoad.Result result) {
            alone.add(aloneRate);
            served.add(result.rate());
            millis.add(result.millis());
        }

        Result result(String engine, String requests) {
            return new Result(
                    engine,
                    requests,
                    alone.stream().mapToDouble(Double::doubleValue).toArray(),
                    served.stream().mapToDouble(Double::doubleValue).toArray(),
                    millis.stream().flatMapToDouble(Arrays::stream).toArray());
        }
    }

    /** A tensor behind JSON, which needs nothing but the network; and a JPEG of the input's size, which is decoded. */
    private Map<String, byte[]> requests() throws IOException {
        ModelFile model = ModelFile.read(file);
        Preprocessing prepared = model.preprocessing().orElseThrow();
        Map<String, byte[]> requests = new LinkedHashMap<>();
        requests.put("tensors", tensorRequest(model.graph().input().name(), prepared));
        requests.put("images", imageRequest(prepared));
        return requests;
    }

    private static byte[] tensorRequest(String input, Preprocessing prepared) {
        List<Integer> shape = List.of(1, prepared.channels(), prepared.height(), prepared.width());
        float[] values = Tensor.gaussian(shape, 1).values();
        byte[] json = ("{\"inputs\":[{\"name\":\"" + input + "\",\"shape\":" + shape
                        + ",\"datatype\":\"FP32\",\"parameters\":{\"binary_data_size\":" + 4 * values.length
                        + "}}],\"parameters\":{\"binary_data_output\":true}}")
                .getBytes(StandardCharsets.UTF_8);
        ByteBuffer body = ByteBuffer.allocate(json.length + 4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        body.put(json).slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
        return ServiceLoad.request(
                "/v2/models/" + ServiceWorker.MODEL + "/infer",
                List.of("Inference-Header-Content-Length: " + json.length),
                body.array());
    }

    private static byte[] imageRequest(Preprocessing prepared) throws IOException {
        int channels = prepared.channels();
        byte[] samples = new byte[prepared.width() * prepared.height() * channels];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) (i / channels % prepared.width() * 255 / prepared.width());
        }
        Image image = new Image(prepared.width(), prepared.height(), channels, samples);
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(image.toBufferedImage(), "jpeg", jpeg);
        return ServiceLoad.request("/predict/" + ServiceWorker.MODEL, List.of(), jpeg.toByteArray());
    }
}
