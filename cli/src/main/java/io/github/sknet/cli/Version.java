package io.github.sknet.cli;

import io.github.sknet.graph.models.ModelFile;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"sknet " + ModelFile.VERSION + ", Java " + System.getProperty("java.version")};
    }
}
