package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.sknet.photographs.Photographs;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
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
        Process process = started();
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
            List<String> log = Files.readAllLines(folder.resolve("err.txt"));
            int stops = log.indexOf("sknet: The service stops: what it has accepted is answered first");
            assertTrue(stops > 0, log.toString());
            List<String> since = log.subList(stops, log.size());
            long told = since.stream()
                    .filter(each -> each.startsWith("sknet: 200 POST "))
                    .count();
            assertTrue(told >= WAITING, since.toString());
            assertEquals("sknet: The service has stopped", log.get(log.size() - 1));
        } finally {
            process.destroyForcibly();
        }
    }

    private Process started(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                JavaProcess.jdk().resolve("bin/java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                "io.github.sknet.cli.Sknet",
                "serve",
                "--port",
                "0"));
        command.addAll(List.of(options));
        return new ProcessBuilder(command)
                .redirectError(folder.resolve("err.txt").toFile())
                .start();
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
        CommandLineRun.refused(2, "--timeout must be at least 1 second, not 0", "serve", "--timeout", 0);
        CommandLineRun.refused(2, "there is no such folder", "serve", "--models", folder.resolve("none"));
        CommandLineRun.refused(1, "There is no machine called 'no.such.invalid'", "serve", "--host", "no.such.invalid");
    }

    @Test
    void keysThatAreNone() throws Exception {
        CommandLineRun.refused(1, "no file", "serve", "--keys", folder.resolve("none.txt"));
        CommandLineRun.refused(2, "is a folder, and no file of keys", "serve", "--keys", folder);
        Path latin = Files.write(folder.resolve("latin.txt"), new byte[] {(byte) 0xe9, '\n'});
        CommandLineRun.refused(2, "is no text in UTF-8", "serve", "--keys", latin);
    }

    @Test
    void onlyWhatIsServedIsCounted() throws Exception {
        Photographs.model().write(folder.resolve("a.safetensors"));
        Files.writeString(folder.resolve("b.safetensors"), "no model");
        Process process = started("--models", folder.toString());
        try (BufferedReader out = process.inputReader()) {
            String line = out.readLine();
            assertTrue(line.endsWith("/ serves 1 of 2 models: a"), line);
        } finally {
            process.destroyForcibly();
        }
    }
}
