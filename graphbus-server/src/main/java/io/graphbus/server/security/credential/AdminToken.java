package io.graphbus.server.security.credential;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The administrator's token of the configuration, which needs no database. Immutable. */
public final class AdminToken implements Credentials {

    private final byte[] digest;
    private final boolean known;

    /**
     * The token.
     *
     * @param token empty for none, which nothing matches
     */
    public AdminToken(String token) {
        this.known = !token.isEmpty();
        this.digest = digest(token);
    }

    /** Compares in a time that does not depend on how much of the token is right. */
    @Override
    public boolean claims(String token) {
        return known && MessageDigest.isEqual(digest, digest(token));
    }

    @Override
    public Caller authenticate(String token) {
        return Caller.of("admin", Role.ADMIN);
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
