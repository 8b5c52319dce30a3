package io.graphbus.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.server.security.audit.AuditLog;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** What is noted about who changed what, and about who was turned away. */
@Elsewhere
@ExtendWith(OutputCaptureExtension.class)
class AuditTest {

    @Autowired private MockMvcTester http;
    @Autowired private AuditLog audit;
    @Autowired private RouteGuard guard;

    private final String subject = "who-" + UUID.randomUUID();
    private final String who = "jwt:" + subject;

    @Test
    void everyChangeIsToldWithWhoWhatAndResult() {
        String admin = token("graphbus:admin");
        List<Route> changes =
                guard.table().routes().stream()
                        .filter(route -> List.of("POST", "PUT", "DELETE").contains(route.method()))
                        .filter(route -> !route.openOnLoopback())
                        .toList();
        assertThat(changes).hasSizeGreaterThan(8);
        for (Route change : changes) {
            String path = change.name().split(" ")[1].replaceAll("\\{\\w+}", "x");
            int status = send(change.method(), path, admin, "").getResponse().getStatus();

            assertThat(told().getLast())
                    .containsEntry("route", change.method() + " " + path)
                    .containsEntry("status", status)
                    .containsEntry("address", "127.0.0.1");
        }
        assertThat(told()).hasSameSizeAs(changes);
    }

    @Test
    void whatWasMadeIsNamed(CapturedOutput output) {
        String body = "{\"name\":\"%s\",\"role\":\"viewer\"}".formatted(subject);
        MvcTestResult made = send("POST", "/api/v1/keys", token("graphbus:admin"), body);

        String place = made.getResponse().getHeader("Location");
        assertThat(told())
                .singleElement()
                .satisfies(t -> assertThat(t).containsEntry("made", place));
        assertThat(output).containsOnlyOnce("CHANGE by " + who).contains("made=" + place);
    }

    @Test
    void lookingAndUsingIsNotTold() {
        send("GET", "/api/v1/keys", token("graphbus:admin"), "");
        send("POST", "/api/v1/events", token("graphbus:admin"), "{\"topic\":\"/A\",\"payload\":1}");

        assertThat(told()).isEmpty();
    }

    @Test
    void aRefusalIsToldOnce() {
        send("DELETE", "/api/v1/keys/x", token("graphbus:viewer"), "");
        http.delete().uri("/api/v1/keys/x").exchange();

        assertThat(audit.find(who, null, null))
                .extracting(AuditEvent::getType)
                .containsExactly(AuditLog.AUTHORIZATION_FAILURE);
        assertThat(audit.find("anonymousUser", null, null)).isEmpty();
    }

    private List<Map<String, Object>> told() {
        return audit.find(who, null, AuditLog.CHANGE).stream().map(AuditEvent::getData).toList();
    }

    private String token(String role) {
        return Issuer.token(claims -> claims.subject(subject).claim("roles", List.of(role)));
    }

    private MvcTestResult send(String method, String path, String token, String body) {
        return http.method(HttpMethod.valueOf(method))
                .uri(path)
                .header("Authorization", "Bearer " + token)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }
}
