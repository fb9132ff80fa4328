package io.github.sknet.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sknet.graph.models.ModelFile;

/** What a run ran on, for those who want to repeat it. */
final class Environment {

    private Environment() {}

    static ObjectNode toJson() {
        ObjectNode json = Json.object()
                .put("sknet", ModelFile.VERSION)
                .put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"))
                .put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"))
                .put("processors", Runtime.getRuntime().availableProcessors());
        String threads = System.getenv("OMP_NUM_THREADS");
        if (threads != null) {
            json.put("ompThreads", threads);
        }
        return json;
    }
}
