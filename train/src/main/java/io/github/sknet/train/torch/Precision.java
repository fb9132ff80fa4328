package io.github.sknet.train.torch;

import java.util.function.Supplier;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The arithmetic of convolutions and matrix products in training; everything else is float32. */
public enum Precision {
    FLOAT32,
    /** Autocast to bfloat16; parameters stay float32. */
    BFLOAT16;

    /** Computes a forward pass in this precision (see {@link TorchRuntime#require}). */
    public <T> T call(Supplier<T> forward) {
        if (this == FLOAT32) {
            return forward.get();
        }
        torch.set_autocast_dtype(DeviceType.CPU, ScalarType.BFloat16);
        torch.set_autocast_enabled(DeviceType.CPU, true);
        try {
            return forward.get();
        } finally {
            torch.set_autocast_enabled(DeviceType.CPU, false);
            // Of the parameters in bfloat16: they change with the next update.
            torch.clear_cache();
        }
    }
}
