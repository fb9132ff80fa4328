package io.github.sknet.training.reporting;

/** The columns of {@code metrics.csv} by TensorBoard's names, where what stands before a slash groups charts. */
final class MetricNames {

    private static final String TRAIN = "train_";
    private static final String VALIDATION = "val_";

    private MetricNames() {}

    /** {@code train_loss} is {@code loss/train}, {@code val_top1} is {@code top1/validation}; others belong to the run. */
    static String tag(String column) {
        if (column.startsWith(TRAIN)) {
            return column.substring(TRAIN.length()) + "/train";
        }
        return column.startsWith(VALIDATION) ? column.substring(VALIDATION.length()) + "/validation" : "run/" + column;
    }
}
