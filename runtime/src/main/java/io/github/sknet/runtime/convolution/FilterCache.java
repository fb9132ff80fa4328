package io.github.sknet.runtime.convolution;

import io.github.sknet.runtime.kernels.Operand;
import io.github.sknet.runtime.kernels.PackedFilter;
import io.github.sknet.runtime.maps.ChannelOrder;
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

    /** What the packing depends on; the weights themselves are those of the named node. */
    record Key(String node, Operand operand, Steps steps, ChannelOrder outputs, int width, int stride) {}

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
