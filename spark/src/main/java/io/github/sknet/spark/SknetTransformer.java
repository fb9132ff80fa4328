package io.github.sknet.spark;

import io.github.sknet.vision.classify.Classification;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Answers about a column of images with a model file, whatever its task. Each executor's JVM reads the model once, all of its tasks share
 * it, and an answer does not depend on how rows are spread over partitions and batches.
 *
 * <pre>{@code
 * new SknetTransformer().setModelPath("model.safetensors")
 *         .transform(spark.read().format("binaryFile").load("photos/*.jpg"))
 *         .select("path", "prediction.label", "prediction.score");
 * }</pre>
 *
 * <p>{@link AnswerColumn} says what the output column is for each task.
 */
public final class SknetTransformer extends Transformer implements DefaultParamsWritable {

    private final String uid;

    private final Param<String> inputCol;
    private final Param<String> outputCol;
    private final Param<String> modelPath;
    private final Param<String> task;
    private final Param<String> featuresCol;
    private final Param<String> attentionCol;
    private final StringArrayParam settings;
    private final IntParam topK;
    private final IntParam threads;
    private final IntParam batchSize;
    private final BooleanParam keepErrors;

    private transient ModelContent content;

    /** A transformer with a name of its own. */
    public SknetTransformer() {
        this(Identifiable$.MODULE$.randomUID("sknet"));
    }

    /** A transformer of the given name. */
    @SuppressWarnings("this-escape")
    public SknetTransformer(String uid) {
        this.uid = uid;
        // Params ask for their owner's name.
        inputCol = text("inputCol", "the column of images: files' content, or Spark's images");
        outputCol = text("outputCol", "the new column of answers");
        modelPath = text("modelPath", "the model file: a path of the driver's or any Hadoop path");
        task = text("task", "the task that the model must be for; any where it is not set");
        featuresCol = text("featuresCol", "a new column of a classifier's features, if any");
        attentionCol = text(
                "attentionCol", "a new column of what the network chose, the share of each kernel by unit, if any");
        settings = new StringArrayParam(
                this,
                "settings",
                "what else is set for the model's task, as NAME=VALUE, as options of ./sknet predict");
        topK = atLeastOne("topK", "how many classes a classifier's answer tells of");
        threads = atLeastOne("threads", "how many threads a prediction may use");
        batchSize = atLeastOne("batchSize", "how many images go through the network together");
        keepErrors = new BooleanParam(
                this,
                "keepErrors",
                "whether an image that can't be answered about is a row with an error, or ends the job");
        setDefault(inputCol, "content");
        setDefault(outputCol, "prediction");
        setDefault(settings, new String[0]);
        setDefault(topK, Classification.USUALLY_TOLD);
        setDefault(threads, 1);
        setDefault(batchSize, 8);
        setDefault(keepErrors, true);
    }

    private Param<String> text(String name, String meaning) {
        return new Param<>(this, name, meaning);
    }

    private IntParam atLeastOne(String name, String meaning) {
        return new IntParam(this, name, meaning, ParamValidators.gtEq(1));
    }

    /** Reads what {@code write} has written. */
    public static SknetTransformer load(String path) {
        return read().load(path);
    }

    /** The reader of what {@code write} has written. */
    public static MLReader<SknetTransformer> read() {
        return new DefaultParamsReader<>();
    }

    @Override
    public String uid() {
        return uid;
    }

    @Override
    public SknetTransformer copy(ParamMap extra) {
        return defaultCopy(extra);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException when a column is missing, is there already or has another type, when the model file does not
     *     exist, is none or is for another task, or when a setting is not its task's
     */
    @Override
    public StructType transformSchema(StructType schema) {
        return columns().added(schema);
    }

    private OutputColumns columns() {
        ModelContent model = content();
        if (isDefined(task) && !getTask().equals(model.task())) {
            throw new IllegalArgumentException(
                    getModelPath() + " holds a model for the task " + model.task() + ", not " + getTask());
        }
        return new OutputColumns(
                getInputCol(),
                getOutputCol(),
                isDefined(featuresCol) ? getFeaturesCol() : null,
                isDefined(attentionCol) ? getAttentionCol() : null,
                AnswerColumn.ofTask(model.task()));
    }

    private synchronized ModelContent content() {
        if (!isDefined(modelPath)) {
            throw new IllegalArgumentException("The param modelPath must be set: which model answers?");
        }
        content = ModelContent.read(getModelPath(), content);
        return content;
    }

    @Override
    public Dataset<Row> transform(Dataset<?> dataset) {
        OutputColumns columns = columns();
        StructType schema = columns.added(dataset.schema());
        SparkSession session = dataset.sparkSession();
        VectorKernels.warnDriver(session);
        Questions questions = questions(columns);
        PartitionScoring.requireSettings(questions);
        PartitionScoring scoring =
                new PartitionScoring(columns, questions, broadcast(session, content()), getKeepErrors());
        return dataset.toDF().mapPartitions(scoring, Encoders.row(schema));
    }

    /** The transformer as a function of an image. */
    ImageFunction function(SparkSession session) {
        OutputColumns columns = columns();
        PartitionScoring.requireSettings(questions(columns));
        return new ImageFunction(columns.answers(), questions(columns), broadcast(session, content()), getKeepErrors());
    }

    /** What the output column holds. */
    AnswerColumn answers() {
        return columns().answers();
    }

    private static Broadcast<byte[]> broadcast(SparkSession session, ModelContent model) {
        return JavaSparkContext.fromSparkContext(session.sparkContext()).broadcast(model.bytes());
    }

    private Questions questions(OutputColumns columns) {
        return new Questions(
                content().key(),
                content().task(),
                TaskSettings.of(getSettings(), isSet(topK) ? getTopK() : null, columns.features() != null),
                getThreads(),
                getBatchSize(),
                columns.attention() != null);
    }

    public Param<String> inputCol() {
        return inputCol;
    }

    public String getInputCol() {
        return $(inputCol);
    }

    public SknetTransformer setInputCol(String value) {
        return (SknetTransformer) set(inputCol, value);
    }

    public Param<String> outputCol() {
        return outputCol;
    }

    public String getOutputCol() {
        return $(outputCol);
    }

    public SknetTransformer setOutputCol(String value) {
        return (SknetTransformer) set(outputCol, value);
    }

    public Param<String> modelPath() {
        return modelPath;
    }

    public String getModelPath() {
        return $(modelPath);
    }

    public SknetTransformer setModelPath(String value) {
        return (SknetTransformer) set(modelPath, value);
    }

    public Param<String> task() {
        return task;
    }

    public String getTask() {
        return $(task);
    }

    public SknetTransformer setTask(String value) {
        return (SknetTransformer) set(task, value);
    }

    public Param<String> featuresCol() {
        return featuresCol;
    }

    public String getFeaturesCol() {
        return $(featuresCol);
    }

    public SknetTransformer setFeaturesCol(String value) {
        return (SknetTransformer) set(featuresCol, value);
    }

    public Param<String> attentionCol() {
        return attentionCol;
    }

    public String getAttentionCol() {
        return $(attentionCol);
    }

    public SknetTransformer setAttentionCol(String value) {
        return (SknetTransformer) set(attentionCol, value);
    }

    public StringArrayParam settings() {
        return settings;
    }

    public String[] getSettings() {
        return $(settings);
    }

    public SknetTransformer setSettings(String[] value) {
        return (SknetTransformer) set(settings, value);
    }

    public IntParam topK() {
        return topK;
    }

    public int getTopK() {
        return (Integer) $(topK);
    }

    public SknetTransformer setTopK(int value) {
        return (SknetTransformer) set(topK, value);
    }

    public IntParam threads() {
        return threads;
    }

    public int getThreads() {
        return (Integer) $(threads);
    }

    public SknetTransformer setThreads(int value) {
        return (SknetTransformer) set(threads, value);
    }

    public IntParam batchSize() {
        return batchSize;
    }

    public int getBatchSize() {
        return (Integer) $(batchSize);
    }

    public SknetTransformer setBatchSize(int value) {
        return (SknetTransformer) set(batchSize, value);
    }

    public BooleanParam keepErrors() {
        return keepErrors;
    }

    public boolean getKeepErrors() {
        return (Boolean) $(keepErrors);
    }

    public SknetTransformer setKeepErrors(boolean value) {
        return (SknetTransformer) set(keepErrors, value);
    }
}
