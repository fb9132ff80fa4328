package io.github.sknet.train.run;

import io.github.sknet.datasets.classify.LabelledDataset;
import io.github.sknet.vision.image.Image;
import java.io.IOException;
import java.util.List;

/**
 * A data set in which one image can't be read.
 *
 * @param broken which
 */
record OneBroken(LabelledDataset whole, int broken) implements LabelledDataset {

    @Override
    public int size() {
        return whole.size();
    }

    @Override
    public List<String> labels() {
        return whole.labels();
    }

    @Override
    public int label(int index) {
        return whole.label(index);
    }

    @Override
    public String name(int index) {
        return whole.name(index);
    }

    @Override
    public Image image(int index) throws IOException {
        if (index == broken) {
            throw new IOException(name(index) + " is broken");
        }
        return whole.image(index);
    }
}
