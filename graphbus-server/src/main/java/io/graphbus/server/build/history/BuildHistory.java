package io.graphbus.server.build.history;

import io.graphbus.problem.Problem;
import io.graphbus.server.web.Cursor;
import io.graphbus.server.web.Page;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Every build of this server's database, newest first. Joins the caller's transaction. */
@Component
@Transactional
public class BuildHistory {

    private static final Pattern ID = Pattern.compile("b([1-9][0-9]{0,17})");

    private final BuildRepository builds;
    private final BuildArchiveRepository archives;
    private final JsonMapper json;
    private final Clock clock;

    BuildHistory(
            BuildRepository builds, BuildArchiveRepository archives, JsonMapper json, Clock clock) {
        this.builds = builds;
        this.archives = archives;
        this.json = json;
        this.clock = clock;
    }

    public BuildView record(BuildOutcome outcome) {
        var build =
                builds.save(
                        new BuildEntity(
                                outcome.artifactHash(),
                                now(),
                                json.writeValueAsString(outcome.summary()),
                                json.writeValueAsString(outcome.problems())));
        outcome.archive()
                .ifPresent(
                        archive -> archives.save(new BuildArchiveEntity(build.number(), archive)));
        return view(build);
    }

    @Transactional(readOnly = true)
    public Page<BuildView> page(int limit, @Nullable String cursor) {
        long before = cursor == null ? Long.MAX_VALUE : numberOf(Cursor.decode(cursor));
        List<BuildView> found =
                builds.findByNumberLessThanOrderByNumberDesc(before, Limit.of(limit + 1)).stream()
                        .map(this::view)
                        .toList();
        return Page.cut(found, BuildView::id, limit);
    }

    @Transactional(readOnly = true)
    public BuildView show(String id) {
        return view(find(id));
    }

    /**
     * A build that can be activated.
     *
     * @throws io.graphbus.problem.GraphBusException {@code BUILD_NOT_ACTIVATABLE}
     */
    @Transactional(readOnly = true)
    public BuildView runnable(String id) {
        BuildEntity build = find(id);
        if (!build.isArchived()) {
            throw BuildProblems.notRunnable(id, build.status()).toException();
        }
        return view(build);
    }

    /** The zipped artifacts of a successful build. */
    @Transactional(readOnly = true)
    public byte[] archive(String id) {
        return archive(id, BuildProblems::withoutArtifacts);
    }

    /**
     * The same of a build that is about to be activated.
     *
     * @throws io.graphbus.problem.GraphBusException {@code BUILD_NOT_ACTIVATABLE}
     */
    @Transactional(readOnly = true)
    public byte[] runnableArchive(String id) {
        return archive(id, BuildProblems::notRunnable);
    }

    /** The newest successful build with these artifacts. */
    @Transactional(readOnly = true)
    public Optional<BuildView> withHash(String artifactHash) {
        return builds.findFirstByArtifactHashAndArchivedTrueOrderByNumberDesc(artifactHash)
                .map(this::view);
    }

    @Transactional(readOnly = true)
    public Optional<BuildView> active() {
        return builds.findByActiveSlot(BuildEntity.THE_SLOT).map(this::view);
    }

    /**
     * Marks one build active and the one before superseded, at once in the database and both with
     * the caller's transaction.
     */
    public BuildView markActive(String id) {
        BuildEntity next = find(id);
        if (next.status() == BuildStatus.ACTIVE) {
            return view(next);
        }
        if (!next.isArchived()) {
            throw BuildProblems.notRunnable(id, next.status()).toException();
        }
        builds.findByActiveSlot(BuildEntity.THE_SLOT).ifPresent(BuildEntity::supersede);
        builds.flush();
        next.activate(now());
        builds.flush();
        return view(next);
    }

    /** Removes a build with its artifacts. The contracts that it registered stay. */
    public void delete(String id) {
        BuildEntity build = find(id);
        if (build.status() == BuildStatus.ACTIVE) {
            throw BuildProblems.active(id).toException();
        }
        builds.delete(build);
        builds.flush();
    }

    /**
     * Removes the artifacts of old builds, a hundred at most; never those of the active one, nor of
     * the one before, to which a bad one is rolled back.
     *
     * @param newest how many others keep theirs
     * @return whether there was something to remove
     */
    public boolean forgetBeyond(int newest) {
        List<BuildEntity> old = builds.archivedBeyond(newest);
        old.forEach(BuildEntity::forget);
        archives.deleteAllByIdInBatch(old.stream().map(BuildEntity::number).toList());
        builds.flush();
        return !old.isEmpty();
    }

    private byte[] archive(String id, BiFunction<String, BuildStatus, Problem> otherwise) {
        BuildEntity build = find(id);
        return archives.findById(build.number())
                .map(BuildArchiveEntity::content)
                .orElseThrow(() -> otherwise.apply(id, build.status()).toException());
    }

    private BuildEntity find(String id) {
        var number = ID.matcher(id);
        if (number.matches()) {
            var found = builds.findById(Long.parseLong(number.group(1)));
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw BuildProblems.unknown(id).toException();
    }

    private static long numberOf(String cursor) {
        var number = ID.matcher(cursor);
        if (!number.matches()) {
            throw Cursor.unknown().toException();
        }
        return Long.parseLong(number.group(1));
    }

    /** As exact as the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private BuildView view(BuildEntity build) {
        return new BuildView(
                "b" + build.number(),
                build.status(),
                build.createdAt(),
                build.activatedAt(),
                build.artifactHash(),
                build.isArchived(),
                json.readValue(build.summary(), BuildView.Summary.class),
                json.readValue(build.problems(), new TypeReference<List<BuildProblem>>() {}));
    }
}
