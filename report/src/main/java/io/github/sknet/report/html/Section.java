package io.github.sknet.report.html;

/** A part of a report, with a heading and a link to it at the page's top. */
public interface Section {

    /** The heading, plain text. */
    String title();

    /** What stands under it, as HTML in which every text from outside is {@linkplain Html#escape escaped}. */
    String content();
}
