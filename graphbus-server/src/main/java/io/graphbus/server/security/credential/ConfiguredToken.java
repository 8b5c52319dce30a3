package io.graphbus.server.security.credential;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A token that the configuration has, which needs no database. Immutable. */
public final class ConfiguredToken implements Credentials {

    private static final Logger log = LoggerFactory.getLogger(ConfiguredToken.class);

    /** Letters and digits of so many hold what nobody can try out. */
    private static final int LEAST_LENGTH = 24;

    private final Role role;
    private final byte[] digest;
    private final boolean known;

    /**
     * The token; one that is short is warned of.
     *
     * @param role what its holder may do, and is called
     * @param property what it is the value of
     * @param token empty for none, which nothing matches
     */
    public ConfiguredToken(Role role, String property, String token) {
        this.role = role;
        this.known = !token.isEmpty();
        this.digest = digest(token);
        if (known && token.length() < LEAST_LENGTH) {
            log.warn(
                    "{} has {} characters, few enough to be guessed. Set one of at least {}, as"
                            + " openssl rand -hex 32 makes",
                    property,
                    token.length(),
                    LEAST_LENGTH);
        }
    }

    /** Compares in a time that does not depend on how much of the token is right. */
    @Override
    public boolean claims(String token) {
        return known && MessageDigest.isEqual(digest, digest(token));
    }

    @Override
    public Caller authenticate(String token) {
        return Caller.of(role.label(), role);
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
