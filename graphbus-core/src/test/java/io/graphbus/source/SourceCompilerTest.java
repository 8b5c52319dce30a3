package io.graphbus.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceCompilerTest {

    @TempDir Path root;

    private SourceCompiler.Result compile(String code) throws IOException {
        Path file = Files.createDirectories(root.resolve("src/p")).resolve("A.java");
        Files.writeString(file, code);
        return new SourceCompiler(
                        root.resolve("src"),
                        root.resolve("scratch"),
                        List.of(),
                        JavaSettings.DEFAULT)
                .compile(List.of(file), root.resolve("out"), root.resolve("made"));
    }

    @Test
    void anUnknownNameIsSaidInOneLineWithAHint() throws IOException {
        Problem problem = compile("package p;\nclass A {\n  Nothing x;\n}").problems().get(0);
        assertThat(problem.where()).isEqualTo("p/A.java:3:3");
        assertThat(problem.message())
                .isEqualTo("cannot find symbol; symbol:   class Nothing; location: class p.A");
        assertThat(problem.hint()).contains("--classpath");
    }

    @Test
    void aByteOrderMarkIsNamed() throws IOException {
        Problem problem = compile("\ufeffpackage p;\nclass A {}").problems().get(0);
        assertThat(problem.where()).isEqualTo("p/A.java:1:1");
        assertThat(problem.hint()).contains("byte order mark");
    }

    @Test
    void aWarningOfTheCompilerIsAWarning() throws IOException {
        SourceCompiler.Result result =
                compile("package p; class A { void f() { Thread.currentThread().stop(); } }");
        assertThat(result.succeeded()).isTrue();
        assertThat(result.problems())
                .extracting(Problem::code)
                .containsOnly(ProblemCode.COMPILE_WARNING);
        assertThat(root.resolve("out/p/A.class")).exists();
    }

    @Test
    void loggersAndAnnotationsOfThePlatformCanBeUsed() throws IOException {
        SourceCompiler.Result result =
                compile(
                        "package p; import org.slf4j.*; import org.jspecify.annotations.*;"
                                + " import com.fasterxml.jackson.annotation.*;"
                                + " import tools.jackson.databind.*; import io.graphbus.agent.*;"
                                + " @Agent class A { @Nullable Logger log; JsonNode node;"
                                + " @JsonProperty int x; }");
        assertThat(result.problems()).isEmpty();
    }

    @Test
    void placesArePastAnnotationsAndCommentsInTabsAndNestedClasses() throws IOException {
        SourceCompiler.Result result =
                compile(
                        "package p;\n@Deprecated\npublic class A {\n  static class In {\n"
                                + "    @Deprecated\n    public void m(int x) {}\n  }\n}\n");
        assertThat(result.succeeded()).isTrue();
        assertThat(result.index().text("p/A.java")).isPresent();
    }

    @Test
    void aJarInsideAJarIsCopiedForTheCompiler() throws Exception {
        Path jar =
                Path.of(
                        org.slf4j.Logger.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI());
        java.net.URL nested = new java.net.URI("jar:" + jar.toUri() + "!/").toURL();
        Path copy = Platform.copy(nested, root.resolve("scratch"));
        assertThat(copy.getFileName()).isEqualTo(jar.getFileName());
        assertThat(copy).hasSameBinaryContentAs(jar);
    }
}
