package io.github.sknet.spark;

import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says where Java was started without what makes the engine quick. */
final class VectorKernels {

    private static final Logger LOGGER = LoggerFactory.getLogger(VectorKernels.class);

    private static final String MODULE = "jdk.incubator.vector";
    private static final String OPTIONS = "spark.executor.extraJavaOptions";

    private VectorKernels() {}

    /** Warns of a JVM that predicts without the vector module. */
    static void warn() {
        if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
            LOGGER.warn(sentence("This executor was"));
        }
    }

    /** Warns before executors are asked, where their options leave the module out; a driver that predicts itself is asked later. */
    static void warnDriver(SparkSession session) {
        String master = session.sparkContext().master();
        String options = session.sparkContext().getConf().get(OPTIONS, "");
        if (!master.startsWith("local") && !options.contains(MODULE)) {
            LOGGER.warn(sentence("Executors are"));
        }
    }

    private static String sentence(String who) {
        return who + " started without --add-modules=" + MODULE + ": predictions are right, and many times slower. Set "
                + OPTIONS + "=--add-modules=" + MODULE + " (in local mode: spark.driver.extraJavaOptions).";
    }
}
