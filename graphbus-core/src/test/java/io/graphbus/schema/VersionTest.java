package io.graphbus.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {

    @Test
    void versionsAreOrderedByNumberNotByText() {
        assertThat(Version.of("1.10.0")).isGreaterThan(Version.of("1.9.0"));
        assertThat(Version.of("1.0.0-rc.1")).isLessThan(Version.of("1.0.0"));
        assertThat(Version.of("1.2.3").satisfies("^1.2")).isTrue();
        assertThat(Version.of("1.2.3")).hasToString("1.2.3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.0", "v1.0.0", "1.0.0.0", "01.0.0", ""})
    void whatIsNoVersionIsRefused(String text) {
        assertThat(Version.isValid(text)).isFalse();
        assertThatThrownBy(() -> Version.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "^1.2",
                ">=1 <3",
                "1.x || 2.0.x",
                "~1.2.3",
                "1.0.0 - 2.0.0",
                "=1.0.0-rc.1"
            })
    void rangesAreKnown(String range) {
        assertThat(Version.isRange(range)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "new", "1.2.3.4", "^^1", ">="})
    void whatIsNoRangeIsKnownToo(String range) {
        assertThat(Version.isRange(range)).isFalse();
    }

    @Test
    void whatNobodyCouldCompareIsNoVersion() {
        assertThat(Version.isValid("1.0.0-" + "a.".repeat(2000) + "a")).isFalse();
        assertThat(Version.isValid("1.0.0-99999999999999999999")).isFalse();
        assertThat(Version.isValid("1.0.0-rc.99999999999999999999")).isFalse();
        assertThat(Version.isValid("1.0.0-rc99999999999999999999")).isTrue();
        assertThat(Version.isRange("^" + "1".repeat(3000))).isFalse();
    }
}
