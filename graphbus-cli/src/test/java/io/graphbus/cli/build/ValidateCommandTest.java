package io.graphbus.cli.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.cli.Cli;
import io.graphbus.cli.Cli.Result;
import io.graphbus.cli.output.Documents;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.dataformat.yaml.YAMLMapper;

class ValidateCommandTest {

    private static final String LONELY =
            """
            import io.graphbus.agent.*;
            @Agent public class Lonely {
                @Subscribes("/Nobody/Publishes") public void on(String text) {}
            }
            """;

    @TempDir private Path directory;

    @Test
    void aSoundProjectIsValidAndNothingIsWritten() {
        Result result = Cli.run("validate", Cli.HELLO);
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("valid", "4 agents, 1 topic, 1 subscription");
    }

    @Test
    void warningsAreFindingsOnlyWhenStrict() {
        Path agents = Cli.sources(directory, Map.of("Lonely.java", LONELY));
        Result lenient = Cli.run("validate", agents);
        assertThat(lenient.code()).isZero();
        assertThat(lenient.out()).contains("warning [NO_PUBLISHER]");
        Result strict = Cli.run("validate", agents, "--strict");
        assertThat(strict.code()).isEqualTo(1);
    }

    @Test
    void jsonAndYamlAreParseableAsAWhole() {
        Path agents = Cli.sources(directory, Map.of("Lonely.java", LONELY));
        Result json = Cli.run("validate", agents, "--format", "json");
        assertThat(json.json().path("valid").asBoolean()).isTrue();
        assertThat(json.json().path("problems").path(0).path("code").asString())
                .isEqualTo("NO_PUBLISHER");
        Result yaml = Cli.run("validate", agents, "--format", "yaml");
        assertThat(new YAMLMapper().readTree(yaml.out())).isEqualTo(json.json());
    }

    @Test
    void sarifAndGitHubTellWhereEachProblemIs() {
        Path agents =
                Cli.sources(directory, Map.of("B.java", "public class B {\n  int x = ;\n}\n"));
        Result github = Cli.run("validate", agents, "--format", "github");
        assertThat(github.code()).isEqualTo(1);
        assertThat(github.out()).startsWith("::error file=" + agents + "/B.java,line=2,col=11");
        Result sarif = Cli.run("validate", agents, "--format", "sarif");
        assertThat(sarif.code()).isEqualTo(1);
        assertThat(sarif.json().path("version").asString()).isEqualTo("2.1.0");
        assertThat(sarif.out())
                .contains("\"startLine\": 2", "COMPILE_ERROR", "\"" + agents + "/B.java\"");
    }

    @Test
    void aSoundProjectGivesGitHubNothingToShow() {
        assertThat(Cli.run("validate", Cli.HELLO, "--format", "github").out()).isBlank();
    }

    @Test
    void onlyTheChosenChecksAreReported() {
        Path agents =
                Cli.sources(
                        directory,
                        Map.of(
                                "Lonely.java", LONELY,
                                "A.java", BuildCommandTest.agent("A", "@DependsOn(\"B\")"),
                                "B.java", BuildCommandTest.agent("B", "@DependsOn(\"A\")")));
        assertThat(codes(Cli.run("validate", agents, "--check-cycles", "--format", "json")))
                .containsOnly("DEPENDENCY_CYCLE");
        Result types = Cli.run("validate", agents, "--check-types", "--format", "json");
        assertThat(codes(types)).isEmpty();
        assertThat(types.code()).isZero();
    }

    @Test
    void aMissingDirectoryIsWrongUsageAndNoReport() {
        Result result = Cli.run("validate", directory.resolve("none"), "--format", "json");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("DIRECTORY_MISSING", "hint:");
    }

    private static java.util.List<String> codes(Result result) {
        return Documents.parse("", result.out())
                .path("problems")
                .valueStream()
                .map(p -> p.path("code").asString())
                .toList();
    }

    @Test
    void theEncodingMustBeKnown() {
        Result result = Cli.run("validate", Cli.HELLO, "--encoding", "klingon");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("klingon", "UTF-8");
    }

    @Test
    void aStrictBuildWithWarningsWritesNothing() {
        Path agents = Cli.sources(directory, Map.of("Lonely.java", LONELY));
        Path out = directory.resolve(".built");
        Result strict = Cli.run("build", agents, "--strict", "-o", out);
        assertThat(strict.code()).isEqualTo(1);
        assertThat(strict.err()).contains("[NO_PUBLISHER]");
        assertThat(out).doesNotExist();
        assertThat(Cli.run("build", agents, "-o", out).code()).isZero();
    }
}
