package org.example.service;

import io.github.sknet.vision.classify.Classifier;
import io.github.sknet.vision.image.Image;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/** Healthy is a model that answers: {@code GET /actuator/health}. */
@Component("model")
class ModelHealth extends AbstractHealthIndicator {

    private static final int SIDE = 32;

    private final Classifier classifier;

    ModelHealth(Classifier classifier) {
        this.classifier = classifier;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        classifier.predict(new Image(SIDE, SIDE, 3, new byte[3 * SIDE * SIDE]));
        builder.up().withDetail("classes", classifier.labels());
    }
}
