package io.github.sknet.spark.examples;

import static org.apache.spark.sql.functions.expr;

import io.github.sknet.spark.SknetFunctions;
import io.github.sknet.spark.SknetTransformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Pictures of a folder are scored, and what was said of them is counted. */
public final class PhotoScores {

    private PhotoScores() {}

    // region a folder of pictures
    public static Dataset<Row> labels(SparkSession spark, String photos, String modelFile) {
        Dataset<Row> files = spark.read()
                .format("binaryFile")
                .option("recursiveFileLookup", "true")
                .load(photos);
        return new SknetTransformer()
                .setModelPath(modelFile)
                .transform(files)
                .selectExpr("path", "prediction.label", "prediction.score", "prediction.error");
    }
    // endregion

    // region the kernels that a network chooses
    public static Dataset<Row> kernels(SparkSession spark, String photos, String modelFile) {
        Dataset<Row> files = spark.read().format("binaryFile").load(photos);
        return new SknetTransformer()
                .setModelPath(modelFile)
                .setAttentionCol("kernels")
                .transform(files)
                .selectExpr("prediction.label", "explode(kernels) AS (unit, shares)")
                .groupBy("label", "unit")
                .agg(expr("avg(shares[1]) AS larger_kernel"))
                .orderBy("label", "unit");
    }
    // endregion

    // region a function of SQL
    public static Dataset<Row> count(SparkSession spark, String photos, String modelFile) {
        SknetFunctions.register(spark, "sknet_predict", new SknetTransformer().setModelPath(modelFile));
        spark.read().format("binaryFile").load(photos).createOrReplaceTempView("photos");
        return spark.sql("SELECT sknet_predict(content).label AS label, count(*) AS photos FROM photos GROUP BY 1");
    }
    // endregion
}
