package io.graphbus.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.artifact.ArtifactClassLoader;
import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.build.BuildResult;
import io.graphbus.build.Workshop;
import io.graphbus.invoke.Dispatcher;
import io.graphbus.model.AgentDefinition;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeWriterTest {

    @TempDir Path root;

    private Object call(ArtifactDirectory artifacts, String name, String method, Object... args)
            throws Throwable {
        AgentDefinition agent = artifacts.graph().agent(name).orElseThrow();
        try (ArtifactClassLoader loader = artifacts.classLoader(getClass().getClassLoader())) {
            Constructor<?> create = loader.agentClass(agent).getDeclaredConstructor();
            create.setAccessible(true);
            Dispatcher dispatcher =
                    (Dispatcher)
                            loader.dispatcherClass(agent)
                                    .getConstructors()[0]
                                    .newInstance(create.newInstance());
            return dispatcher.dispatch(agent.operations().indexOf(method), args);
        }
    }

    @Test
    void agentsOfAllKindsAreCalled() throws Throwable {
        BuildResult result =
                new Workshop(root)
                        .source(
                                "a/Outer.java",
                                "package a; class Outer { @Agent static class Inner extends Base<String> {"
                                        + " static final StringBuilder SEEN = new StringBuilder();"
                                        + " @SchemaMethod int add(int a, long b) { return a + (int) b; }"
                                        + " @SchemaMethod public Object any(Object o, List<String> l, int[] n)"
                                        + " { return l.get(0) + o + n.length; }"
                                        + " @Subscribes(\"/x\") void seen(Event e) { SEEN.append('x'); }"
                                        + " @SchemaMethod String saw() { return SEEN.toString(); } } }")
                        .source(
                                "a/Base.java",
                                "package a; abstract class Base<T> { @SchemaMethod protected T echo(T t)"
                                        + " throws Exception { return t; } }")
                        .source(
                                "Plain.java",
                                "@Agent public class Plain { @SchemaMethod public void run() {} }")
                        .build()
                        .orThrow();
        ArtifactDirectory artifacts = ArtifactDirectory.read(result.artifacts());
        assertThat(call(artifacts, "Inner", "add", 1, 2L)).isEqualTo(3);
        assertThat(call(artifacts, "Inner", "any", 7, List.of("a"), new int[2])).isEqualTo("a72");
        assertThat(call(artifacts, "Inner", "echo", "hi")).isEqualTo("hi");
        assertThat(call(artifacts, "Inner", "seen", new Object[] {null})).isNull();
        assertThat(call(artifacts, "Plain", "run")).isNull();
        assertThatThrownBy(() -> call(artifacts, "Plain", "unknown")).hasMessage("no operation -1");
    }

    @Test
    void manyOperationsAreSplitSoThatEachPartStaysSmall() throws Throwable {
        String methods =
                IntStream.range(0, 150)
                        .mapToObj(
                                i -> "@SchemaMethod public int m" + i + "() { return " + i + "; }")
                        .collect(Collectors.joining("\n"));
        BuildResult result =
                new Workshop(root)
                        .source("Big.java", "@Agent public class Big {" + methods + "}")
                        .build()
                        .orThrow();
        ArtifactDirectory artifacts = ArtifactDirectory.read(result.artifacts());
        for (int i : List.of(0, 63, 64, 149)) {
            assertThat(call(artifacts, "Big", "m" + i)).isEqualTo(i);
        }
        String source =
                Files.readString(
                        result.artifacts().resolve("generated-sources/BigDispatcher_.java"));
        assertThat(source).contains("private Object dispatch64to127(").doesNotContain("reflect");
    }
}
