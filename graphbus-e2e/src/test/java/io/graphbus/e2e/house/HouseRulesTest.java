package io.graphbus.e2e.house;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

    private static final int FILE = 300;
    private static final int TEST_FILE = 400;
    private static final int METHOD = 40;
    private static final int PACKAGE = 14;

    @Test
    void filesAreShort() {
        assertThat(
                        SourceTree.javaFiles().stream()
                                .filter(f -> lines(f) > (SourceTree.isTest(f) ? TEST_FILE : FILE))
                                .map(f -> SourceTree.relative(f) + " has " + lines(f) + " lines"))
                .isEmpty();
    }

    @Test
    void methodsAreShort() {
        List<MethodSizes.Method> methods = MethodSizes.of(SourceTree.javaFiles());
        assertThat(methods).isNotEmpty();
        assertThat(methods).filteredOn(m -> m.lines() > METHOD).isEmpty();
    }

    @Test
    void packagesAreSmall() {
        Map<Path, Long> sizes =
                SourceTree.mainJava().stream()
                        .filter(f -> !f.endsWith("package-info.java"))
                        .filter(f -> !f.getParent().endsWith("io/graphbus/agent"))
                        .collect(groupingBy(Path::getParent, counting()));
        assertThat(sizes.entrySet()).filteredOn(e -> e.getValue() > PACKAGE).isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIsAndIsNullMarked() {
        Stream<Path> packages = SourceTree.mainJava().stream().map(Path::getParent).distinct();
        assertThat(packages.map(p -> p.resolve("package-info.java")))
                .allSatisfy(
                        info -> {
                            assertThat(Files.exists(info)).as("%s exists", info).isTrue();
                            assertThat(SourceTree.read(info)).contains("/**", "@NullMarked");
                        });
    }

    @Test
    void testsDoNotSleep() {
        assertThat(hits(SourceTree.testJava(), "Thread\\.sleep|TimeUnit\\.[A-Z]+\\.sleep"))
                .isEmpty();
    }

    @Test
    void onlyTheCommandLineOutputPrints() {
        List<Path> silent =
                SourceTree.mainJava().stream()
                        .filter(f -> SourceTree.relative(f).startsWith("graphbus-"))
                        .filter(f -> !SourceTree.relative(f).startsWith("graphbus-benchmarks/"))
                        .filter(f -> !f.getParent().endsWith("io/graphbus/cli/output"))
                        .toList();
        assertThat(hits(silent, "System\\.(out|err)\\b|\\.printStackTrace\\(")).isEmpty();
    }

    @Test
    void nothingIsLeftForLater() {
        assertThat(hits(SourceTree.textFiles(), "\\b(TO" + "DO|FIX" + "ME)\\b")).isEmpty();
    }

    @Test
    void noMachineAndNoRegistryIsNamed() {
        String machine = "/" + "root/|/work" + "/(main|wt|brief|shared)";
        String registry = "repo1?\\.maven\\.apa" + "che|repo1\\.mav" + "en|registry\\.npm" + "js";
        assertThat(hits(SourceTree.textFiles(), machine + "|" + registry)).isEmpty();
    }

    private static List<String> hits(List<Path> files, String regex) {
        return files.stream().flatMap(f -> SourceTree.linesMatching(f, regex)).toList();
    }

    private static long lines(Path file) {
        return SourceTree.read(file).lines().count();
    }
}
