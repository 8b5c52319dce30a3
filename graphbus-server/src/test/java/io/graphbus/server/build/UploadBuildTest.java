package io.graphbus.server.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import io.graphbus.server.build.compile.CompilerLimits;
import io.graphbus.server.build.compile.Compilers;
import io.graphbus.server.build.history.BuildOutcome;
import io.graphbus.server.build.history.BuildProblem;
import io.graphbus.server.build.scratch.Scratch;
import io.graphbus.server.build.scratch.ScratchDirectory;
import io.graphbus.server.build.upload.Sources;
import io.graphbus.server.build.upload.Upload;
import io.graphbus.server.build.upload.UploadLimits;
import io.graphbus.server.build.upload.Zip;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** One compiler process builds for all tests. */
class UploadBuildTest {

    private static final UploadLimits LIMITS =
            new UploadLimits(DataSize.ofMegabytes(1), DataSize.ofMegabytes(1), 100);

    private static final String GREETER =
            "import io.graphbus.agent.*;\n@Agent public class Greeter {\n"
                    + "@SchemaMethod public String greet(String name) { return name; }\n}\n";

    private static final Scratch SCRATCH = Scratch.open();
    private static final Compilers COMPILERS = compilers(Duration.ofMinutes(2), 0);

    private final UploadBuild build = new UploadBuild(COMPILERS, SCRATCH);

    @AfterAll
    static void end() {
        COMPILERS.close();
        SCRATCH.close();
    }

    @Test
    void sourcesBecomeArtifacts() throws IOException {
        BuildOutcome outcome = build.build(sources("Greeter.java", GREETER));

        assertThat(outcome.archive()).isPresent();
        assertThat(outcome.artifactHash()).hasSize(64);
        assertThat(outcome.summary().agents()).isEqualTo(1);
    }

    @Test
    void equalSourcesGiveEqualArtifacts() throws IOException {
        assertThat(build.build(sources("Greeter.java", GREETER)).artifactHash())
                .isEqualTo(build.build(sources("Greeter.java", GREETER)).artifactHash());
    }

    @Test
    void problemsNameThePlaceInTheUploadAndNothingOfTheServer() throws IOException {
        BuildOutcome broken =
                build.build(sources("p/A.java", "package p;\nclass A { int x = y; }"));
        BuildOutcome empty = build.build(sources("A.java", "class A {}"));

        assertThat(broken.archive()).isEmpty();
        assertThat(broken.problems())
                .extracting(BuildProblem::where)
                .containsExactly("p/A.java:2:19");
        assertThat(empty.problems()).extracting(BuildProblem::code).containsExactly("NO_AGENTS");
        assertThat(empty.problems().toString())
                .doesNotContain(System.getProperty("java.io.tmpdir"));
    }

    @Test
    void nothingIsLeftButTheCompilersOwn() throws IOException {

        build.build(sources("Greeter.java", GREETER));
        build.build(sources("A.java", "class A {"));

        assertThat(scratchDirectories()).allMatch(name -> name.startsWith("compiler"));
    }

    @Test
    void sourcesThatExhaustTheCompilerAreAFailedBuild() throws IOException {
        String deep = "class A { int x = " + "(".repeat(20_000) + "1" + ")".repeat(20_000) + "; }";

        BuildOutcome outcome = build.build(sources("A.java", deep));

        assertThat(outcome.archive()).isEmpty();
        assertThat(outcome.problems()).isNotEmpty();
    }

    @Test
    void sourcesThatExhaustTheMemoryAreAFailedBuildToo() throws IOException {
        var source = new StringBuilder("class A {\nstatic final String S0 = \"0123456789\";\n");
        for (int i = 1; i < 40; i++) {
            source.append("static final String S%d = S%d + S%d;\n".formatted(i, i - 1, i - 1));
        }

        BuildOutcome outcome = build.build(sources("A.java", source.append("}").toString()));

        assertThat(outcome.archive()).isEmpty();
        assertThat(outcome.problems().getFirst().code()).isEqualTo("COMPILE_ERROR");
        assertThat(build.build(sources("Greeter.java", GREETER)).archive()).isPresent();
    }

    @Test
    void nothingOfAnUploadRunsWhileItIsBuilt(@TempDir Path directory) throws IOException {
        Path trace = directory.resolve("ran");
        String hostile =
                GREETER.replace(
                        "@SchemaMethod",
                        "static { new java.io.File(\"" + trace + "\").mkdir(); }\n@SchemaMethod");

        assertThat(build.build(sources("Greeter.java", hostile)).archive()).isPresent();
        assertThat(trace).doesNotExist();
    }

    @Test
    void anAnnotationProcessorOfAnUploadDoesNotRun(@TempDir Path directory) throws IOException {
        Path trace = directory.resolve("ran");
        byte[] jar =
                new Zip()
                        .with("META-INF/services/javax.annotation.processing.Processor", "Evil")
                        .with("Evil.class", evilProcessor(trace))
                        .bytes();

        var classes = new Upload(LIMITS, SCRATCH).artifacts(new ByteArrayInputStream(jar));

        assertThat(build.build(classes).problems())
                .extracting(BuildProblem::code)
                .contains("NO_AGENTS");
        assertThat(trace).doesNotExist();
    }

    @Test
    void aProjectFileBesideTheScratchDirectoryIsNotRead() throws IOException {
        Path pom = Path.of(System.getProperty("java.io.tmpdir"), "pom.xml");
        boolean mine = !Files.exists(pom);
        if (mine) {
            Files.writeString(
                    pom,
                    "<project><dependencies><dependency><groupId>no</groupId>"
                            + "<artifactId>where</artifactId><version>1</version></dependency></dependencies></project>");
        }
        try {
            assertThat(build.build(sources("Greeter.java", GREETER)).problems()).isEmpty();
        } finally {
            if (mine) {
                Files.delete(pom);
            }
        }
    }

    @Test
    void aBuildThatTakesTooLongIsEndedAndLeavesItsTurn() throws IOException {
        try (Compilers hasty = compilers(Duration.ofMillis(1), 0)) {
            GraphBusException late =
                    catchThrowableOfType(
                            GraphBusException.class,
                            () ->
                                    new UploadBuild(hasty, SCRATCH)
                                            .build(sources("Greeter.java", GREETER)));

            assertThat(late.problem().code()).isEqualTo(ProblemCode.BUILD_TIMEOUT);
            assertThat(late.problem().where()).isEqualTo("graphbus.builds.timeout");
            assertThat(late.problem().message()).startsWith("The build");
            assertThat(ProcessHandle.current().descendants().filter(UploadBuildTest::isCompiler))
                    .as("the compiler of the hasty one is gone")
                    .hasSizeLessThanOrEqualTo(1);
        }
    }

    @Test
    void whatIsMoreThanMayWaitIsRefused() throws IOException {
        try (Compilers busy = compilers(Duration.ofMinutes(1), 0)) {
            GraphBusException refused =
                    busy.admit(
                            () ->
                                    catchThrowableOfType(
                                            GraphBusException.class, () -> busy.admit(() -> "")));

            assertThat(refused.problem().code()).isEqualTo(ProblemCode.QUEUE_FULL);
            assertThat(busy.admit(() -> "next")).isEqualTo("next");
        }
    }

    private static boolean isCompiler(ProcessHandle process) {
        return process.info().commandLine().orElse("").contains("CompilerMain");
    }

    private static byte[] evilProcessor(Path trace) throws IOException {
        return ClassFile.of()
                .build(
                        ClassDesc.of("Evil"),
                        type ->
                                type.withSuperclass(
                                                ClassDesc.of(
                                                        "javax.annotation.processing.AbstractProcessor"))
                                        .withMethodBody(
                                                ConstantDescs.CLASS_INIT_NAME,
                                                ConstantDescs.MTD_void,
                                                ClassFile.ACC_STATIC,
                                                code -> makeDirectory(code, trace)));
    }

    private static void makeDirectory(CodeBuilder code, Path directory) {
        ClassDesc file = ClassDesc.of("java.io.File");
        code.new_(file)
                .dup()
                .ldc(directory.toString())
                .invokespecial(
                        file,
                        ConstantDescs.INIT_NAME,
                        MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String))
                .invokevirtual(file, "mkdir", MethodTypeDesc.of(ConstantDescs.CD_boolean))
                .pop()
                .return_();
    }

    private static Compilers compilers(Duration timeout, int waiting) {
        return new Compilers(
                new CompilerLimits(timeout, DataSize.ofMegabytes(64), 1, waiting), SCRATCH);
    }

    private static Sources sources(String name, String source) {
        var files = new TreeMap<String, byte[]>();
        files.put(name, source.getBytes(StandardCharsets.UTF_8));
        return new Sources(files);
    }

    private static List<String> scratchDirectories() throws IOException {
        try (ScratchDirectory mine = SCRATCH.directory("mine");
                var list = Files.list(mine.path().getParent())) {
            return list.filter(Files::isDirectory)
                    .filter(directory -> !directory.equals(mine.path()))
                    .map(directory -> directory.getFileName().toString())
                    .toList();
        }
    }
}
