package io.graphbus.compat.regex;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Automata against the JDK's own regular expressions. */
class LanguageTest {

    private static final String[] LETTERS = {
        "a", "b", "c", "A", "Z", "0", "9", "_", "-", ".", " ", "\t", "é", "😀", "ab", "{", "}", "[",
        "]"
    };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "^a",
                "a$",
                "^a$",
                "^$",
                "",
                "a|b",
                "^(a|b)$",
                "^a|b$",
                "a*",
                "^a*$",
                "^a+b?$",
                "^[a-c]{2,3}$",
                "^[^a-c]+$",
                "\\d",
                "^\\D+$",
                "\\w-\\w",
                "^\\S*$",
                "\\s",
                "^.$",
                "^..$",
                "^[\\w.-]+$",
                "^[\\w-.]+$",
                "^a{2}$",
                "^a{2,}$",
                "^(?:ab)+$",
                "^(?<x>a)b$",
                "\\p{Lu}",
                "^\\P{L}+$",
                "^\\u0061$",
                "^\\x61b$",
                "a{",
                "^[a-]+$",
                "(^a|b)c",
                "a(b|$)",
                "^[\\d_]+$",
                "\\.",
                "^\\[a\\]$",
                "😀",
                "^[^b]$"
            })
    void aLanguageHasTheTextsInWhichTheExpressionFindsSomething(String expression) {
        Language language = Language.matching(expression).orElseThrow();
        Language others = language.not();
        Pattern pattern = Pattern.compile(expression.replace("a{", "a\\{").replace("a\\{2", "a{2"));
        Random random = new Random(expression.hashCode());
        for (int i = 0; i < 400; i++) {
            String text = text(random);
            boolean found = pattern.matcher(text).find();
            assertThat(language.contains(text)).as("%s in '%s'", expression, text).isEqualTo(found);
            assertThat(others.contains(text)).isEqualTo(!found);
        }
        String shortest = language.shortest();
        assertThat(shortest).isNotNull();
        assertThat(pattern.matcher(shortest).find()).isTrue();
        assertThat(language.and(others).isEmpty()).isTrue();
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(5);
        for (int i = 0; i < length; i++) {
            text.append(LETTERS[random.nextInt(LETTERS.length)]);
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?=a)b",
                "(?!a)",
                "(?<=a)b",
                "(?<!a)b",
                "(a)\\1",
                "\\bword\\b",
                "\\k<x>",
                "(a",
                "a)",
                "*a",
                "[a",
                "\\",
                "a{3,2}",
                "a{5000}",
                "^^a",
                "(^)*a",
                "\\q",
                "[b-a]",
                "\\p{Nope}",
                "\\u12",
                "\\uE000"
            })
    void whatNoAutomatonTellsIsSaid(String expression) {
        assertThat(Language.matching(expression)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a|b)*a(a|b){14}"})
    void anAutomatonThatWouldBeTooLargeIsRefused(String expression) {
        assertThat(Language.matching(expression)).isEmpty();
    }
}
