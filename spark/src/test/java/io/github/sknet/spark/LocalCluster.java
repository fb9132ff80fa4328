package io.github.sknet.spark;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A cluster on this machine: a master and workers, each in a process of its own, which start executors in processes of theirs. Spark is
 * what the test's class path has of it.
 */
final class LocalCluster implements AutoCloseable {

    private static final String HOST = "127.0.0.1";

    private final Path home;
    private final int port;
    private final List<Process> processes = new ArrayList<>();

    /**
     * Starts a cluster.
     *
     * @param home an empty folder, for the files of a distribution and of the processes
     */
    LocalCluster(Path home, int workers) throws IOException, InterruptedException {
        this.home = home;
        this.port = freePort();
        install();
        start(
                "master",
                "org.apache.spark.deploy.master.Master",
                "--host",
                HOST,
                "--port",
                "" + port,
                "--webui-port",
                "0");
        for (int i = 0; i < workers; i++) {
            Path work = Files.createDirectories(home.resolve("work" + i));
            start(
                    "worker" + i,
                    "org.apache.spark.deploy.worker.Worker",
                    "--host",
                    HOST,
                    "--cores",
                    "1",
                    "--memory",
                    "1g",
                    "--webui-port",
                    "0",
                    "--work-dir",
                    work.toString(),
                    master());
        }
        for (int i = 0; i < workers; i++) {
            await("worker" + i, "Successfully registered with master");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** What Spark takes for a distribution: its jars, here as links, and a file that says so. */
    private void install() throws IOException {
        Path jars = Files.createDirectories(home.resolve("jars"));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry);
            if (Files.isRegularFile(path)) {
                Files.createSymbolicLink(jars.resolve(path.getFileName()), path);
            }
        }
        Files.createFile(home.resolve("RELEASE"));
        Files.writeString(Files.createDirectories(home.resolve("conf")).resolve("log4j2.properties"), """
                rootLogger.level = info
                rootLogger.appenderRef.console.ref = console
                appender.console.type = Console
                appender.console.name = console
                appender.console.target = SYSTEM_ERR
                appender.console.layout.type = PatternLayout
                appender.console.layout.pattern = %p %c{1}: %m%n
                """);
    }

    private void start(String name, String main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        command.addAll(List.of(org.apache.spark.launcher.JavaModuleOptions.defaultModuleOptionArray()));
        command.addAll(
                List.of("-Xmx256m", "-cp", home.resolve("conf") + File.pathSeparator + home.resolve("jars/*"), main));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve(name + ".log").toFile());
        builder.environment().put("SPARK_HOME", home.toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.environment().put("SPARK_LOCAL_IP", HOST);
        processes.add(builder.start());
    }

    private void await(String name, String text) throws IOException, InterruptedException {
        Path log = home.resolve(name + ".log");
        long end = System.nanoTime() + 60_000_000_000L;
        while (!Files.readString(log).contains(text)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(name + " did not say '" + text + "':\n" + Files.readString(log));
            }
            Thread.sleep(100);
        }
    }

    /** What {@code spark.master} is. */
    String master() {
        return "spark://" + HOST + ":" + port;
    }

    /** The class path of executors beyond Spark's jars: classes that are in no jar yet. */
    static String classFolders() {
        return String.join(
                File.pathSeparator,
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(entry -> Files.isDirectory(Path.of(entry)))
                        .toList());
    }

    /** The processes of executors that live. */
    List<ProcessHandle> executors() {
        return processes.stream()
                .flatMap(Process::descendants)
                .filter(ProcessHandle::isAlive)
                .toList();
    }

    /** What each executor has written to its standard error. */
    List<String> executorLogs() throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            List<String> logs = new ArrayList<>();
            for (Path file : files.filter(file -> file.endsWith("stderr")).toList()) {
                logs.add(Files.readString(file));
            }
            return logs;
        }
    }

    @Override
    public void close() {
        for (Process process : processes) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().onExit().join();
        }
    }
}
