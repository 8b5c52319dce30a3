package io.graphbus.cli.watch;

import io.graphbus.build.BuildResult;
import io.graphbus.cli.output.Console;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Builds after each change and says so in a line. Used by one thread. */
public final class BuildLoop {

    private static final int NAMED = 2;

    private final Console console;
    private final Supplier<BuildResult> build;
    private final Function<BuildResult, String> sum;
    private final Clock clock;

    /**
     * A loop.
     *
     * @param sum what was built, in words
     */
    public BuildLoop(
            Console console,
            Supplier<BuildResult> build,
            Function<BuildResult, String> sum,
            Clock clock) {
        this.console = console;
        this.build = build;
        this.sum = sum;
        this.clock = clock;
    }

    /** Builds, and again after each change, until the watch is closed. */
    public void run(SourceWatch watch) throws InterruptedException {
        once("first build");
        Set<Path> changed = watch.await();
        while (!changed.isEmpty()) {
            once(describe(changed));
            changed = watch.await();
        }
    }

    private void once(String why) {
        long start = clock.millis();
        try {
            BuildResult result = build.get();
            if (!result.work().none()) {
                result.problems().forEach(console::problem);
                tell(why, outcome(result), clock.millis() - start, result.succeeded());
            } else if (why.startsWith("first")) {
                tell(why, "up to date: " + sum.apply(result), clock.millis() - start, true);
            }
        } catch (GraphBusException e) {
            e.problems().forEach(console::problem);
            tell(why, "not built", clock.millis() - start, false);
        }
    }

    private String outcome(BuildResult result) {
        if (result.succeeded()) {
            return "built " + sum.apply(result);
        }
        long errors =
                result.problems().stream().filter(p -> p.severity() == Severity.ERROR).count();
        return errors + (errors == 1 ? " error" : " errors") + ", artifacts left as they were";
    }

    private void tell(String why, String outcome, long millis, boolean succeeded) {
        LocalTime time = LocalTime.now(clock).truncatedTo(ChronoUnit.SECONDS);
        String shown = succeeded ? console.style().green(outcome) : console.style().red(outcome);
        console.result("%tT %s: %s in %d ms".formatted(time, why, shown, millis));
    }

    private static String describe(Set<Path> changed) {
        List<Path> files = changed.stream().filter(path -> !Files.isDirectory(path)).toList();
        if (files.isEmpty()) {
            return "a directory changed";
        }
        String names =
                String.join(
                        ", ",
                        files.stream()
                                .limit(NAMED)
                                .map(file -> file.getFileName().toString())
                                .toList());
        int more = files.size() - NAMED;
        return more > 0
                ? names + " and " + more + " more changed"
                : names + (files.stream().noneMatch(Files::exists) ? " deleted" : " changed");
    }
}
