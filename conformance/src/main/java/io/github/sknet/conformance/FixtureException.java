package io.github.sknet.conformance;

import java.io.IOException;

/** A fixture that can't be read; the message is one sentence that names the file and what is wrong. */
public final class FixtureException extends IOException {

    FixtureException(String message) {
        super(message);
    }

    FixtureException(String message, Throwable cause) {
        super(message, cause);
    }
}
