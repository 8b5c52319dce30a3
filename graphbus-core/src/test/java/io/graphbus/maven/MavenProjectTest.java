package io.graphbus.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.maven.MavenProject.Dependencies;
import io.graphbus.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MavenProjectTest {

    @TempDir Path root;

    private Path write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }

    private static String dependency(String name, String rest) {
        return "<dependency><groupId>g</groupId><artifactId>%s</artifactId>%s</dependency>"
                .formatted(name, rest);
    }

    private static String version(String version) {
        return "<version>" + version + "</version>";
    }

    private void published(String name, String version, String content) throws IOException {
        String place = "repo/g/" + name + "/" + version + "/" + name + "-" + version;
        write(place + ".jar", "");
        write(place + ".pom", pom(name, version, content));
    }

    private static String pom(String name, String version, String content) {
        return "<project><groupId>g</groupId><artifactId>%s</artifactId><version>%s</version>%s</project>"
                .formatted(name, version, content);
    }

    private Dependencies resolve(String content) throws IOException {
        write("app/pom.xml", pom("app", "1", content));
        Path agents = Files.createDirectories(root.resolve("app/src/main/java/p"));
        return MavenProject.dependencies(agents, root.resolve("repo"));
    }

    private List<String> names(Dependencies dependencies) {
        return dependencies.classpath().stream().map(p -> p.getFileName().toString()).toList();
    }

    @Test
    void versionsComeFromPropertiesManagementAndImports() throws IOException {
        published("a", "1", "");
        published("b", "2", "");
        published("c", "3", "");
        published(
                "bom",
                "1",
                "<properties><c>3</c></properties><dependencyManagement><dependencies>"
                        + dependency("c", version("${c}"))
                        + dependency("b", version("9"))
                        + "</dependencies></dependencyManagement>");
        Dependencies found =
                resolve(
                        "<properties><a.version>1</a.version></properties>"
                                + "<dependencyManagement><dependencies>"
                                + dependency("b", version("2"))
                                + dependency(
                                        "bom",
                                        version("1") + "<type>pom</type><scope>import</scope>")
                                + "</dependencies></dependencyManagement><dependencies>"
                                + dependency("a", version("${a.version}"))
                                + dependency("b", "")
                                + dependency("c", "")
                                + "</dependencies>");
        assertThat(found.problems()).isEmpty();
        assertThat(names(found)).containsExactly("a-1.jar", "b-2.jar", "c-3.jar");
    }

    @Test
    void whatComesAlongIsNearestFirstAndOnlyWhatIsNeededAtRunTime() throws IOException {
        published(
                "a",
                "1",
                "<dependencies>"
                        + dependency("deep", version("1"))
                        + dependency("tests", version("1") + "<scope>test</scope>")
                        + dependency("extra", version("1") + "<optional>true</optional>")
                        + dependency("out", version("1"))
                        + "</dependencies>");
        published(
                "deep", "1", "<dependencies>" + dependency("b", version("1")) + "</dependencies>");
        published("b", "2", "");
        published("junit", "1", "");
        Dependencies found =
                resolve(
                        "<dependencies>"
                                + dependency(
                                        "a",
                                        version("1")
                                                + "<exclusions><exclusion><groupId>g</groupId>"
                                                + "<artifactId>out</artifactId></exclusion></exclusions>")
                                + dependency("b", version("2"))
                                + dependency("junit", version("1") + "<scope>test</scope>")
                                + "</dependencies>");
        assertThat(found.problems()).isEmpty();
        assertThat(names(found)).containsExactly("a-1.jar", "b-2.jar", "deep-1.jar");
    }

    @Test
    void aParentBesideTheProjectBringsItsModulesAndProperties() throws IOException {
        published("a", "7", "");
        write(
                "pom.xml",
                pom(
                        "all",
                        "1",
                        "<modules><module>app</module><module>prices</module></modules>"
                                + "<properties><a>7</a></properties><dependencies>"
                                + dependency("a", version("${a}"))
                                + "</dependencies>"));
        write("prices/pom.xml", pom("prices", "1", ""));
        Files.createDirectories(root.resolve("prices/target/classes"));
        Dependencies found =
                resolve(
                        "<parent><groupId>g</groupId><artifactId>all</artifactId>"
                                + version("1")
                                + "</parent><dependencies>"
                                + dependency("prices", version("${project.version}"))
                                + "</dependencies>");
        assertThat(found.problems()).isEmpty();
        assertThat(found.classpath())
                .containsExactly(
                        root.resolve("prices/target/classes"), root.resolve("repo/g/a/7/a-7.jar"));
    }

    @Test
    void whatIsNotThereIsNamedWithAWayOut() throws IOException {
        Dependencies found =
                resolve("<dependencies>" + dependency("gone", version("1")) + "</dependencies>");
        assertThat(found.problems())
                .singleElement()
                .satisfies(
                        p -> {
                            assertThat(p.code()).isEqualTo(ProblemCode.DEPENDENCY_MISSING);
                            assertThat(p.message()).contains("g:gone:1");
                            assertThat(p.hint()).contains("mvn compile", "--classpath");
                        });
    }

    @Test
    void aFileThatIsNoPomIsAWarningAndReadsNothingElse() throws IOException {
        write(
                "app/pom.xml",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><project>&e;</project>");
        Dependencies found = MavenProject.dependencies(root.resolve("app"), root.resolve("repo"));
        assertThat(found.classpath()).isEmpty();
        assertThat(found.problems())
                .extracting(p -> p.code())
                .containsExactly(ProblemCode.DEPENDENCY_MISSING);
    }

    @Test
    void withoutAPomNothingIsNeeded() throws IOException {
        Files.createDirectories(root.resolve("plain/.git"));
        assertThat(MavenProject.dependencies(root.resolve("plain"), root))
                .isEqualTo(Dependencies.NONE);
    }
}
