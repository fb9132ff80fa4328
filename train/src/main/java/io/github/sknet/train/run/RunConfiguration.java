package io.github.sknet.train.run;

import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.train.Records;
import io.github.sknet.train.torch.Hardware;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What stands in a run's {@code config.json}: all that would repeat it, and what it ran on. */
final class RunConfiguration {

    static final String TASK = "task";
    static final String RECIPE = "recipe";
    private static final String ARCHITECTURE = "architecture";
    private static final String PREPROCESSING = "preprocessing";
    private static final String ENVIRONMENT = "environment";

    private static final Set<String> OWN = Set.of(TASK, ARCHITECTURE, PREPROCESSING, RECIPE, ENVIRONMENT);

    private RunConfiguration() {}

    /**
     * Checks that what somebody else writes has names of its own.
     *
     * @throws IllegalArgumentException naming one that has not
     */
    static void requireForeign(Set<String> names) {
        names.stream().filter(OWN::contains).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("A run's '" + name + "' is written by the run itself");
        });
    }

    static Map<String, Object> of(TrainingRun<?, ?> run, Hardware hardware) {
        Map<String, Object> configuration = new LinkedHashMap<>();
        configuration.put(TASK, run.task().id());
        configuration.putAll(run.facts());
        run.model().architecture().ifPresent(network -> configuration.put(ARCHITECTURE, network.toMap()));
        configuration.put(PREPROCESSING, run.preprocessing().toMap());
        configuration.put(RECIPE, run.recipe().toMap());
        configuration.put(ENVIRONMENT, environment(hardware));
        return configuration;
    }

    private static Map<String, Object> environment(Hardware hardware) {
        Map<String, Object> environment = new LinkedHashMap<>();
        environment.put("sknet", ModelFile.VERSION);
        environment.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
        environment.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        environment.put("processors", Runtime.getRuntime().availableProcessors());
        environment.put("device", hardware.device().name());
        environment.put("libtorch", Records.toMap(hardware.start()));
        return environment;
    }
}
