package io.github.sknet.report.tensorboard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventWriterTest {

    /**
     * Three records that a few lines of Python made from the format's description (a bitwise CRC-32C, struct and the
     * protobuf encoding by hand): the file version, a session start at step 300, and loss/train = 0.75 at step 301, all
     * at 1700000000.25 s.
     */
    private static final String GOLDEN = """
            1a00000000000000129bd82d0900001040fc54d94110001a0d627261696e2e4576656e743a3252ef
            9793100000000000000095fbfe180900001040fc54d94110ac023a0208016b3b88f1210000000000
            0000017becf60900001040fc54d94110ad022a130a110a0a6c6f73732f747261696e150000403ffd
            5c8080
            """;

    @Test
    void bytesAreThoseOfTheFormat() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Clock clock = Clock.fixed(Instant.ofEpochSecond(1_700_000_000L, 250_000_000), ZoneOffset.UTC);
        try (EventWriter writer = new EventWriter(bytes, clock, 300)) {
            writer.scalars(301, Map.of("loss/train", 0.75));
        }
        assertEquals(GOLDEN.replaceAll("\\s", ""), HexFormat.of().formatHex(bytes.toByteArray()));
    }

    @Test
    void anIndependentReaderFindsEverything(@TempDir Path folder) throws IOException {
        try (EventWriter writer = EventWriter.open(folder.resolve("new"), 0)) {
            Map<String, Double> values = new LinkedHashMap<>();
            values.put("loss/train", 1.25);
            values.put("accuracy/validation", 0.5);
            writer.scalars(1, values);
            writer.scalars(3_000_000_000L, Map.of("genauigkeit/prüfung", Double.NaN));
        }
        List<RecordedEvent> events = RecordedEvent.read(only(folder.resolve("new")));
        assertEquals("brain.Event:2", events.get(0).version());
        assertTrue(events.get(1).isSessionStart());
        assertEquals("loss/train", events.get(2).tag());
        assertEquals(1.25f, events.get(2).scalar());
        assertEquals(1, events.get(2).step());
        assertEquals(0.5f, events.get(3).scalar());
        assertEquals(3_000_000_000L, events.get(4).step());
        assertEquals("genauigkeit/prüfung", events.get(4).tag());
        assertEquals(Float.NaN, events.get(4).scalar());
        assertEquals(5, events.size());
        double now = System.currentTimeMillis() / 1000.0;
        assertTrue(Math.abs(events.get(2).wallTime() - now) < 600, "the time is now, in seconds");
    }

    @Test
    void aResumedRunLeavesEarlierFilesAlone(@TempDir Path folder) throws IOException {
        try (EventWriter writer = EventWriter.open(folder, 0)) {
            writer.scalars(5, Map.of("loss", 1.0));
        }
        Path first = only(folder);
        byte[] before = Files.readAllBytes(first);
        // As if the first run had been killed in the middle of a record.
        byte[] torn = Arrays.copyOf(before, before.length - 7);
        Files.write(first, torn);
        try (EventWriter writer = EventWriter.open(folder, 4)) {
            writer.scalars(4, Map.of("loss", 2.0));
        }
        List<Path> files = sorted(folder);
        assertEquals(2, files.size());
        assertEquals(first, files.get(0), "the new file's name sorts behind the old one's");
        assertArrayEquals(torn, Files.readAllBytes(first));
        List<RecordedEvent> events = RecordedEvent.read(files.get(1));
        assertTrue(events.get(1).isSessionStart());
        assertEquals(4, events.get(1).step(), "readers forget steps from here on");
        assertEquals(2f, events.get(2).scalar());
    }

    @Test
    void eventsCanBeReadWhileTheRunGoesOn(@TempDir Path folder) throws IOException {
        try (EventWriter writer = EventWriter.open(folder, 0)) {
            writer.scalars(1, Map.of("loss", 3.0));
            assertEquals(3f, RecordedEvent.read(only(folder)).get(2).scalar());
        }
    }

    private static Path only(Path folder) throws IOException {
        List<Path> files = sorted(folder);
        assertEquals(1, files.size());
        return files.get(0);
    }

    private static List<Path> sorted(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
