package io.graphbus.server.security.credential;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ConfiguredTokenTest {

    @Test
    void aShortTokenIsWarnedOfAndNotShown(CapturedOutput output) {
        var token = new ConfiguredToken(Role.ADMIN, "graphbus.security.admin-token", "s3cret");

        assertThat(output)
                .containsOnlyOnce("WARN")
                .contains("graphbus.security.admin-token has 6 characters", "openssl rand")
                .doesNotContain("s3cret");
        assertThat(token.claims("s3cret")).isTrue();
        assertThat(token.authenticate("s3cret").role()).contains(Role.ADMIN);
    }

    @Test
    void aLongTokenAndNoneAtAllAreNotWarnedOf(CapturedOutput output) {
        new ConfiguredToken(Role.ADMIN, "graphbus.security.admin-token", "x".repeat(24));
        var none = new ConfiguredToken(Role.VIEWER, "graphbus.security.viewer-token", "");

        assertThat(output).doesNotContain("WARN");
        assertThat(none.claims("")).isFalse();
    }
}
