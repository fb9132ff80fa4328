package io.github.sknet.report.tensorboard;

import java.time.Instant;

/**
 * The few messages that are needed of TensorBoard's {@code event.proto} and {@code summary.proto}, in protobuf's wire
 * format. The numbers are the fields' in these files.
 */
final class EventMessages {
    private static final int WALL_TIME = 1;
    private static final int STEP = 2;
    private static final int FILE_VERSION = 3;
    private static final int SUMMARY = 5;
    private static final int SESSION_LOG = 7;

    private static final int SESSION_STATUS = 1;
    private static final int SESSION_START = 1;

    private static final int SUMMARY_VALUE = 1;
    private static final int TAG = 1;
    private static final int SIMPLE_VALUE = 2;

    private static final double NANOS = 1e9;

    private EventMessages() {}

    /** The first event of every file. */
    static byte[] version(Instant time) {
        return event(time, 0).text(FILE_VERSION, "brain.Event:2").toBytes();
    }

    /** What follows starts at the step: readers forget what earlier files say of this step and later ones. */
    static byte[] sessionStart(Instant time, long step) {
        WireMessage log = new WireMessage().integer(SESSION_STATUS, SESSION_START);
        return event(time, step).message(SESSION_LOG, log).toBytes();
    }

    static byte[] scalar(Instant time, long step, String tag, float value) {
        WireMessage entry = new WireMessage().text(TAG, tag).real(SIMPLE_VALUE, value);
        return event(time, step)
                .message(SUMMARY, new WireMessage().message(SUMMARY_VALUE, entry))
                .toBytes();
    }

    private static WireMessage event(Instant time, long step) {
        return new WireMessage()
                .real(WALL_TIME, time.getEpochSecond() + time.getNano() / NANOS)
                .integer(STEP, step);
    }
}
