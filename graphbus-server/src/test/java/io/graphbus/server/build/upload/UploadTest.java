package io.graphbus.server.build.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.server.build.scratch.Scratch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

class UploadTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @AutoClose private final Scratch scratch = Scratch.open();

    private final Upload upload =
            new Upload(
                    new UploadLimits(DataSize.ofKilobytes(64), DataSize.ofMegabytes(1), 20),
                    scratch);

    @Test
    void aZipOfSourcesIsReadByName() throws IOException {
        Sources sources =
                zip(new Zip().with("A.java", "class A {}").with("p/B.java", "class B {}"));

        assertThat(sources.files()).containsOnlyKeys("A.java", "p/B.java");
        assertThat(sources.files().get("A.java")).asString().isEqualTo("class A {}");
    }

    @Test
    void anAgentsDirectoryAroundAllSourcesIsLeftOut() throws IOException {
        assertThat(zip(new Zip().with("agents/A.java", "").with("agents/p/B.java", "")).files())
                .containsOnlyKeys("A.java", "p/B.java");
        assertThat(zip(new Zip().with("project/agents/A.java", "")).files())
                .containsOnlyKeys("A.java");
    }

    @Test
    void whatIsNotJavaIsLeftOut() throws IOException {
        var archive =
                new Zip().with("A.java", "").with("README.md", "").with("__MACOSX/._A.java", "");

        assertThat(zip(archive).files()).containsOnlyKeys("A.java");
    }

    @Test
    void anEntryThatEndsTooEarlyIsRefused() {
        byte[] archive = new Zip().with("A.java", "class A { int number; }").cutShort();
        var refusal = refusal(() -> upload.sources(new ByteArrayInputStream(archive)));

        assertThat(refusal.code()).isEqualTo(ProblemCode.INVALID_UPLOAD);
        assertThat(refusal.message()).contains("not a readable zip");
    }

    @Test
    void jsonFilesAreReadByName() throws IOException {
        assertThat(json("{\"files\":{\"A.java\":\"class A {}\"}}").files())
                .containsOnlyKeys("A.java");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../A.java",
                "a/../../A.java",
                "/etc/A.java",
                "C:\\A.java",
                "a\\A.java",
                "a//A.java",
                "./../A.java",
                "a\u0000.java"
            })
    void aNameThatLeavesItsDirectoryIsRefused(String name) {
        assertThat(refusal(() -> zip(new Zip().with(name, ""))).code())
                .isEqualTo(ProblemCode.INVALID_UPLOAD);
        String body =
                JSON.writeValueAsString(java.util.Map.of("files", java.util.Map.of(name, "")));
        assertThat(refusal(() -> json(body)).code()).isEqualTo(ProblemCode.INVALID_UPLOAD);
    }

    @Test
    void aHostileDirectoryEntryIsRefused() {
        var archive = new Zip().with("../up/", "").with("A.java", "");

        assertThat(refusal(() -> zip(archive)).where()).isEqualTo("../up");
    }

    @Test
    void tooManyFilesAreRefused() {
        var crowd = new Zip();
        for (int i = 0; i < 21; i++) {
            crowd.with("A" + i + ".java", "");
        }

        assertThat(refusal(() -> zip(crowd)).hint()).contains("graphbus.builds.max-files");
    }

    @Test
    void anUploadOverItsLimitIsRefused() {
        byte[] large = "x".repeat(70_000).getBytes(StandardCharsets.UTF_8);

        assertThat(refusal(() -> upload.sources(new ByteArrayInputStream(large))).hint())
                .contains("graphbus.builds.max-size");
        assertThat(refusal(() -> json("\"" + "x".repeat(70_000) + "\"")).code())
                .isEqualTo(ProblemCode.PAYLOAD_TOO_LARGE);
    }

    @Test
    void whatIsNoArchiveIsRefused() {
        byte[] truncated = new Zip().with("A.java", "class A {}").bytes();

        assertThat(refusal(() -> upload.sources(stream("not a zip"))).code())
                .isEqualTo(ProblemCode.INVALID_UPLOAD);
        assertThat(refusal(() -> upload.sources(new ByteArrayInputStream(truncated, 0, 60))).code())
                .isEqualTo(ProblemCode.INVALID_UPLOAD);
        assertThat(refusal(() -> upload.sources(stream(""))).code())
                .isEqualTo(ProblemCode.INVALID_UPLOAD);
    }

    @Test
    void anUploadWithoutSourcesIsRefused() {
        assertThat(refusal(() -> zip(new Zip().with("README.md", ""))).message())
                .contains("no Java source");
        assertThat(refusal(() -> json("{\"files\":{}}")).code())
                .isEqualTo(ProblemCode.INVALID_UPLOAD);
        assertThat(refusal(() -> json("[]")).where()).isEqualTo("files");
        assertThat(refusal(() -> json("{\"files\":{\"A.java\":1}}")).where()).isEqualTo("A.java");
    }

    @Test
    void aBodyThatIsNotJsonIsPlacedByLineAndColumn() {
        Problem problem = refusal(() -> json("{\"files\":\n oops"));

        assertThat(problem.code()).isEqualTo(ProblemCode.INVALID_JSON);
        assertThat(problem.where()).startsWith("2:");
    }

    @Test
    void aNameThatComesTwiceInJsonIsRefused() {
        assertThat(refusal(() -> json("{\"files\":{\"A.java\":\"\",\"A.java\":\"\"}}")).code())
                .isEqualTo(ProblemCode.INVALID_JSON);
    }

    @Test
    void sourcesAreWrittenBelowTheirDirectory(@TempDir Path directory) throws IOException {
        zip(new Zip().with("p/q/A.java", "class A {}")).writeTo(directory);

        assertThat(Files.readString(directory.resolve("p/q/A.java"))).isEqualTo("class A {}");
    }

    private Sources zip(Zip archive) throws IOException {
        return upload.sources(new ByteArrayInputStream(archive.bytes()));
    }

    private Sources json(String body) throws IOException {
        return upload.sources(stream(body), JSON);
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Problem refusal(Step step) {
        return catchThrowableOfType(GraphBusException.class, step::run).problem();
    }

    private interface Step {
        void run() throws IOException;
    }
}
