package org.example.service;

import io.github.sknet.vision.classify.Classifier;
import java.io.IOException;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** A service that says what is on a picture: {@code --model=model.safetensors}. */
@SpringBootApplication
public class Service {

    public static void main(String[] arguments) {
        SpringApplication.run(Service.class, arguments);
    }

    /** One for all requests: it may be used by several threads at once. Spring closes it. */
    @Bean
    Classifier classifier(@Value("${model}") Path model) throws IOException {
        return Classifier.load(model);
    }
}
