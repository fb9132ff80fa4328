package io.github.sknet.report.html;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Names and values, as they are: the configuration, the environment.
 *
 * @param title the heading
 * @param facts in order
 */
public record FactsSection(String title, Map<String, String> facts) implements Section {

    public FactsSection {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    @Override
    public String content() {
        StringBuilder list = new StringBuilder("<dl class=\"facts\">\n");
        facts.forEach((name, value) -> list.append("<div><dt>")
                .append(Html.escape(name))
                .append("</dt><dd>")
                .append(Html.escape(value))
                .append("</dd></div>\n"));
        return list.append("</dl>\n").toString();
    }
}
