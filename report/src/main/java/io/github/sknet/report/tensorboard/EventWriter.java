package io.github.sknet.report.tensorboard;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes what happens during training for TensorBoard: {@code tensorboard --logdir FOLDER} shows it, also while the run
 * goes on.
 *
 * <p>Each writer makes a file of its own, and existing ones are never touched: that a killed run left its last record
 * unfinished does no harm. A resumed run says at which step it starts, and TensorBoard drops what earlier files say of
 * that step and later ones.
 *
 * <p>Used by one thread.
 */
public final class EventWriter implements Closeable {
    private static final Pattern FILE = Pattern.compile("events\\.out\\.tfevents\\.(\\d{10})\\..*");

    private final OutputStream out;
    private final RecordWriter records;
    private final Clock clock;

    EventWriter(OutputStream out, Clock clock, long firstStep) throws IOException {
        this.out = out;
        this.clock = clock;
        this.records = new RecordWriter(out);
        records.write(EventMessages.version(clock.instant()));
        records.write(EventMessages.sessionStart(clock.instant(), firstStep));
        flush();
    }

    /**
     * Starts a file of events.
     *
     * @param folder where it goes; made if missing
     * @param firstStep the first step that will be recorded: 0 for a new run, the step of the checkpoint for a resumed
     *     one
     * @throws IOException when the file can't be made
     */
    public static EventWriter open(Path folder, long firstStep) throws IOException {
        Files.createDirectories(folder);
        Clock clock = Clock.systemUTC();
        // TensorBoard reads files in the order of their names, so each must come after those that are there.
        long seconds = Math.max(clock.instant().getEpochSecond(), newest(folder) + 1);
        String name = String.format(
                Locale.ROOT,
                "events.out.tfevents.%010d.sknet.%d",
                seconds,
                ProcessHandle.current().pid());
        OutputStream file = Files.newOutputStream(folder.resolve(name), StandardOpenOption.CREATE_NEW);
        return new EventWriter(new BufferedOutputStream(file), clock, firstStep);
    }

    private static long newest(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> FILE.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .mapToLong(matcher -> Long.parseLong(matcher.group(1)))
                    .max()
                    .orElse(0);
        }
    }

    /**
     * Records numbers, and hands them to the system at once.
     *
     * @param step counted in optimiser steps, images or epochs, but always in the same
     * @param values by tag; the part of a tag before a slash groups charts ({@code loss/train}, {@code loss/validation})
     */
    public void scalars(long step, Map<String, Double> values) throws IOException {
        for (Map.Entry<String, Double> entry : values.entrySet()) {
            float value = entry.getValue().floatValue();
            records.write(EventMessages.scalar(clock.instant(), step, entry.getKey(), value));
        }
        flush();
    }

    private void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
