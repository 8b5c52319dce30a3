package io.graphbus.server.security.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KeyTextTest {

    private final KeyText key = KeyText.random(new SecureRandom());

    @Test
    void aKeyIsKnownByItsFormAndHasItsIdInIt() {
        assertThat(key.reveal()).matches("gbk_[0-9A-Za-z]{12}_[0-9A-Za-z]{49}");
        assertThat(key.reveal()).startsWith("gbk_" + key.id() + "_");
        assertThat(KeyText.parse(key.reveal())).map(KeyText::id).contains(key.id());
    }

    @Test
    void noTwoKeysAreAlike() {
        var random = new SecureRandom();

        assertThat(Stream.generate(() -> KeyText.random(random).reveal()).limit(100))
                .doesNotHaveDuplicates();
    }

    @Test
    void whatIsMistypedIsNoKey() {
        String text = key.reveal();
        char other = text.charAt(20) == 'x' ? 'y' : 'x';

        assertThat(KeyText.parse(text.substring(0, 20) + other + text.substring(21))).isEmpty();
        assertThat(KeyText.parse(text.toLowerCase(java.util.Locale.ROOT))).isEmpty();
        assertThat(KeyText.parse(text + "x")).isEmpty();
        assertThat(KeyText.parse("gbk_")).isEmpty();
    }

    @Test
    void aHashIsOfOneKeyOnly() {
        assertThat(key.hasHash(key.hash())).isTrue();
        assertThat(KeyText.random(new SecureRandom()).hasHash(key.hash())).isFalse();
        assertThat(key.hash()).hasSize(64).doesNotContain(key.reveal());
    }

    @Test
    void theSecretIsNotPartOfTheText() {
        assertThat(key.toString()).isEqualTo("gbk_" + key.id() + "_…");
    }
}
