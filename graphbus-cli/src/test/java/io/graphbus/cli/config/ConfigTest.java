package io.graphbus.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.cli.Cli;
import io.graphbus.cli.Cli.Result;
import io.graphbus.cli.config.Configuration.Places;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ConfigTest {

    @TempDir Path temp;
    private Path system;
    private Path user;
    private Path here;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void places() {
        system = temp.resolve("system.yaml");
        user = temp.resolve("home.yaml");
        here = temp.resolve("here.yaml");
        environment.put("HOME", temp.toString());
    }

    @Test
    void laterPlacesWinAndShowSaysWhichDid() throws IOException {
        Files.writeString(system, "port: 1\nformat: yaml\nretry:\n  delay: 2s\n  jitter: 0.5\n");
        Files.writeString(user, "# mine\nport: 2\nbus.overflow: reject\n");
        Files.writeString(here, "bus:\n  overflow: drop-oldest\n");
        environment.put("GRAPHBUS_RETRY_DELAY", "7s");
        JsonNode shown = show("--set", "retry.jitter=0.1");
        assertThat(shown).hasSize(Setting.values().length);
        assertThat(row(shown, "port")).contains("\"2\"", "home.yaml", "\"line\":2");
        assertThat(row(shown, "format")).contains("json", "\"option\":\"--format\"");
        assertThat(row(shown, "bus.overflow")).contains("drop-oldest", "here.yaml", "\"line\":2");
        assertThat(row(shown, "retry.delay")).contains("7s", "GRAPHBUS_RETRY_DELAY");
        assertThat(row(shown, "retry.jitter")).contains("0.1", "--set");
        assertThat(row(shown, "history.size")).contains("1000", "\"source\":\"default\"");
    }

    @Test
    void theTableNamesFileAndLine() throws IOException {
        Files.writeString(user, "\n\nport: 81\n");
        Result shown = run("config", "show");
        assertThat(shown.code()).as(shown.err()).isZero();
        assertThat(shown.out()).containsPattern("port +81 +\\S*home.yaml:3");
    }

    @Test
    void aTokenIsNeverShown() {
        environment.put("GRAPHBUS_TOKEN", "s3cret");
        for (String format : List.of("table", "json", "yaml")) {
            Result shown = run("config", "show", "--format", format);
            assertThat(shown.out()).contains("(hidden)", "GRAPHBUS_TOKEN").doesNotContain("s3cret");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'format: [json'         | :1:        | not YAML",
                "'a: b: c'               | :1:        | not YAML",
                "'\n\nformta: json'      | :3         | Did you mean format?",
                "'bus:\n  overflw: block' | :2        | Did you mean bus.overflow?",
                "'port: http'            | :1         | port is a whole number, 0 to 65535, not 'http'",
                "'port: [1]'             | :1         | not a list or a map",
                "'port:'                 | :1         | not nothing",
                "'port: 1\nport: 2'      | :2         | set twice",
                "'format: sarif'         | :1         | one of table, text, json, yaml",
                "'retry.delay: soon'     | :1         | a duration such as 30s",
                "'payload.max-size: 3GB' | :1         | a size",
                "'- format'              | :1         | no keys",
                "'server: localhost'     | :1         | an address"
            })
    void aBadFileIsNamedWithLineAndKey(String text, String line, String said) throws IOException {
        Files.writeString(here, text.replace("\\n", "\n"));
        Result result = run("inspect", temp);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("INVALID_CONFIGURATION", here + line, said, "hint:");
    }

    @Test
    void aBadVariableIsNamed() {
        environment.put("GRAPHBUS_BUS_OVERFLOW", "explode");
        Result result = run("config", "show");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("GRAPHBUS_BUS_OVERFLOW", "block, reject, drop-oldest");
    }

    @Test
    void helpIsThereWhateverIsInAFile() throws IOException {
        Files.writeString(here, "format: [");
        assertThat(run("--help").code()).isZero();
        assertThat(run("help", "config").out()).contains("GRAPHBUS_", "config show");
        assertThat(run("inspect", "--help").code()).isZero();
    }

    @Test
    void setKeepsCommentsAndOtherKeys() throws IOException {
        Files.writeString(here, "# größe 😀\nbus:\n  overflow: block   # why\n\nport: 1\n");
        assertThat(run("config", "set", "bus.overflow", "reject").err()).contains(here + ":3");
        assertThat(run("config", "set", "retry.delay", "500ms").code()).isZero();
        assertThat(here)
                .hasContent(
                        "# größe 😀\nbus:\n  overflow: reject   # why\n\nport: 1\nretry.delay: 500ms\n");
        try (var files = Files.list(temp)) {
            assertThat(files).containsExactly(here);
        }
    }

    @Test
    void setMakesTheFileAndGlobalTakesTheUsers() throws IOException {
        assertThat(run("config", "set", "server", "http://a:1/x y", "--global").code())
                .isEqualTo(2);
        assertThat(user).doesNotExist();
        assertThat(run("config", "set", "server", "http://a:1", "--global").code()).isZero();
        assertThat(user).hasContent("server: http://a:1\n");
        assertThat(run("config", "set", "data", "a: #b \"c\"").code()).isZero();
        assertThat(Configuration.load(where()).value(Setting.DATA).text()).isEqualTo("a: #b \"c\"");
    }

    @Test
    void setSaysWhenALaterPlaceOutdoesIt() {
        environment.put("GRAPHBUS_PORT", "5");
        assertThat(run("config", "set", "port", "6").err()).contains("no effect", "GRAPHBUS_PORT");
    }

    @Test
    void setRefusesUnknownKeysAndWrongValues() {
        Result unknown = run("config", "set", "bus.overflwo", "block");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("Did you mean bus.overflow?");
        assertThat(run("config", "set", "port", "many").code()).isEqualTo(2);
        assertThat(here).doesNotExist();
    }

    @Test
    void setCanMendAWrongValue() throws IOException {
        Files.writeString(here, "port: many\n");
        assertThat(run("config", "show").code()).isEqualTo(2);
        assertThat(run("config", "set", "port", "1").code()).isZero();
        assertThat(here).hasContent("port: 1\n");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFileWithATokenIsForItsOwnerAlone() throws IOException {
        run("config", "set", "port", "1");
        assertThat(permissions()).isEqualTo("rw-r--r--");
        run("config", "set", "token", "abc");
        assertThat(permissions()).isEqualTo("rw-------");
        run("config", "set", "port", "2");
        assertThat(permissions()).isEqualTo("rw-------");
    }

    private String permissions() throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(here));
    }

    private JsonNode show(Object... more) {
        Object[] args = new Object[4 + more.length];
        System.arraycopy(new Object[] {"config", "show", "--format", "json"}, 0, args, 0, 4);
        System.arraycopy(more, 0, args, 4, more.length);
        Result result = run(args);
        assertThat(result.code()).as(result.err()).isZero();
        return result.json().path("settings");
    }

    private static String row(JsonNode settings, String key) {
        for (JsonNode setting : settings) {
            if (setting.path("key").asString().equals(key)) {
                return setting.toString();
            }
        }
        throw new AssertionError(key);
    }

    private Result run(Object... args) {
        return Cli.runIn(where(), "", args);
    }

    private Places where() {
        return new Places(List.of(system, user, here), environment);
    }
}
