package io.github.sknet.cli;

import io.github.sknet.train.torch.Device;
import io.github.sknet.train.torch.Hardware;
import picocli.CommandLine.Option;

/** What training computes with. */
final class HardwareOptions {

    @Option(
            names = "--device",
            paramLabel = "cpu|cuda|cuda:N",
            defaultValue = "cpu",
            description = "The processor (cpu, the default) or a GPU.")
    private String device;

    @Option(names = "--threads", paramLabel = "N", description = "Threads to use; all processors if not given.")
    private Integer threads;

    /**
     * What was asked for.
     *
     * @throws IllegalArgumentException when it is none, or not there
     */
    Hardware hardware() {
        Hardware hardware = new Hardware(Device.named(device), Threads.orAll(threads));
        hardware.device().require();
        return hardware;
    }
}
