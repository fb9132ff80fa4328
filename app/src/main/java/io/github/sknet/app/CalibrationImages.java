package io.github.sknet.app;

import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.Batch;
import io.github.sknet.datasets.BatchLoader;
import io.github.sknet.datasets.DataSource;
import io.github.sknet.datasets.Dataset;
import io.github.sknet.datasets.DatasetTask;
import io.github.sknet.datasets.EvenSpread;
import io.github.sknet.datasets.Split;
import io.github.sknet.datasets.Splits;
import io.github.sknet.vision.VisionModel;
import io.github.sknet.vision.image.ImageDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Some images that show what a network's numbers are like: of a folder that holds image files and no other folders, or of a data set's
 * training part (else of the part that it is judged by). They are spread evenly over what there is.
 *
 * @param location a folder of images, or a data set as {@code --data} takes it
 * @param count how many at most, at least 1
 */
public record CalibrationImages(String location, int count) {

    private static final int BATCH = 8;
    private static final int HEAD = 16;

    public CalibrationImages {
        if (count < 1) {
            throw new IllegalArgumentException("At least one image is needed to calibrate by, not " + count);
        }
    }

    /**
     * Shows the images to a model.
     *
     * @param threads that read images, at least 1
     * @param problems is told of each image file that can't be read, in a sentence; a data set logs its own
     * @return how many could be read
     * @throws IOException when there are none, or the data can't be read
     */
    public int show(VisionModel<?> model, int threads, Consumer<String> problems) throws IOException {
        List<Path> files = imagesOfFlatFolder();
        int shown = files.isEmpty()
                ? showDataset(DatasetTask.named(model.task().id()), model, threads)
                : showFiles(files, model, problems);
        if (shown == 0) {
            throw new IOException("None of the images in " + location + " can be read");
        }
        return shown;
    }

    /** The images of a folder without folders; empty where it is no such folder. */
    private List<Path> imagesOfFlatFolder() throws IOException {
        Path folder = Path.of(location);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> all = entries.sorted().toList();
            return all.stream().anyMatch(Files::isDirectory)
                    ? List.of()
                    : all.stream().filter(CalibrationImages::isImage).toList();
        }
    }

    private static boolean isImage(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return ImageDecoder.isImage(in.readNBytes(HEAD));
        } catch (IOException unreadable) {
            // Whether others are images is all that is asked.
            return false;
        }
    }

    private int showFiles(List<Path> files, VisionModel<?> model, Consumer<String> problems) {
        int shown = 0;
        for (int index : EvenSpread.indices(files.size(), count)) {
            try {
                model.predict(List.of(InputImages.read(files.get(index), model.preprocessing())), false);
                shown++;
            } catch (IOException broken) {
                problems.accept(broken.getMessage());
            }
        }
        return shown;
    }

    private <D extends Dataset<D>, B extends Batch> int showDataset(
            DatasetTask<D, B> task, VisionModel<?> model, int threads) throws IOException {
        DataSource data = DataSource.of(location);
        DataSource source = model.named() ? task.forModel(data, model.labels()) : data;
        try (Splits<D> splits = source.open(task, new AnnotationProblems(false))) {
            D images = splits.parts()
                    .getOrDefault(Split.TRAIN, splits.forEvaluation())
                    .evenly(count);
            BatchLoader.Source<B> batches = task.evaluationBatches(images, model.preprocessing());
            int shown = 0;
            try (BatchLoader<B> loader = new BatchLoader<>(batches, BatchLoader.Settings.evaluation(BATCH, threads))) {
                for (int i = loader.batchesPerEpoch(); i > 0; i--) {
                    B batch = loader.next();
                    if (batch.size() > 0) {
                        model.outputs(batch.images());
                    }
                    shown += batch.size();
                }
            }
            return shown;
        }
    }
}
