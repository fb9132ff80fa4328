package org.example.loop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Trains a {@link PooledUnit} for some steps, and says the first loss and the last: {@code photos/ 20}. */
public final class InsideLibtorch {

    private InsideLibtorch() {}

    public static void main(String[] arguments) throws IOException {
        List<Double> losses = OwnLoop.train(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        System.out.println("loss " + losses.get(0) + " → " + losses.get(losses.size() - 1));
    }
}
