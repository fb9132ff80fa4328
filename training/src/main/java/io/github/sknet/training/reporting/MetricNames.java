package io.github.sknet.training.reporting;

/** The columns of {@code metrics.csv} by TensorBoard's names, where what stands before a slash groups charts. */
final class MetricNames {

    private static final String TRAIN = "train_";
    private static final String VALIDATION = "val_";
    private static final String OF_CLASS = ":";

    private MetricNames() {}

    /** {@code train_loss} is {@code loss/train}, {@code val_top1} is {@code top1/validation}; others belong to the run;
     * {@code val_IoU:sky} is {@code IoU of classes/sky}. */
    static String tag(String column) {
        if (column.startsWith(TRAIN)) {
            return column.substring(TRAIN.length()) + "/train";
        }
        if (!column.startsWith(VALIDATION)) {
            return "run/" + column;
        }
        String metric = column.substring(VALIDATION.length());
        return isOfClass(column) ? metric.replaceFirst(OF_CLASS, " of classes/") : metric + "/validation";
    }

    /** Whether a column is of a single class. */
    static boolean isOfClass(String column) {
        return column.contains(OF_CLASS);
    }

    /** The name of a class's metric without the class, and the class. */
    static String[] parts(String column) {
        return column.substring(VALIDATION.length()).split(OF_CLASS, 2);
    }
}
