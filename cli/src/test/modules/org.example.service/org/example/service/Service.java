package org.example.service;

import io.github.sknet.serve.ServeOptions;
import io.github.sknet.serve.SknetServer;
import io.github.sknet.serve.repository.ModelSource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;

/** Serves a model file, and asks for addresses: model file, then the addresses. */
public final class Service {

    private Service() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        ServeOptions options = ServeOptions.usual(List.of(ModelSource.of(Path.of(arguments[0]))))
                .at(ServeOptions.LOOPBACK, 0);
        try (SknetServer server = SknetServer.start(options)) {
            HttpClient client = HttpClient.newHttpClient();
            for (String address : List.of(arguments).subList(1, arguments.length)) {
                URI uri = URI.create("http://" + ServeOptions.LOOPBACK + ":" + server.port() + address);
                HttpResponse<Void> answer = client.send(
                        HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding());
                System.out.println(answer.statusCode() + " " + address);
            }
        }
    }
}
