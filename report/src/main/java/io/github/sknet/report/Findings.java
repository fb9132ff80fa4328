package io.github.sknet.report;

import io.github.sknet.report.html.RunReport.Headline;
import io.github.sknet.report.html.Section;
import java.util.List;

/**
 * What there is to tell of a trained network.
 *
 * @param headlines the few numbers that matter most
 * @param sections the rest
 * @param broken one sentence for each image that could not be read
 */
public record Findings(List<Headline> headlines, List<Section> sections, List<String> broken) {

    /** Of a network that has not been looked at. */
    public static final Findings NONE = new Findings(List.of(), List.of(), List.of());

    public Findings {
        headlines = List.copyOf(headlines);
        sections = List.copyOf(sections);
        broken = List.copyOf(broken);
    }
}
