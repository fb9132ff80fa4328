package io.github.sknet.train.run;

import java.io.IOException;
import java.nio.file.Path;

/** A process that trains for many epochs, each with its evaluation and checkpoint, in the folder that it is given. */
final class LongRun {

    static final int EPOCHS = 120;

    private LongRun() {}

    public static void main(String[] arguments) throws IOException {
        RunDirectory directory = RunDirectory.create(Path.of(arguments[0]));
        new Trainer(Stripes.run(Stripes.RECIPE.with("epochs", String.valueOf(EPOCHS))), directory).run();
    }
}
