package io.graphbus;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The room table of the architecture: who may import whom, and which library lives where. */
class ArchitectureTest {

    private static final String ROOT = "io.graphbus";

    private static final JavaClasses CORE =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages(ROOT);

    /** What a room may import beside {@code agent} and {@code problem}; the root may import all. */
    private static final Map<String, String> TABLE =
            Map.ofEntries(
                    Map.entry("problem", ""),
                    Map.entry("agent", ""),
                    Map.entry("schema", ""),
                    Map.entry("compat", "schema"),
                    Map.entry("model", "schema"),
                    Map.entry("store", "schema model"),
                    Map.entry("signal", "model schema"),
                    Map.entry("filter", "schema"),
                    Map.entry("conduct", ""),
                    Map.entry("stack", ""),
                    Map.entry("mailbox", "conduct stack"),
                    Map.entry("bus", "model signal filter mailbox conduct stack"),
                    Map.entry("chain", "mailbox conduct stack"),
                    Map.entry("invoke", "model signal schema"),
                    Map.entry("artifact", "model schema"),
                    Map.entry("export", "model schema"),
                    Map.entry("diff", "schema compat"),
                    Map.entry("contract", "model schema compat diff store invoke signal"),
                    Map.entry(
                            "migration",
                            "model schema compat store contract invoke signal gate bus"),
                    Map.entry(
                            "build",
                            "model schema compat filter source generate rebuild artifact"
                                    + " contract migration invoke check extract maven"),
                    Map.entry("rebuild", "model schema source artifact"),
                    Map.entry("generate", "model schema source artifact invoke"),
                    Map.entry("extract", "model schema source check"),
                    Map.entry("source", "schema"),
                    Map.entry("maven", "source"),
                    Map.entry("check", "model schema filter source"),
                    Map.entry("gate", "model bus invoke conduct mailbox stack"),
                    Map.entry("retry", "model bus mailbox"),
                    Map.entry(
                            "runtime",
                            "model bus invoke signal artifact filter mailbox chain conduct"
                                    + " store retry stack gate"),
                    Map.entry("state", "runtime model schema migration store signal conduct"),
                    Map.entry(
                            "durable",
                            "model schema bus invoke signal store state migration contract"
                                    + " gate filter mailbox retry"),
                    Map.entry("reload", "runtime state build artifact contract signal model"),
                    Map.entry("health", "model signal runtime"),
                    Map.entry("debug", "model invoke filter signal"),
                    Map.entry("profile", "model signal"),
                    Map.entry("coherence", "model schema compat store contract migration signal"));

    private static final Map<String, Set<String>> LIBRARIES =
            Map.ofEntries(
                    Map.entry(
                            "tools.jackson.",
                            Set.of(
                                    "artifact",
                                    "export",
                                    "check",
                                    "compat",
                                    "diff",
                                    "schema",
                                    "store",
                                    "invoke",
                                    "contract",
                                    "rebuild",
                                    "migration",
                                    "state",
                                    "durable",
                                    "coherence")),
                    Map.entry("com.networknt.", Set.of("schema")),
                    Map.entry("com.github.victools.", Set.of("schema")),
                    Map.entry("org.semver4j.", Set.of("schema")),
                    Map.entry(
                            "org.jgrapht.", Set.of("model", "contract", "migration", "coherence")),
                    Map.entry("dk.brics.", Set.of("compat")),
                    Map.entry("dev.cel.", Set.of("filter")),
                    Map.entry("com.palantir.javapoet.", Set.of("generate")),
                    Map.entry("javax.tools.", Set.of("build", "source", "artifact", "reload")),
                    Map.entry("com.sun.source.", Set.of("build", "source", "artifact", "reload")),
                    Map.entry(
                            "java.net.URLClassLoader",
                            Set.of("build", "source", "artifact", "reload")));

    @Test
    void everyPackageIsARoomOfTheTable() {
        assertThat(CORE.stream().map(ArchitectureTest::room).filter(r -> !r.isEmpty()))
                .allSatisfy(room -> assertThat(TABLE).containsKey(room));
    }

    @Test
    void roomsImportOnlyWhatTheTableAllows() {
        assertThat(violations(ArchitectureTest::againstTable)).isEmpty();
    }

    @Test
    void roomsHaveNoCycles() {
        SlicesRuleDefinition.slices()
                .matching(ROOT + ".(*)..")
                .should()
                .beFreeOfCycles()
                .check(CORE);
    }

    @Test
    void coreKnowsNoFramework() {
        List<String> foreign = List.of("org.springframework.", "jakarta.", "io.micrometer.");
        assertThat(violations(d -> foreign.stream().anyMatch(target(d)::startsWith))).isEmpty();
    }

    @Test
    void librariesStayInTheirRooms() {
        LIBRARIES.forEach(
                (library, rooms) ->
                        assertThat(
                                        violations(
                                                d ->
                                                        target(d).startsWith(library)
                                                                && !rooms.contains(
                                                                        room(d.getOriginClass()))))
                                .as(library)
                                .isEmpty());
    }

    @Test
    void noPublicSignatureShowsTheGraphLibrary() {
        Stream<JavaCodeUnit> open =
                CORE.stream()
                        .filter(c -> c.getModifiers().contains(JavaModifier.PUBLIC))
                        .flatMap(c -> c.getCodeUnits().stream())
                        .filter(u -> u.getModifiers().contains(JavaModifier.PUBLIC));
        assertThat(open.filter(u -> signature(u).anyMatch(n -> n.startsWith("org.jgrapht."))))
                .isEmpty();
    }

    @Test
    void classesAreLoadedOnlyWhereBytesAreRead() {
        Set<String> loading = Set.of("loadClass", "defineClass", "forName");
        List<String> calls =
                CORE.stream()
                        .filter(
                                c ->
                                        !Set.of("build", "source", "artifact", "reload")
                                                .contains(room(c)))
                        .flatMap(c -> c.getMethodCallsFromSelf().stream())
                        .filter(call -> loading.contains(call.getName()))
                        .filter(
                                call ->
                                        call.getTargetOwner().isAssignableTo(ClassLoader.class)
                                                || call.getTargetOwner()
                                                        .isEquivalentTo(Class.class))
                        .map(Object::toString)
                        .toList();
        assertThat(calls).isEmpty();
    }

    private static boolean againstTable(Dependency dependency) {
        String from = room(dependency.getOriginClass());
        String to = room(dependency.getTargetClass());
        if (!isOurs(dependency.getTargetClass()) || from.equals(to) || from.isEmpty()) {
            return false;
        }
        boolean ground =
                to.equals("problem") && !from.equals("problem")
                        || to.equals("agent") && !from.equals("problem");
        return !ground && !List.of(TABLE.getOrDefault(from, "").split(" ")).contains(to);
    }

    private static Set<String> violations(Predicate<Dependency> rule) {
        Set<String> found = new TreeSet<>();
        CORE.stream()
                .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
                .filter(rule)
                .forEach(d -> found.add(d.getDescription()));
        return found;
    }

    private static Stream<String> signature(JavaCodeUnit unit) {
        return Stream.concat(
                        Stream.of(unit.getRawReturnType()), unit.getRawParameterTypes().stream())
                .map(JavaClass::getName);
    }

    private static String target(Dependency dependency) {
        return dependency.getTargetClass().getBaseComponentType().getName();
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + ".");
    }

    private static String room(JavaClass type) {
        String name = type.getPackageName();
        return isOurs(type) && name.length() > ROOT.length()
                ? name.substring(ROOT.length() + 1).split("\\.")[0]
                : "";
    }
}
