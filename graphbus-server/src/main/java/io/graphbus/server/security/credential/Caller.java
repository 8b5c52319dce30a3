package io.graphbus.server.security.credential;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * Whom a token stands for. Its name says of which kind the token was: {@code admin}, {@code
 * key:<name>} or {@code jwt:<subject>}.
 */
public final class Caller extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST_NAME = 128;

    private final String name;
    private final @Nullable Role role;

    private Caller(String name, @Nullable Role role) {
        super(
                role == null
                        ? List.of()
                        : List.of(new SimpleGrantedAuthority("ROLE_" + role.name())));
        this.name = name;
        this.role = role;
        setAuthenticated(true);
    }

    /**
     * A caller whose token is good.
     *
     * @param name as it appears in the log, cut and cleaned of control characters
     * @param role {@code null} for one that is known but may do nothing
     */
    public static Caller of(String name, @Nullable Role role) {
        String clean = name.replaceAll("\\p{C}|\\p{Zl}|\\p{Zp}", "?");
        return new Caller(
                clean.length() > LONGEST_NAME ? clean.substring(0, LONGEST_NAME) : clean, role);
    }

    public Optional<Role> role() {
        return Optional.ofNullable(role);
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String getPrincipal() {
        return name;
    }

    @Override
    public String getCredentials() {
        return "";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Caller that && name.equals(that.name) && role == that.role;
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
