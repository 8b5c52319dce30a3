package io.graphbus.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicPatternTest {

    @ParameterizedTest
    @ValueSource(strings = {"/a", "/Order/Created", "/a.b/c_d-1"})
    void topicsAreSegmentsOfLettersDigitsDotsDashesAndUnderscores(String topic) {
        assertThat(TopicPattern.isTopic(topic)).isTrue();
        assertThat(TopicPattern.isPattern(topic)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "a", "/a/", "//a", "/a b", "/ä", "/a/**/b", "/a*", "/***"})
    void whatIsNotATopicIsNotAPatternEither(String text) {
        assertThat(TopicPattern.isTopic(text)).isFalse();
        assertThat(TopicPattern.isPattern(text)).isFalse();
    }

    @Test
    void aTopicEndsAt255Characters() {
        assertThat(TopicPattern.isTopic("/" + "a".repeat(254))).isTrue();
        assertThat(TopicPattern.isTopic("/" + "a".repeat(255))).isFalse();
        assertThat(TopicPattern.isPattern("/*/" + "a".repeat(253))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "/a/b, /a/b, true",
        "/a/b, /a/c, false",
        "/a/*, /a/b, true",
        "/a/*, /a/b/c, false",
        "/a/*, /a, false",
        "/*/b, /a/b, true",
        "/a/**, /a/b, true",
        "/a/**, /a/b/c, true",
        "/a/**, /a, false",
        "/**, /a, true",
        "/*/**, /a, false",
    })
    void wildcardsStandForOneSegmentOrForTheRest(String pattern, String topic, boolean matches) {
        assertThat(new TopicPattern(pattern).matches(topic)).isEqualTo(matches);
    }
}
