package io.graphbus.server.security.jwt;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.server.security.audit.Reason;
import io.graphbus.server.security.credential.Caller;
import io.graphbus.server.security.credential.Credentials;
import io.graphbus.server.security.credential.RefusedToken;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/** Tokens that the configured issuer has signed; without one there are none. Any thread. */
public final class IssuerTokens implements Credentials {

    private static final Logger log = LoggerFactory.getLogger(IssuerTokens.class);
    private static final Pattern FORM = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]*");

    private final @Nullable JwtDecoder decoder;
    private final RoleClaims roles;
    private final String nameClaim;

    IssuerTokens(@Nullable JwtDecoder decoder, RoleClaims roles, String nameClaim) {
        this.decoder = decoder;
        this.roles = roles;
        this.nameClaim = nameClaim;
    }

    /** Whether an issuer is configured. */
    public boolean isConfigured() {
        return decoder != null;
    }

    @Override
    public boolean claims(String token) {
        return decoder != null && FORM.matcher(token).matches();
    }

    @Override
    public Caller authenticate(String token) {
        if (decoder == null) {
            throw new IllegalStateException("There is no issuer.");
        }
        try {
            Jwt jwt = decoder.decode(token);
            return Caller.of("jwt:" + name(jwt), roles.role(jwt.getClaims()).orElse(null));
        } catch (JwtValidationException e) {
            throw refused(e);
        } catch (BadJwtException e) {
            log.debug("A token cannot be verified", e);
            throw new RefusedToken(Reason.UNKNOWN, "", "This token cannot be verified.", e);
        } catch (JwtException | JwtDecoderInitializationException e) {
            log.debug("The issuer does not answer", e);
            throw Problem.of(
                            ProblemCode.ISSUER_UNREACHABLE,
                            "Authorization",
                            "Whether this token is good cannot be found out: its issuer does not"
                                    + " answer.",
                            "Try again later.")
                    .toException(e);
        }
    }

    private String name(Jwt jwt) {
        return Optional.ofNullable(jwt.getClaims().get(nameClaim))
                .or(() -> Optional.ofNullable(jwt.getClaims().get("client_id")))
                .map(String::valueOf)
                .orElse("unnamed");
    }

    /** Its claims are not as they should be; which, its holder may know. */
    private static RefusedToken refused(JwtValidationException e) {
        String faults =
                e.getErrors().stream()
                        .map(OAuth2Error::getDescription)
                        .distinct()
                        .collect(Collectors.joining("; "));
        boolean expired = faults.startsWith("Jwt expired");
        return new RefusedToken(
                expired ? Reason.EXPIRED : Reason.UNKNOWN,
                "",
                expired
                        ? "This token has expired."
                        : "This token is not for this server: " + faults + ".",
                e);
    }
}
