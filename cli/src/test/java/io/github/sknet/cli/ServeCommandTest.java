package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The service as a process of its own: the bundled model, and an end by SIGTERM. */
@Timeout(90)
class ServeCommandTest {

    private static final int ASKED = 60;
    private static final int WAITING = 30;

    @TempDir
    Path folder;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void aTermAnswersWhatWasAccepted() throws Exception {
        Process process = new ProcessBuilder(
                        JavaProcess.jdk().resolve("bin/java").toString(),
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-Djava.awt.headless=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.github.sknet.cli.Sknet",
                        "serve",
                        "--port",
                        "0",
                        "--quiet")
                .redirectError(folder.resolve("err.txt").toFile())
                .start();
        try (BufferedReader out = process.inputReader()) {
            String line = out.readLine();
            assertTrue(line.matches("http://127\\.0\\.0\\.1:\\d+/ serves 1 model: photographs"), line);
            String address = line.substring(0, line.indexOf(' '));
            byte[] image = png(3000, 2000);
            HttpResponse<byte[]> first = ask(address, image).get();
            assertEquals(
                    5, new ObjectMapper().readTree(first.body()).get("labels").size());
            List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
            for (int i = 0; i < ASKED; i++) {
                answers.add(ask(address, image));
            }
            while (waiting(address) < WAITING) {
                Thread.sleep(1);
            }
            process.destroy();
            int answered = 0;
            for (CompletableFuture<HttpResponse<byte[]>> answer : answers) {
                int status = answer.get().statusCode();
                assertTrue(status == 200 || status == 503, "status " + status);
                answered += status == 200 ? 1 : 0;
            }
            assertTrue(answered >= WAITING, answered + " were answered");
            assertTrue(process.waitFor(30, TimeUnit.SECONDS));
            assertEquals(143, process.exitValue());
        } finally {
            process.destroyForcibly();
        }
    }

    private CompletableFuture<HttpResponse<byte[]>> ask(String address, byte[] image) {
        return client.sendAsync(
                HttpRequest.newBuilder(URI.create(address + "predict/photographs"))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(image))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private int waiting(String address) throws IOException, InterruptedException {
        String text = client.send(
                        HttpRequest.newBuilder(URI.create(address + "metrics")).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        return (int)
                Double.parseDouble(text.replaceFirst("(?s).*\nsknet_model_queue_length\\{[^}]*} (\\S+)\n.*", "$1"));
    }

    private static byte[] png(int width, int height) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return bytes.toByteArray();
    }

    @Test
    void whatCantBeServedIsRefused() {
        CommandLineRun.refused(2, "--max-body must be in 1 … 2047, not 0", "serve", "--max-body", 0);
        CommandLineRun.refused(2, "--max-pixels must be at least 1, not 0", "serve", "--max-pixels", 0);
        CommandLineRun.refused(2, "A queue holds at least 1 request, not 0", "serve", "--queue", 0);
        CommandLineRun.refused(2, "A port is from 0 to 65535, not 99999", "serve", "--port", 99_999);
        CommandLineRun.refused(1, "no file", "serve", "--model", folder.resolve("none.safetensors"));
        CommandLineRun.refused(2, "holds no model that can be served", "serve", "--models", folder);
        CommandLineRun.refused(1, "no file", "serve", "--keys", folder.resolve("none.txt"));
    }
}
