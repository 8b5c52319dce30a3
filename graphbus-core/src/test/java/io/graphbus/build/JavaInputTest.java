package io.graphbus.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.source.JavaSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources as a user's own compiler would see them. */
class JavaInputTest {

    @TempDir Path root;

    private Workshop project() {
        return new Workshop(root.resolve("project"));
    }

    @Test
    void allKindsOfTypesMayStandBesideAgentsInAnyFile() {
        Workshop w =
                project()
                        .file("agents/module-info.java", "module m { requires io.graphbus.core; }")
                        .file("agents/a/package-info.java", "/** Agents. */ package a;")
                        .source(
                                "a/b/Many.java",
                                "package a; interface Has<T> { T it(); }"
                                        + " enum Kind { X } record Pair<A, B>(A a, B b) {}"
                                        + " abstract class Base<T> { @SchemaMethod public T same(T t) { return t; } }"
                                        + " @Agent class One extends Base<Pair<Kind, String>> {}"
                                        + " class Outer { static class Inner { @Agent static class Two {} } }")
                        .source("Default.java", "@Agent public class Default {}");
        BuildResult result = w.build().orThrow();
        assertThat(result.graph().agentNames()).containsExactly("Default", "One", "Two");
        assertThat(result.problems()).isEmpty();
    }

    @Test
    void theLanguageLevelIsKept() {
        Workshop w =
                project()
                        .source(
                                "A.java",
                                "@Agent public class A { int f(Object o) {"
                                        + " return switch (o) { case String s -> 1; default -> 2; }; } }");
        assertThat(w.build().succeeded()).isTrue();
        BuildRequest old = w.request().java(JavaSettings.DEFAULT.release("17"));
        assertThat(BuildOrchestrator.build(old).errors())
                .extracting(Problem::code)
                .containsOnly(ProblemCode.COMPILE_ERROR);
        BuildRequest unknown = w.request().java(JavaSettings.DEFAULT.release("99"));
        assertThat(BuildOrchestrator.build(unknown).errors())
                .extracting(Problem::code)
                .containsExactly(ProblemCode.INPUT_UNREADABLE);
    }

    @Test
    void anotherEncodingIsNamedOnceAndCanBeGiven() throws IOException {
        Workshop w = project().source("A.java", "@Agent public class A {}");
        Files.writeString(
                w.agents().resolve("A.java"),
                "import io.graphbus.agent.*;\n@Agent(description = \"\u00fc\u00e4\")\n"
                        + "public class A { /* \u00f6 */ }",
                StandardCharsets.ISO_8859_1);
        Problem problem = w.problem(ProblemCode.COMPILE_ERROR);
        assertThat(problem.where()).startsWith("A.java:2");
        assertThat(problem.hint()).contains("--encoding");
        BuildRequest latin =
                w.request().java(JavaSettings.DEFAULT.encoding(StandardCharsets.ISO_8859_1));
        assertThat(BuildOrchestrator.build(latin).orThrow().graph().agents().get(0).description())
                .isEqualTo("\u00fc\u00e4");
    }

    @Test
    void annotationProcessorsOfTheClassPathMayWriteAgents() throws IOException {
        Path processor = processor();
        Workshop w =
                project().source("p/A.java", "package p; @Agent @Deprecated public class A {}");
        BuildResult result =
                BuildOrchestrator.build(w.request().classpath(List.of(processor))).orThrow();
        assertThat(result.graph().agentNames()).containsExactly("A", "Made");
        assertThat(result.graph().agents().get(1).source().file())
                .isEqualTo("generated-sources/made/Made.java");
    }

    private Path processor() throws IOException {
        Workshop tool =
                new Workshop(root.resolve("tool"))
                        .source(
                                "tool/Maker.java",
                                """
                                package tool;
                                import javax.annotation.processing.*;
                                import javax.lang.model.element.*;
                                @SupportedAnnotationTypes("*")
                                public class Maker extends AbstractProcessor {
                                    @Override public javax.lang.model.SourceVersion getSupportedSourceVersion() {
                                        return javax.lang.model.SourceVersion.latest();
                                    }
                                    @Override public boolean process(Set<? extends TypeElement> found, RoundEnvironment round) {
                                        if (!round.processingOver() && !round.getElementsAnnotatedWith(Deprecated.class).isEmpty()) {
                                            try (var out = processingEnv.getFiler().createSourceFile("made.Made").openWriter()) {
                                                out.write("package made; @io.graphbus.agent.Agent public class Made {}");
                                            } catch (java.io.IOException e) { throw new java.io.UncheckedIOException(e); }
                                        }
                                        return false;
                                    }
                                }
                                """)
                        .source("tool/Any.java", "package tool; @Agent public class Any {}");
        Path classes = tool.build().orThrow().artifacts().resolve("classes");
        Path services = Files.createDirectories(classes.resolve("META-INF/services"));
        Files.writeString(
                services.resolve("javax.annotation.processing.Processor"), "tool.Maker\n");
        return classes;
    }

    @Test
    void aModuleOfTheSameMavenProjectIsOnTheClassPath() throws IOException {
        Workshop prices =
                new Workshop(root.resolve("price-agents"))
                        .source("lib/Price.java", "package lib; public record Price(int cents) {}")
                        .source("lib/Any.java", "package lib; @Agent public class Any {}");
        Path classes = prices.build().orThrow().artifacts().resolve("classes");
        Path target = Files.createDirectories(root.resolve("prices/target"));
        Files.move(classes, target.resolve("classes"));
        String name =
                "<project><groupId>g</groupId><artifactId>%s</artifactId><version>1</version>%s";
        Files.writeString(
                root.resolve("pom.xml"),
                name.formatted(
                        "all",
                        "<modules><module>prices</module><module>project</module></modules></project>"));
        Files.writeString(root.resolve("prices/pom.xml"), name.formatted("prices", "</project>"));
        Workshop w =
                project()
                        .file(
                                "pom.xml",
                                name.formatted(
                                        "project",
                                        "<parent><groupId>g</groupId><artifactId>all</artifactId>"
                                                + "<version>1</version></parent><dependencies><dependency>"
                                                + "<groupId>g</groupId><artifactId>prices</artifactId>"
                                                + "<version>1</version></dependency></dependencies></project>"))
                        .source(
                                "Shop.java",
                                "@Agent public class Shop { @SchemaMethod public lib.Price price() {"
                                        + " return new lib.Price(1); } }");
        BuildResult result = w.build().orThrow();
        assertThat(result.problems()).isEmpty();
        assertThat(result.graph().agentNames()).containsExactly("Shop");
    }
}
