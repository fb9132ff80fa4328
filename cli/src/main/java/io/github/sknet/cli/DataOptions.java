package io.github.sknet.cli;

import io.github.sknet.vision.data.DatasetSplits;
import io.github.sknet.vision.data.Datasets;
import java.io.IOException;
import picocli.CommandLine.Option;

/** Where the images are. */
final class DataOptions {

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR|ZIP|NAME",
            description =
                    "A folder or zip of class folders (optionally below train and val or test), of IDX files or of "
                            + "CIFAR binaries; or fashion-mnist, the bundled images.")
    private String data;

    @Option(
            names = "--strict",
            description = "A broken image ends the run; otherwise it is named, skipped and counted.")
    boolean strict;

    DatasetSplits open() throws IOException {
        return Datasets.open(data);
    }
}
