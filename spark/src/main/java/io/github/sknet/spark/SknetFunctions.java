package io.github.sknet.spark;

import org.apache.spark.sql.SparkSession;

/** Functions for Spark's SQL. */
public final class SknetFunctions {

    private SknetFunctions() {}

    /**
     * Makes a function of SQL that answers about an image, such as
     * {@code SELECT path, sknet_predict(content).label FROM photos}. It takes files' content or Spark's images, and gives what the
     * transformer's output column holds, of one image after the other.
     *
     * @param name of the function
     * @param transformer whose model is asked, with its settings
     * @throws IllegalArgumentException as {@link SknetTransformer#transformSchema}
     */
    public static void register(SparkSession session, String name, SknetTransformer transformer) {
        session.udf()
                .register(
                        name,
                        transformer.function(session),
                        transformer.answers().type());
    }
}
