package org.example.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@link Vgg} from the first line to the last: writes the network's file, trains it, and asks it: {@code photos/ runs/vgg cat.png}. */
public final class OwnNetwork {

    private OwnNetwork() {}

    public static void main(String[] arguments) throws IOException {
        Path photos = Path.of(arguments[0]);
        Path run = Path.of(arguments[1]);
        Path start = Files.createTempFile("vgg", ".safetensors");
        Vgg.write(start);
        System.out.println(Vgg.train(start, photos, run).epochs() + " epochs");
        Path best = run.resolve("best.safetensors");
        System.out.println(best + " says " + Vgg.explain(best, Path.of(arguments[2])).best());
        Files.delete(start);
    }
}
