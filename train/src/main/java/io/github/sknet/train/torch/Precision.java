package io.github.sknet.train.torch;

import io.github.sknet.graph.Graph;
import java.util.function.Supplier;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The arithmetic of convolutions and matrix products in training; everything else is float32. */
public enum Precision {
    FLOAT32,
    /** Autocast to bfloat16; parameters stay float32. */
    BFLOAT16;

    /** Computes a forward pass in this precision on a device (see {@link Device#require(Precision, Graph)}). */
    public <T> T call(Device device, Supplier<T> forward) {
        if (this == FLOAT32) {
            return forward.get();
        }
        DeviceType type = device.type();
        torch.set_autocast_dtype(type, ScalarType.BFloat16);
        torch.set_autocast_enabled(type, true);
        try {
            return forward.get();
        } finally {
            torch.set_autocast_enabled(type, false);
            // Of the parameters in bfloat16: they change with the next update.
            torch.clear_cache();
        }
    }
}
