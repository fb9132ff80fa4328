package io.github.sknet.train.run;

import io.github.sknet.train.recipe.Recipe;
import io.github.sknet.train.torch.Hardware;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A process that trains in the folder that it is given, from its last checkpoint where it has one, and prints a line a
 * step. {@link KilledRunTest} kills it.
 */
final class KilledRun {

    /** 150 steps, with a checkpoint every few of them. */
    static final Recipe RECIPE = Stripes.RECIPE.with("epochs", "30").with("run.checkpointSeconds", "0.03");

    private KilledRun() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        TrainingListener telling = new TrainingListener() {
            @Override
            public void begin(int epoch) {
                System.out.println("begin");
            }

            @Override
            public void step(Step step) {
                System.out.println("step");
            }
        };
        if (Files.exists(new RunDirectory(folder).last())) {
            new Trainer(Stripes.run(RECIPE), Hardware.processor(), RunDirectory.existing(folder), telling).resume();
        } else {
            new Trainer(Stripes.run(RECIPE), Hardware.processor(), RunDirectory.create(folder), telling).run();
        }
    }
}
