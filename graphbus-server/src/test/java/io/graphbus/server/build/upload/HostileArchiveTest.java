package io.graphbus.server.build.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.server.build.scratch.Scratch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** What somebody who means harm would send. */
class HostileArchiveTest {

    @AutoClose private final Scratch scratch = Scratch.open();

    private final Upload upload =
            new Upload(
                    new UploadLimits(DataSize.ofKilobytes(64), DataSize.ofMegabytes(1), 20),
                    scratch);

    @Test
    void aSymbolicLinkIsRefused() {
        Problem problem = refusal(new Zip().with("A.java", "/etc/passwd").asLinks());

        assertThat(problem.message()).contains("symbolic link");
        assertThat(problem.where()).isEqualTo("A.java");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x2180, 0x6180, 0x1180, 0xC180})
    void aDeviceIsRefused(int mode) {
        assertThat(refusal(new Zip().with("A.java", "").withModes(mode)).message())
                .contains("device");
    }

    @Test
    void ordinaryModesAreTaken() throws IOException {
        byte[] archive = new Zip().with("A.java", "").withModes(0x81A4);

        assertThat(upload.sources(new ByteArrayInputStream(archive)).files())
                .containsOnlyKeys("A.java");
    }

    @Test
    void aBombIsRefusedBeforeItIsUnpacked() {
        Problem problem = refusal(new Zip().with("A.java", new byte[30_000_000]).bytes());

        assertThat(problem.code()).isEqualTo(ProblemCode.PAYLOAD_TOO_LARGE);
        assertThat(problem.hint()).contains("graphbus.builds.max-unpacked-size");
    }

    @Test
    void aBombThatClaimsToBeSmallIsRefusedToo() {
        assertThat(refusal(new Zip().with("A.java", new byte[30_000_000]).claiming(10)).code())
                .isIn(ProblemCode.PAYLOAD_TOO_LARGE, ProblemCode.INVALID_UPLOAD);
    }

    @Test
    void entriesThatShareTheirBytesCountAsOftenAsTheyAreUnpacked() {
        var zip = new Zip();
        for (int i = 0; i < 5; i++) {
            zip.with("A" + i + ".java", new byte[300_000]);
        }

        assertThat(refusal(zip.overlapping()).code())
                .isIn(ProblemCode.PAYLOAD_TOO_LARGE, ProblemCode.INVALID_UPLOAD);
    }

    @Test
    void aBombInsideAnArchiveIsNotUnpacked() throws IOException {
        byte[] inner = new Zip().with("B.java", new byte[30_000_000]).bytes();
        byte[] outer = new Zip().with("A.java", "").with("inner.zip", inner).bytes();

        assertThat(upload.sources(new ByteArrayInputStream(outer)).files())
                .containsOnlyKeys("A.java");
    }

    @Test
    void aDirectoryThatOnlyLargerRecordsDescribeIsRefused() {
        byte[] archive = new Zip().with("A.java", "").asLinks();
        ByteBuffer.wrap(archive)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(archive.length - 22 + 12, 0xFFFFFFFF);

        assertThat(refusal(archive).message()).contains("zip64");
    }

    @Test
    void anArchiveWithSomethingBehindItIsRefused() {
        byte[] archive = new Zip().with("A.java", "").bytes();

        assertThat(refusal(Arrays.copyOf(archive, archive.length + 1)).code())
                .isEqualTo(ProblemCode.INVALID_UPLOAD);
    }

    @Test
    void aNameThatIsNoTextIsRefused() {
        assertThat(
                        refusal(
                                        new Zip()
                                                .with("\u00e9\u00e9.java", "")
                                                .replacing("\u00c3\u00a9", "\u00ff\u00ff"))
                                .code())
                .isEqualTo(ProblemCode.INVALID_UPLOAD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/\u2025/A.java",
                "\uff0e\uff0e/A.java",
                "a\u202e/A.java",
                "a\u200b.java",
                "a\nb.java",
                "C:A.java",
                "con.java",
                "lib/AUX.java",
                "a./A.java",
                "a /A.java",
                "a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/A.java"
            })
    void aNameThatMeansSomethingElseElsewhereIsRefused(String name) {
        Problem problem = refusal(new Zip().with(name, "").bytes());

        assertThat(problem.code()).isEqualTo(ProblemCode.INVALID_UPLOAD);
        assertThat(problem.where()).doesNotContainPattern("\\p{Cntrl}");
    }

    @Test
    void aNameLongerThanAnyFileSystemTakesIsRefused() {
        assertThat(refusal(new Zip().with("A".repeat(300) + ".java", "").bytes()).message())
                .contains("255 characters");
    }

    @Test
    void aNameThatComesTwiceIsRefused() {
        byte[] twice =
                new Zip().with("A1.java", "").with("A2.java", "").replacing("A2.java", "A1.java");

        assertThat(refusal(twice).message()).contains("A1.java and A1.java");
    }

    @Test
    void namesThatSomeFileSystemsTakeForTheSameAreRefused() {
        assertThat(refusal(new Zip().with("A.java", "").with("a.java", "").bytes()).message())
                .contains("A.java", "a.java");
        assertThat(refusal(new Zip().with("p/A.java", "").with("P/B.java", "").bytes()).message())
                .contains("p/", "P/");
        assertThat(
                        refusal(
                                        new Zip()
                                                .with("caf\u00e9.java", "")
                                                .with("cafe\u0301.java", "")
                                                .bytes())
                                .code())
                .isEqualTo(ProblemCode.INVALID_UPLOAD);
    }

    @Test
    void aFileThatIsADirectoryAsWellIsRefused() {
        assertThat(refusal(new Zip().with("A.java", "").with("A.java/B.java", "").bytes()).code())
                .isEqualTo(ProblemCode.INVALID_UPLOAD);
        assertThat(refusal(new Zip().with("A.java/B.java", "").with("A.java", "").bytes()).code())
                .isEqualTo(ProblemCode.INVALID_UPLOAD);
    }

    private Problem refusal(byte[] archive) {
        return catchThrowableOfType(
                        GraphBusException.class,
                        () -> upload.sources(new ByteArrayInputStream(archive)))
                .problem();
    }
}
