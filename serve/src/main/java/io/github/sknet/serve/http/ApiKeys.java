package io.github.sknet.serve.http;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/**
 * The keys that clients must show one of. They are compared by their digests, all of them, whatever the first bytes are like: how
 * long it takes tells nothing of a key.
 */
public final class ApiKeys {

    private static final int SHORTEST = 16;
    private static final String BEARER = "bearer ";
    private static final String BASIC = "basic ";

    private final List<byte[]> digests;

    private ApiKeys(List<byte[]> digests) {
        this.digests = digests;
    }

    /**
     * The keys of a file: one a line; what follows a {@code #} is a comment.
     *
     * @throws IOException when it can't be read
     * @throws IllegalArgumentException when it is no text, holds none, or one that is too short
     */
    public static ApiKeys read(Path file) throws IOException {
        List<String> keys = lines(file).stream()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
        if (keys.isEmpty()) {
            throw new IllegalArgumentException(file + " holds no key: write one a line");
        }
        if (keys.stream().anyMatch(key -> key.length() < SHORTEST)) {
            throw new IllegalArgumentException(
                    file + " holds a key of fewer than " + SHORTEST + " letters, which can be guessed");
        }
        return new ApiKeys(keys.stream().map(ApiKeys::digest).toList());
    }

    private static List<String> lines(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException(file + " is a folder, and no file of keys");
        }
        try {
            return Files.readAllLines(file);
        } catch (CharacterCodingException other) {
            throw new IllegalArgumentException(file + " is no text in UTF-8: write keys in that, one a line", other);
        }
    }

    private static byte[] digest(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    /** Whether a request shows one of the keys: as a bearer token, as {@code X-Api-Key}, or as a password, as browsers ask for one. */
    boolean admit(HttpFields headers) {
        Optional<String> shown = shown(headers);
        if (shown.isEmpty()) {
            return false;
        }
        byte[] digest = digest(shown.get());
        boolean known = false;
        for (byte[] each : digests) {
            known |= MessageDigest.isEqual(each, digest);
        }
        return known;
    }

    private static Optional<String> shown(HttpFields headers) {
        String key = headers.get("X-Api-Key");
        if (key != null) {
            return Optional.of(key);
        }
        String authorization = headers.get(HttpHeader.AUTHORIZATION);
        if (authorization == null) {
            return Optional.empty();
        }
        if (authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.of(authorization.substring(BEARER.length()).strip());
        }
        return authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())
                ? password(authorization.substring(BASIC.length()).strip())
                : Optional.empty();
    }

    private static Optional<String> password(String credentials) {
        try {
            String text = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
            return Optional.of(text.substring(text.indexOf(':') + 1));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
