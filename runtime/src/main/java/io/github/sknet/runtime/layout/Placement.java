package io.github.sknet.runtime.layout;

import io.github.sknet.graph.Shape;
import io.github.sknet.runtime.kernels.CacheLine;
import io.github.sknet.runtime.program.Operation;
import io.github.sknet.runtime.program.Program;
import io.github.sknet.runtime.program.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * A place in the arena for every value: values that are never alive together may share it. A value that overwrites another goes
 * where that one is, which is also in the cache. The largest values are placed first, each at the lowest free place (as in
 * Pisarchyk and Lee 2020, greedy by size).
 */
final class Placement {

    private final Map<Value, Integer> offsets = new HashMap<>();
    private final int floats;

    /**
     * Places a program's values.
     *
     * @param floats the size of each value
     * @param overwritable an input, if any, that an operation's output may overwrite when nobody reads it later
     * @throws IllegalArgumentException when they need more than one array can hold
     */
    Placement(Program program, ToLongFunction<Value> floats, Function<Operation, Optional<Value>> overwritable) {
        Map<Value, Integer> lastUses = lastUses(program);
        Map<Value, Value> predecessors = predecessors(program, lastUses, overwritable);
        List<Lifetime> placed = new ArrayList<>();
        long end = CacheLine.FIRST;
        for (Lifetime lifetime : lifetimes(program, floats, lastUses, predecessors)) {
            long offset = lowestFree(lifetime, placed);
            placed.add(lifetime.at(offset));
            end = Math.max(end, offset + lifetime.floats);
            refuseBeyondArray(program, end, lifetime.value);
            offsets.put(lifetime.value, (int) offset);
        }
        predecessors.forEach((value, predecessor) -> offsets.put(value, offsets.get(predecessor)));
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

    /**
     * Refuses what one array can't hold, with room behind it.
     *
     * @param end one past the last float
     * @param value what comes to lie there
     */
    static void refuseBeyondArray(Program program, long end, Value value) {
        if (end > Integer.MAX_VALUE - ProgramLayout.SLACK) {
            Shape input = program.input().shape();
            throw new IllegalArgumentException("An input of " + input.height() + "×" + input.width()
                    + " pixels is too large: the network's values need more than 8 GiB, at " + value);
        }
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

    /** The number of the last operation that needs each value. */
    private static Map<Value, Integer> lastUses(Program program) {
        Map<Value, Integer> last = new HashMap<>();
        last.put(program.input(), -1);
        List<Operation> operations = program.operations();
        for (int i = 0; i < operations.size(); i++) {
            int now = i;
            operations.get(i).results().forEach(value -> last.put(value, now));
            operations.get(i).inputs().forEach(value -> last.put(value, now));
        }
        program.results().forEach(value -> last.put(value, operations.size()));
        return last;
    }

    /** For each value that overwrites another the first of those that lay there, in the order of the operations. */
    private static Map<Value, Value> predecessors(
            Program program, Map<Value, Integer> lastUses, Function<Operation, Optional<Value>> overwritable) {
        Map<Value, Value> predecessors = new LinkedHashMap<>();
        List<Operation> operations = program.operations();
        for (int i = 0; i < operations.size(); i++) {
            int now = i;
            Value output = operations.get(i).output();
            overwritable
                    .apply(operations.get(i))
                    .filter(value -> lastUses.get(value) == now)
                    .ifPresent(value -> predecessors.put(output, predecessors.getOrDefault(value, value)));
        }
        return predecessors;
    }

    private static List<Lifetime> lifetimes(
            Program program,
            ToLongFunction<Value> floats,
            Map<Value, Integer> lastUses,
            Map<Value, Value> predecessors) {
        Map<Value, Integer> first = new HashMap<>();
        first.put(program.input(), -1);
        List<Operation> operations = program.operations();
        for (int i = 0; i < operations.size(); i++) {
            for (Value value : operations.get(i).results()) {
                first.put(value, i);
            }
        }
        Map<Value, Integer> last = new HashMap<>(lastUses);
        predecessors.forEach((value, predecessor) -> last.merge(predecessor, lastUses.get(value), Math::max));
        return first.keySet().stream()
                .filter(value -> !predecessors.containsKey(value))
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
