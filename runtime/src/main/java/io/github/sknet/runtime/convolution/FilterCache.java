package io.github.sknet.runtime.convolution;

import io.github.sknet.runtime.kernels.Operand;
import io.github.sknet.runtime.kernels.PackedFilter;
import io.github.sknet.runtime.maps.ChannelOrder;
import io.github.sknet.runtime.program.Filter;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The packed weights of one network, shared by its plans for all input sizes. */
public final class FilterCache {

    private final Map<Key, PackedFilter> filters = new ConcurrentHashMap<>();

    PackedFilter get(Key key, Supplier<PackedFilter> pack) {
        return filters.computeIfAbsent(key, k -> pack.get());
    }

    /**
     * What the packing depends on.
     *
     * @param filter the weights themselves: names may stand for others at another input size
     * @param position of Winograd's product; {@link #WHOLE} for the weights as they are
     * @param operand what they are multiplied by
     * @param steps the order of the input channels
     * @param outputs the order of the output channels
     * @param width the floats of a panel
     * @param stride the floats of an output pixel
     */
    record Key(Filter filter, int position, Operand operand, Steps steps, ChannelOrder outputs, int width, int stride) {

        static final int WHOLE = -1;
    }

    /** The order of the steps, compared by content. */
    record Steps(int[] channels) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Steps that && Arrays.equals(channels, that.channels);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(channels);
        }
    }
}
