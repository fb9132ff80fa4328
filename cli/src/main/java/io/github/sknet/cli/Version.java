package io.github.sknet.cli;

import io.github.sknet.graph.engine.Engine;
import io.github.sknet.graph.engine.Engines;
import io.github.sknet.graph.models.ModelFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.stream.Collectors;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: what this is, of which commit it was built, and which engines there are. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
        return new String[] {
            "sknet " + ModelFile.VERSION + ", " + commit() + ", Java " + System.getProperty("java.version"),
            "engines: " + Engines.all().stream().map(Engine::name).sorted().collect(Collectors.joining(", "))
        };
    }

    /** As the launcher told the build. */
    private static String commit() throws IOException {
        try (InputStream text = Version.class.getResourceAsStream("build.properties")) {
            Properties build = new Properties();
            build.load(text);
            String commit = build.getProperty("commit");
            return commit.isEmpty() ? "of no known commit" : "commit " + commit;
        }
    }
}
