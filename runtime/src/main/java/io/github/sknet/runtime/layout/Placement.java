package io.github.sknet.runtime.layout;

import io.github.sknet.runtime.kernels.CacheLine;
import io.github.sknet.runtime.program.Operation;
import io.github.sknet.runtime.program.Program;
import io.github.sknet.runtime.program.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * A place in the arena for every value: values that are never alive together may share it. The largest values are placed
 * first, each at the lowest free place (as in Pisarchyk and Lee 2020, greedy by size).
 */
final class Placement {

    private final Map<Value, Integer> offsets = new HashMap<>();
    private final int floats;

    /**
     * Places a program's values.
     *
     * @param floats the size of each value
     * @throws IllegalArgumentException when they need more than one array can hold
     */
    Placement(Program program, ToLongFunction<Value> floats) {
        List<Lifetime> placed = new ArrayList<>();
        long end = CacheLine.FIRST;
        for (Lifetime lifetime : lifetimes(program, floats)) {
            long offset = lowestFree(lifetime, placed);
            placed.add(lifetime.at(offset));
            end = Math.max(end, offset + lifetime.floats);
            if (end > Integer.MAX_VALUE - 1024) {
                throw new IllegalArgumentException("The network's values need more than 8 GiB at this input size, at "
                        + lifetime.value + "; take a smaller image");
            }
            offsets.put(lifetime.value, (int) offset);
        }
        this.floats = (int) end;
    }

    /** Where a value begins. */
    int offset(Value value) {
        return offsets.get(value);
    }

    /** The floats of the arena. */
    int floats() {
        return floats;
    }

    private static long lowestFree(Lifetime lifetime, List<Lifetime> placed) {
        long offset = CacheLine.FIRST;
        List<Lifetime> rivals = placed.stream()
                .filter(other -> other.first <= lifetime.last && lifetime.first <= other.last)
                .sorted(Comparator.comparingLong(other -> other.offset))
                .toList();
        for (Lifetime rival : rivals) {
            if (offset + lifetime.floats <= rival.offset) {
                break;
            }
            offset = Math.max(offset, CacheLine.atOrAfter(rival.offset + rival.floats));
        }
        return offset;
    }

    private static List<Lifetime> lifetimes(Program program, ToLongFunction<Value> floats) {
        Map<Value, Integer> first = new HashMap<>();
        Map<Value, Integer> last = new HashMap<>();
        first.put(program.input(), -1);
        last.put(program.input(), -1);
        List<Operation> operations = program.operations();
        for (int i = 0; i < operations.size(); i++) {
            int now = i;
            operations.get(i).results().forEach(value -> {
                first.put(value, now);
                last.put(value, now);
            });
            operations.get(i).inputs().forEach(value -> last.put(value, now));
        }
        program.outputs().values().forEach(value -> last.put(value, operations.size()));
        program.attention().values().forEach(value -> last.put(value, operations.size()));
        return first.keySet().stream()
                .map(value -> new Lifetime(value, first.get(value), last.get(value), floats.applyAsLong(value), 0))
                .sorted(Comparator.comparingLong((Lifetime lifetime) -> -lifetime.floats)
                        .thenComparingInt(lifetime -> lifetime.first)
                        .thenComparing(lifetime -> lifetime.value.name()))
                .toList();
    }

    private record Lifetime(Value value, int first, int last, long floats, long offset) {
        Lifetime at(long offset) {
            return new Lifetime(value, first, last, floats, offset);
        }
    }
}
