package io.graphbus.spring.aot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.proxies;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.reflection;

import io.graphbus.agent.Agent;
import io.graphbus.agent.Subscribes;
import io.graphbus.spring.AgentComponent;
import io.graphbus.spring.agent.AgentsAutoConfiguration;
import io.graphbus.spring.aot.AotApplication.Count;
import io.graphbus.spring.aot.AotApplication.Counter;
import io.graphbus.spring.aot.AotApplication.Digit;
import io.graphbus.spring.aot.AotApplication.Ear;
import io.graphbus.spring.aot.AotApplication.Echo;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.boot.SpringApplicationAotProcessor;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.AbstractAotProcessor.Settings;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.javapoet.ClassName;

/** What a build makes of an application ahead of time, and that it starts from that. */
class AheadOfTimeTest {

    @Test
    void anApplicationThatWasProcessedStarts(@TempDir Path directory) throws Exception {
        Path classes = processed(directory);
        List<String> output = run(classes, "-Dspring.aot.enabled=true");
        assertThat(output)
                .contains(AotApplication.ANSWER)
                .anyMatch(line -> line.contains("Starting AOT-processed AotApplication"));
    }

    @Test
    void agentsAreReadWiredAndCalledByReflection() {
        RuntimeHints hints = hints();
        assertThat(hints)
                .matches(reflection().onType(Counter.class))
                .matches(reflection().onMethodInvocation(Counter.class, "count"))
                .matches(reflection().onType(Ear.class))
                .matches(reflection().onMethodInvocation(Ear.class, "on"))
                .matches(reflection().onType(Echo.class));
    }

    @Test
    void whatTravelsAsJsonIsBoundByReflection() {
        RuntimeHints hints = hints();
        assertThat(hints)
                .matches(reflection().onMethodInvocation(Count.class, "digits"))
                .matches(reflection().onMethodInvocation(Digit.class, "value"))
                .matches(reflection().onMethodInvocation(Counter.Counts.class, "counted"));
    }

    @Test
    void annotationsTellTheirValues() {
        RuntimeHints hints = hints();
        assertThat(hints)
                .matches(reflection().onMethodInvocation(AgentComponent.class, "description"))
                .matches(reflection().onMethodInvocation(Subscribes.class, "value"));
    }

    @Test
    void theEngineHasHintsOfItsOwn() throws ClassNotFoundException {
        RuntimeHints hints = new RuntimeHints();
        SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
                .load(RuntimeHintsRegistrar.class)
                .stream()
                .filter(registrar -> registrar.getClass().getName().startsWith("io.graphbus."))
                .forEach(registrar -> registrar.registerHints(hints, null));
        assertThat(hints)
                .matches(proxies().forInterfaces(Agent.class))
                .matches(reflection().onMethodInvocation(Agent.class, "name"))
                .matches(
                        reflection()
                                .onType(Class.forName("io.graphbus.state.FileStateStore$Content")));
    }

    private static RuntimeHints hints() {
        try (var context = new AnnotationConfigApplicationContext()) {
            context.register(AotApplication.class);
            var generation =
                    new DefaultGenerationContext(
                            new ClassNameGenerator(ClassName.get(AgentsAutoConfiguration.class)),
                            new InMemoryGeneratedFiles());
            new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
            return generation.getRuntimeHints();
        }
    }

    /** What {@code process-aot} of the build plugins does. */
    private static Path processed(Path directory) throws IOException {
        Path classes = directory.resolve("classes");
        new SpringApplicationAotProcessor(
                        AotApplication.class,
                        Settings.builder()
                                .sourceOutput(directory.resolve("sources"))
                                .resourceOutput(classes)
                                .classOutput(classes)
                                .groupId("io.graphbus")
                                .artifactId("aot")
                                .build(),
                        new String[] {"--spring.main.web-application-type=none"})
                .process();
        List<String> compile = new ArrayList<>();
        compile.addAll(List.of("-proc:none", "-nowarn", "-d", classes.toString()));
        compile.addAll(List.of("-cp", classPath(classes)));
        try (Stream<Path> sources = Files.walk(directory.resolve("sources"))) {
            sources.map(Path::toString).filter(f -> f.endsWith(".java")).forEach(compile::add);
        }
        int status =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, compile.toArray(String[]::new));
        assertThat(status).as("status of the compiler").isZero();
        return classes;
    }

    private static List<String> run(Path classes, String option) throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                option,
                                "-Dspring.main.web-application-type=none",
                                "-Dspring.devtools.restart.enabled=false",
                                "-cp",
                                classPath(classes),
                                AotApplication.class.getName())
                        .redirectErrorStream(true)
                        .start();
        List<String> output = process.inputReader().lines().toList();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(String.join("\n", output)).isZero();
        return output;
    }

    private static String classPath(Path classes) {
        return classes + File.pathSeparator + System.getProperty("java.class.path");
    }
}
