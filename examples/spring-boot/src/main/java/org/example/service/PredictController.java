package org.example.service;

import io.github.sknet.vision.classify.Classifier;
import io.github.sknet.vision.image.ImageDecoder;
import io.github.sknet.vision.image.ImageException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** {@code POST /predict} with an image's bytes gives its labels and scores as JSON. */
@RestController
class PredictController {

    private final Classifier classifier;

    PredictController(Classifier classifier) {
        this.classifier = classifier;
    }

    @PostMapping(path = "/predict", produces = MediaType.APPLICATION_JSON_VALUE)
    String predict(@RequestBody byte[] image) {
        try {
            return classifier.predict(ImageDecoder.decode(image, "the request's body")).toJson();
        } catch (ImageException unreadable) {
            throw new ResponseStatusException(HttpStatus.UNSUPPORTED_MEDIA_TYPE, unreadable.getMessage(), unreadable);
        }
    }
}
