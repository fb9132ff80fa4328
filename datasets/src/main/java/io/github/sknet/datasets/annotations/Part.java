package io.github.sknet.datasets.annotations;

import io.github.sknet.datasets.Split;
import io.github.sknet.datasets.files.FileTree;

/** Which part an annotation file is of. */
final class Part {

    private Part() {}

    /** As the file's name says in any of its words, else as a folder is called, else no part. */
    static Split of(String file) {
        return Split.mentioned(FileTree.stem(file))
                .or(() -> Split.ofPath(FileTree.folder(file)))
                .orElse(Split.ALL);
    }
}
