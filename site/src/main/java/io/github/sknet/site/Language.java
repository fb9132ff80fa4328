package io.github.sknet.site;

import java.nio.file.Path;

/** A language of the documentation: where its pages lie, and the few words that the site adds to them. */
enum Language {
    ENGLISH("en", "English", Path.of("README.md"), Path.of("docs"), "Search", "Nothing was found", "Start"),
    CHINESE("zh", "中文", Path.of("README.zh-CN.md"), Path.of("docs", "zh"), "搜索", "没有找到", "首页");

    /** As HTML names it. */
    final String code;

    /** As its speakers call it. */
    final String label;

    /** The first page. */
    final Path start;

    /** The folder of the other pages. */
    final Path folder;

    final String search;

    /** What a search without a find says. */
    final String nothing;

    final String home;

    Language(String code, String label, Path start, Path folder, String search, String nothing, String home) {
        this.code = code;
        this.label = label;
        this.start = start;
        this.folder = folder;
        this.search = search;
        this.nothing = nothing;
        this.home = home;
    }

    /** The same page in this language. */
    Path translation(Page page) {
        return page.path().equals(page.language().start)
                ? start
                : folder.resolve(page.path().getFileName());
    }
}
