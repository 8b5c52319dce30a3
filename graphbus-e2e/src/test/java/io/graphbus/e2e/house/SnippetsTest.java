package io.graphbus.e2e.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SnippetsTest {

    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @Test
    void whatTheReadmeShowsStandsInTheExample() {
        List<String> example =
                SourceTree.javaFiles().stream()
                        .filter(f -> SourceTree.relative(f).startsWith("examples/hello-graphbus/"))
                        .map(f -> normal(SourceTree.read(f)))
                        .toList();
        List<String> shown =
                BLOCK.matcher(SourceTree.read(SourceTree.ROOT.resolve("README.md")))
                        .results()
                        .map((MatchResult block) -> block.group(1))
                        .flatMap(block -> Arrays.stream(block.split("\n\n(?=[@p])")))
                        .map(SnippetsTest::normal)
                        .toList();
        assertThat(shown).hasSize(3);
        assertThat(shown)
                .allSatisfy(
                        declaration ->
                                assertThat(example).anyMatch(file -> file.contains(declaration)));
    }

    @Test
    void whatTheTestingGuideShowsIsCompiled() {
        List<String> tests =
                SourceTree.testJava().stream().map(f -> normal(SourceTree.read(f))).toList();
        List<String> shown =
                BLOCK.matcher(SourceTree.read(SourceTree.ROOT.resolve("docs/guide/testing.md")))
                        .results()
                        .map(block -> normal(block.group(1)))
                        .toList();
        assertThat(shown).hasSizeGreaterThan(4);
        assertThat(shown)
                .allSatisfy(block -> assertThat(tests).anyMatch(file -> file.contains(block)));
    }

    /** Comments and white space do not count. */
    private static String normal(String code) {
        return code.replaceAll("//[^\n]*", "").replaceAll("\\s+", " ").strip();
    }
}
