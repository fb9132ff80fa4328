package io.github.sknet.graph.models;

import java.util.List;
import java.util.Optional;

/**
 * What a network's origin reports about it.
 *
 * @param errors its errors
 * @param parameters the number of parameters, rounded as printed there
 * @param macs multiply-accumulates of one image, rounded as printed there; empty where not said
 * @param source where it stands
 */
public record Published(List<Error> errors, long parameters, Optional<Long> macs, String source) {

    /**
     * One error.
     *
     * @param dataset the data set
     * @param size the images' height and width in pixels
     * @param top1 the share of images whose likeliest class is wrong, in percent
     */
    public record Error(String dataset, int size, double top1) {}

    public Published {
        errors = List.copyOf(errors);
    }

    /** A row of the paper's table 2: single-crop errors at 224² and 320². */
    static Published imageNet(double top1At224, double top1At320, double millionParameters, double gigaMacs) {
        return new Published(
                List.of(new Error("ImageNet-1k", 224, top1At224), new Error("ImageNet-1k", 320, top1At320)),
                Math.round(millionParameters * 1e6),
                Optional.of(Math.round(gigaMacs * 1e9)),
                "Selective Kernel Networks (arXiv 1903.06586), table 2");
    }

    /** The paper's SKNet-29 on CIFAR-100. */
    static Published cifar100(double top1, double millionParameters) {
        return new Published(
                List.of(new Error("CIFAR-100", 32, top1)),
                Math.round(millionParameters * 1e6),
                Optional.empty(),
                "Selective Kernel Networks (arXiv 1903.06586), §4.2");
    }
}
