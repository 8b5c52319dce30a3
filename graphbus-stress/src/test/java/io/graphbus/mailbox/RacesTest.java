package io.graphbus.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openjdk.jcstress.annotations.JCStressTest;

/** Has jcstress play all races: briefly in every build, at length in the soak. */
class RacesTest {

    private static final boolean SOAK = Boolean.getBoolean("graphbus.soak");
    private static final List<String> BRIEFLY =
            List.of("-m", "quick", "-f", "1", "-fsm", "1", "-time", "100", "-iters", "2");
    private static final List<String> ONE_KIND_OF_JVM =
            List.of("-jvmArgs", "-Xmx256m", "-sc", "false", "-af", "NONE");
    private static final Pattern RESULTS =
            Pattern.compile("Results: \\d+ planned; (\\d+) passed, (\\d+) failed, .*");

    @Test
    void noRaceEndsInAForbiddenWay() throws IOException, InterruptedException {
        assumeTrue(Runtime.getRuntime().availableProcessors() >= 2, "a race needs two processors");
        Path directory = Files.createDirectories(Path.of("target", "jcstress"));
        Path log = directory.resolve("log.txt").toAbsolutePath();
        Process jcstress =
                new ProcessBuilder(command())
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            assertThat(jcstress.waitFor(SOAK ? 120 : 10, TimeUnit.MINUTES)).isTrue();
        } finally {
            jcstress.descendants().forEach(ProcessHandle::destroyForcibly);
            jcstress.destroyForcibly();
        }
        String said = Files.readString(log);
        assertThat(jcstress.exitValue()).as(said).isZero();
        MatchResult last = RESULTS.matcher(said).results().reduce((a, b) -> b).orElseThrow();
        assertThat(Integer.parseInt(last.group(1))).isGreaterThanOrEqualTo((int) races());
        assertThat(last.group(2)).isEqualTo("0");
    }

    private static List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of("org.openjdk.jcstress.Main", "-r", "report"));
        command.addAll(SOAK ? List.of("-m", "default", "-fsm", "1") : BRIEFLY);
        command.addAll(SOAK ? List.of() : ONE_KIND_OF_JVM);
        return command;
    }

    /** A race that is not played, for want of processors say, must not pass for one that was. */
    private static long races() {
        return Stream.of(TurnRaces.class, QueueRaces.class, PlaceRaces.class, TicketRaces.class)
                .flatMap(races -> Arrays.stream(races.getDeclaredClasses()))
                .filter(race -> race.isAnnotationPresent(JCStressTest.class))
                .count();
    }
}
