package io.github.sknet.training;

import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.DataSource;
import io.github.sknet.datasets.Dataset;
import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.DatasetTask;
import io.github.sknet.datasets.Splits;
import io.github.sknet.graph.task.TaskOutputs;
import io.github.sknet.graph.text.Counted;
import io.github.sknet.vision.image.Image;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a network must be made for.
 *
 * @param labels the data's classes
 * @param named whether the data says what they are called
 * @param sample the largest of some images that have most channels: no single file decides
 * @param statistics of these images; empty where they are common pictures, for which there are usual figures
 * @param meaning what the network's outputs are to mean, of what they usually do
 */
record DataGlimpse(
        List<String> labels,
        boolean named,
        Image sample,
        Optional<ChannelStatistics> statistics,
        UnaryOperator<TaskOutputs> meaning) {

    /** So many images, spread evenly, are looked at. */
    private static final int LOOKED_AT = 16;

    /** For people: by what samples are normalised, where that was measured. */
    String describeStatistics() {
        return statistics
                .map(known -> ", normalised by the mean and the deviation of " + Counted.of(known.images(), "image"))
                .orElse("");
    }

    /**
     * The same with images in other channels, of which no statistics are known.
     *
     * @throws IllegalArgumentException when they can't be made of those that the images have
     */
    DataGlimpse withChannels(int channels) {
        return channels == sample.channels()
                ? this
                : new DataGlimpse(labels, named, sample.withChannels(channels), Optional.empty(), meaning);
    }

    /**
     * Looks at some images.
     *
     * @throws IOException when none of them can be read
     */
    static <D extends Dataset<D>> DataGlimpse of(DatasetTask<D, ?> task, DataSource source) throws IOException {
        try (Splits<D> splits = source.open(task, AnnotationProblems.untold())) {
            D part = splits.parts().values().stream()
                    .filter(each -> each.size() > 0)
                    .findFirst()
                    .orElseThrow(() -> new DatasetException(splits.name() + " has no images"));
            return of(
                    part,
                    splits.labels(),
                    !source.labels().isEmpty() || part.named(),
                    usual -> task.meaning(usual, part));
        }
    }

    private static DataGlimpse of(
            Dataset<?> part, List<String> labels, boolean named, UnaryOperator<TaskOutputs> meaning)
            throws IOException {
        Optional<Image> largest = Optional.empty();
        IOException first = null;
        ChannelStatistics.Measuring measuring = new ChannelStatistics.Measuring();
        Dataset<?> some = part.evenly(LOOKED_AT);
        for (int index = 0; index < some.size(); index++) {
            try {
                Image image = some.image(index);
                measuring.see(image);
                largest = largest.filter(other -> BY_SIZE.compare(other, image) >= 0)
                        .or(() -> Optional.of(image));
            } catch (IOException broken) {
                first = first == null ? broken : first;
            }
        }
        if (largest.isEmpty()) {
            throw new DatasetException(
                    "None of " + some.size() + " images that were looked at can be read; the first: "
                            + first.getMessage(),
                    first);
        }
        return new DataGlimpse(labels, named, largest.get(), measuring.statistics(), meaning);
    }

    private static final Comparator<Image> BY_SIZE =
            Comparator.comparingInt(Image::channels).thenComparingLong(image -> (long) image.width() * image.height());
}
