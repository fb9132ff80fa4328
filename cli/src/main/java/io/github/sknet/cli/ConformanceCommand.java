package io.github.sknet.cli;

import io.github.sknet.conformance.ConformanceReport;
import io.github.sknet.conformance.ConformanceSuite;
import io.github.sknet.conformance.comparison.ConformanceCase;
import io.github.sknet.conformance.fixtures.Fixtures;
import io.github.sknet.graph.engine.Engine;
import io.github.sknet.graph.engine.Engines;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sknet conformance}: do the engines give the numbers that they should? */
@Command(
        name = "conformance",
        description = "Compares engines: every operation with its definition in double precision, and networks with "
                + "fixtures: outputs, attention, training loss, gradients and running statistics.")
final class ConformanceCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "DIR",
            arity = "0..1",
            description =
                    "A folder of fixtures (*.json), of ONNX files with answers (model.onnx or light_*.onnx), or of both, to run in "
                            + "place of all that is built in.")
    private Path folder;

    @Option(
            names = "--engine",
            split = ",",
            paramLabel = "NAME",
            description = "Engines, separated by commas; all there are if not given.")
    private List<String> engines = List.of();

    @Mixin
    private Console console;

    @Override
    public Integer call() throws IOException {
        List<Engine> chosen = engines.isEmpty()
                ? Engines.all()
                : engines.stream().map(Engines::named).toList();
        List<ConformanceCase> cases = folder == null ? ConformanceSuite.cases().toList() : fixtures(folder);
        console.progress(ConformanceReport.heading());
        ConformanceReport report =
                ConformanceSuite.run(cases, chosen, result -> console.progress(ConformanceReport.line(result)));
        console.progress(report.passed() + " passed, " + report.failed() + " failed");
        console.json(report::json);
        return report.failed() == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    /** This project's own fixtures in a folder, and the ONNX files with answers below it. */
    private static List<ConformanceCase> fixtures(Path folder) throws IOException {
        List<ConformanceCase> files = Files.isDirectory(folder) ? OnnxFixtures.of(folder) : List.of();
        if (files.isEmpty()) {
            return Fixtures.of(folder);
        }
        List<ConformanceCase> all = new ArrayList<>();
        if (holdsOwn(folder)) {
            all.addAll(Fixtures.of(folder));
        }
        all.addAll(files);
        return all;
    }

    private static boolean holdsOwn(Path folder) throws IOException {
        try (DirectoryStream<Path> own = Files.newDirectoryStream(folder, "*.json")) {
            return own.iterator().hasNext();
        }
    }
}
