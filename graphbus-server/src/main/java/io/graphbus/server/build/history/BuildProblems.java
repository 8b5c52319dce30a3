package io.graphbus.server.build.history;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;

/** What can be wrong with a build that somebody asks for, in words. */
final class BuildProblems {

    private BuildProblems() {}

    static Problem unknown(String id) {
        return Problem.of(
                ProblemCode.UNKNOWN_BUILD,
                id,
                "There is no build " + id + ".",
                "GET /api/v1/builds lists the builds of this server.");
    }

    static Problem withoutArtifacts(String id, BuildStatus status) {
        return Problem.of(ProblemCode.NOT_FOUND, id, reason(id, status), hint(id, status));
    }

    static Problem notRunnable(String id, BuildStatus status) {
        return Problem.of(
                ProblemCode.BUILD_NOT_ACTIVATABLE, id, reason(id, status), hint(id, status));
    }

    static Problem active(String id) {
        return Problem.of(
                ProblemCode.CONFLICT,
                id,
                "Build " + id + " is active, and the server would not find it at its next start.",
                "Activate another build first.");
    }

    private static String reason(String id, BuildStatus status) {
        return status == BuildStatus.FAILED
                ? "Build " + id + " failed and has no artifacts."
                : "The artifacts of build " + id + " have been removed, since it is old.";
    }

    private static String hint(String id, BuildStatus status) {
        return status == BuildStatus.FAILED
                ? "Mend its problems (GET /api/v1/builds/" + id + ") and build again."
                : "Build its sources again; graphbus.builds.keep says how many builds keep theirs.";
    }
}
