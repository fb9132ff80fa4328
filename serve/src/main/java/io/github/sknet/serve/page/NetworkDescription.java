package io.github.sknet.serve.page;

import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.models.ModelInfo;
import io.github.sknet.graph.selection.SelectionUnit;
import io.github.sknet.serve.model.ModelVersion;
import io.github.sknet.vision.Settings;
import io.github.sknet.vision.plot.ClassColors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** What the page shows of a network before it is asked anything. */
final class NetworkDescription {

    private NetworkDescription() {}

    /**
     * {@code model}, {@code task}, {@code version}; the {@code labels} of its classes and their {@code colors}; its {@code units} that
     * select; {@code preprocessing}; {@code network}, what {@link ModelInfo#toMap} says.
     */
    static Map<String, Object> of(String name, ModelVersion version) {
        ModelFile file = version.file();
        List<String> labels = version.answering(Settings.NONE).labels();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("model", name);
        map.put("task", file.task().id());
        map.put("version", version.number());
        map.put("labels", labels);
        map.put(
                "colors",
                IntStream.range(0, labels.size())
                        .mapToObj(NetworkDescription::color)
                        .toList());
        map.put(
                "units",
                SelectionUnit.of(file.graph()).stream()
                        .map(SelectionUnit::toMap)
                        .toList());
        map.put("preprocessing", version.preprocessing().toMap());
        map.put("network", ModelInfo.of(name, file).toMap());
        return map;
    }

    private static String color(int label) {
        return String.format(Locale.ROOT, "#%06x", ClassColors.of(label).getRGB() & 0xFFFFFF);
    }
}
