package io.github.sknet.runtime.steps;

import io.github.sknet.runtime.layout.ProgramLayout;
import io.github.sknet.runtime.maps.MapLayout;
import io.github.sknet.runtime.program.Operation.Channel;
import io.github.sknet.runtime.program.Operation.Route;
import io.github.sknet.runtime.program.Value;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Moves the channels that a route takes from one value.
 *
 * @param sources positions in a pixel of the value
 * @param targets positions in a pixel of the output, as many
 */
record ChannelCopy(MapLayout from, int input, int[] sources, MapLayout to, int output, int[] targets) {

    static ChannelCopy of(Route route, Value input, ProgramLayout layout) {
        MapLayout from = layout.of(input);
        MapLayout to = layout.of(route.output());
        int[] taken = IntStream.range(0, route.channels().size())
                .filter(c -> route.channels().get(c).value() == input)
                .toArray();
        int[] sources = IntStream.of(taken)
                .mapToObj(route.channels()::get)
                .mapToInt(Channel::index)
                .map(from.order()::position)
                .toArray();
        int[] targets = IntStream.of(taken).map(to.order()::position).toArray();
        return new ChannelCopy(from, layout.offset(input), sources, to, layout.offset(route.output()), targets);
    }

    /** Whether the output would be a copy of the input as it lies there, what pads it too. */
    boolean isWhole() {
        return Arrays.equals(sources, targets)
                && sources.length == to.order().channels()
                && from.order().span() == to.order().span()
                && from.stride() == to.stride();
    }

    void run(float[] arena, int y) {
        int in = input + from.offset(y, 0);
        int out = output + to.offset(y, 0);
        for (int x = 0; x < to.width(); x++, in += from.stride(), out += to.stride()) {
            for (int c = 0; c < sources.length; c++) {
                arena[out + targets[c]] = arena[in + sources[c]];
            }
        }
    }
}
