package io.github.sknet.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.github.sknet.graph.text.Counted;
import io.github.sknet.graph.text.FileProblem;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sknet spark-score}: what do the images of a lake show? */
@Command(
        name = "sknet spark-score",
        sortOptions = false,
        showDefaultValues = true,
        description =
                "Answers about images on Spark with a model file, and writes a table. The status is 1 where an image could "
                        + "not be answered about, and 2 where what was asked for can't be.")
public final class SparkScore implements Callable<Integer> {

    private static final String ANSWER = "prediction";

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "A folder of images, or Parquet with a column of them; any Hadoop path.")
    private String data;

    @Option(names = "--model", required = true, paramLabel = "FILE", description = "The model file; any Hadoop path.")
    private String model;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where the table goes; any Hadoop path.")
    private String out;

    @Option(
            names = "--master",
            defaultValue = "local[*]",
            paramLabel = "URL",
            description = "Spark's master, such as spark://host:7077.")
    private String master;

    @Option(
            names = "--format",
            defaultValue = "parquet",
            paramLabel = "FORMAT",
            description = "The table's format: parquet, json or orc.")
    private String format;

    @Option(
            names = "--column",
            defaultValue = "content",
            paramLabel = "NAME",
            description = "Of Parquet: the column of images.")
    private String column;

    @Option(names = "--top", paramLabel = "K", description = "How many classes a classifier's answers tell of.")
    private Integer top;

    @Option(names = "--kernels", description = "A column of what the network chose, too.")
    private boolean kernels;

    @Option(names = "--features", description = "A column of a classifier's features, too.")
    private boolean features;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            showDefaultValue = Visibility.NEVER,
            description = "What else is set for the model's task.")
    private List<String> settings = List.of();

    @Option(names = "--batch", defaultValue = "8", paramLabel = "N", description = "Images that go through together.")
    private int batch;

    @Option(names = "--strict", description = "End by an image that can't be answered about.")
    private boolean strict;

    @Option(names = "--force", description = "Replace a table that is there already.")
    private boolean force;

    @Option(
            names = "--conf",
            paramLabel = "NAME=VALUE",
            showDefaultValue = Visibility.NEVER,
            description = "A setting of Spark's.")
    private Map<String, String> conf = Map.of();

    @Option(names = "--help", usageHelp = true, description = "Show this help.")
    private boolean help;

    @Spec
    private CommandSpec spec;

    /** Runs the command, given as {@code spark-score …}, and ends the process with its exit status. */
    public static void main(String[] arguments) {
        System.exit(run(own(arguments)));
    }

    /** The words behind the command's name; {@code help} before it asks for help. */
    private static String[] own(String[] arguments) {
        boolean help = arguments.length > 0 && arguments[0].equals("help");
        return help ? new String[] {"--help"} : Arrays.copyOfRange(arguments, 1, arguments.length);
    }

    static int run(String... arguments) {
        return new CommandLine(new SparkScore())
                .setExecutionExceptionHandler((exception, command, result) -> {
                    Throwable reason = reason(exception);
                    command.getErr().println("sknet: " + sentence(reason));
                    return reason instanceof IllegalArgumentException ? ExitCode.USAGE : ExitCode.SOFTWARE;
                })
                .execute(arguments);
    }

    /** What Spark wraps in exceptions of its own. */
    private static Throwable reason(Throwable exception) {
        return exception.getCause() == null ? exception : reason(exception.getCause());
    }

    private static String sentence(Throwable reason) {
        return reason instanceof IOException problem
                ? FileProblem.sentence(problem)
                : String.valueOf(reason.getMessage()).lines().findFirst().orElse(reason.toString());
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        SparkSession.Builder builder = SparkSession.builder()
                .appName("sknet spark-score")
                .master(master)
                .config("spark.ui.enabled", "false")
                .config("spark.jars", master.startsWith("local") ? "" : ownJars());
        conf.forEach(builder::config);
        try (SparkSession session = builder.getOrCreate()) {
            return score(session);
        }
    }

    private int score(SparkSession session) throws IOException, InterruptedException {
        if (!force && status(session, out) != null) {
            throw new IllegalArgumentException(out + " is there already; --force replaces it");
        }
        SknetTransformer transformer = new SknetTransformer()
                .setModelPath(model)
                .setOutputCol(ANSWER)
                .setBatchSize(batch)
                .setKeepErrors(!strict)
                .setSettings(settings.toArray(String[]::new));
        if (top != null) {
            transformer.setTopK(top);
        }
        if (kernels) {
            transformer.setAttentionCol("kernels");
        }
        if (features) {
            transformer.setFeaturesCol("features");
        }
        Dataset<Row> images = images(session);
        String input = isParquet(session) ? column : "content";
        Observation told = new Observation("answers");
        transformer
                .setInputCol(input)
                .transform(images)
                .drop(input)
                .observe(
                        told,
                        count(lit(1)).as("images"),
                        count(col(ANSWER + ".error")).as("errors"))
                .write()
                .mode(force ? SaveMode.Overwrite : SaveMode.ErrorIfExists)
                .format(format)
                .save(out);
        Map<String, Object> counts = told.getAsJava();
        long errors = (Long) counts.get("errors");
        spec.commandLine()
                .getOut()
                .println("wrote " + out + ": " + Counted.of((Long) counts.get("images"), "image")
                        + (errors > 0 ? ", " + Counted.of(errors, "error") : ""));
        return errors > 0 ? ExitCode.SOFTWARE : ExitCode.OK;
    }

    private Dataset<Row> images(SparkSession session) throws IOException {
        if (status(session, data) == null) {
            throw new IllegalArgumentException(data + " does not exist");
        }
        return isParquet(session)
                ? session.read().parquet(data)
                : session.read()
                        .format("binaryFile")
                        .option("recursiveFileLookup", "true")
                        .load(data)
                        .select("path", "content");
    }

    private boolean isParquet(SparkSession session) throws IOException {
        if (data.endsWith(".parquet")) {
            return true;
        }
        FileStatus found = status(session, data);
        if (!found.isDirectory()) {
            return false;
        }
        for (FileStatus file : system(session, data).listStatus(found.getPath())) {
            if (file.getPath().getName().endsWith(".parquet")) {
                return true;
            }
        }
        return false;
    }

    private static FileSystem system(SparkSession session, String path) throws IOException {
        return new org.apache.hadoop.fs.Path(path)
                .getFileSystem(session.sparkContext().hadoopConfiguration());
    }

    /** What is at a path; null where nothing is. */
    private static FileStatus status(SparkSession session, String path) throws IOException {
        FileSystem system = system(session, path);
        org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path(path);
        return system.exists(file) ? system.getFileStatus(file) : null;
    }

    /** The jars that executors need beside Spark's own. */
    private static String ownJars() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(jar -> jar.getFileName().toString().matches("(sknet|imageio|common)-.*\\.jar"))
                .map(Path::toString)
                .collect(Collectors.joining(","));
    }
}
