package io.graphbus.migration;

import static io.graphbus.migration.Documents.json;
import static io.graphbus.migration.Documents.migration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.graphbus.migration.MigrationPaths.Hop;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Version;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class MigrationPathsTest {

    private static final String LOSES = "{'op':'drop','path':'/note','restore':''}";

    private static Version v(String text) {
        return Version.of(text);
    }

    private static Hop hop(String from, String to) {
        return new Hop(v(from), v(to));
    }

    private static DeclaredMigration rename(String from, String to, String before, String after) {
        return migration(from, to, "{'op':'rename','path':'/" + before + "','to':'" + after + "'}");
    }

    private static DeclaredMigration plain(String from, String to) {
        return migration(from, to);
    }

    private static MigrationPaths paths(Migration... migrations) {
        return new MigrationPaths(List.of(migrations), Set.of());
    }

    private static String way(MigrationPaths paths, String from, String to) {
        return paths.find(v(from), v(to)).map(MigrationPath::toString).orElse("none");
    }

    @Test
    void tenComesAfterNine() {
        MigrationPaths paths = paths(rename("1.9.0", "1.10.0", "amount", "total"));

        assertThat(paths.versions()).containsExactly(v("1.9.0"), v("1.10.0"));
        assertThat(way(paths, "1.9.0", "1.10.0")).isEqualTo("1.9.0 -> 1.10.0");
        assertThat(way(paths, "1.10.0", "1.9.0")).isEqualTo("1.10.0 -> 1.9.0");
    }

    @Test
    void aPathAppliesItsStepsInOrderThereAndBack() {
        MigrationPaths paths =
                paths(
                        rename("1.1.0", "2.0.0", "b", "c"),
                        rename("1.0.0", "1.1.0", "a", "b"),
                        rename("2.0.0", "2.1.0", "c", "d"));

        MigrationPath there = paths.find(v("1.0.0"), v("2.1.0")).orElseThrow();
        MigrationPath back = paths.find(v("2.1.0"), v("1.0.0")).orElseThrow();

        assertThat(there.apply(json("{'a':1}"))).isEqualTo(json("{'d':1}"));
        assertThat(back.apply(json("{'d':1}"))).isEqualTo(json("{'a':1}"));
        assertThat(there.isLossy()).isFalse();
        assertThat(paths.find(v("1.0.0"), v("2.1.0"))).containsSame(there);
    }

    @Test
    void aMissingHopIsNotTakenForNothingToDo() {
        MigrationPaths paths = paths(plain("1.0.0", "1.1.0"), plain("2.0.0", "2.1.0"));

        assertThat(way(paths, "1.0.0", "2.1.0")).isEqualTo("none");
        assertThat(way(paths, "1.0.0", "3.0.0")).isEqualTo("none");
        assertThat(way(paths, "0.9.0", "1.0.0")).isEqualTo("none");
        assertThat(way(paths(), "1.0.0", "1.0.1")).isEqualTo("none");
    }

    @Test
    void aMigrationThatCannotBeUndoneLeadsOneWay() {
        MigrationPaths paths = paths(migration("1.0.0", "2.0.0", "{'op':'drop','path':'/a'}"));

        assertThat(way(paths, "1.0.0", "2.0.0")).isEqualTo("1.0.0 -> 2.0.0");
        assertThat(way(paths, "2.0.0", "1.0.0")).isEqualTo("none");
    }

    @Test
    void aLongerWayThatLosesLessIsBetter() {
        MigrationPaths paths =
                paths(
                        migration("1.0.0", "3.0.0", LOSES),
                        plain("1.0.0", "2.0.0"),
                        plain("2.0.0", "3.0.0"));

        assertThat(way(paths, "1.0.0", "3.0.0")).isEqualTo("1.0.0 -> 2.0.0 -> 3.0.0");
        assertThat(way(paths, "3.0.0", "1.0.0")).isEqualTo("3.0.0 -> 1.0.0");
    }

    @Test
    void ofWaysThatLoseTheSameTheShorterIsBetter() {
        MigrationPaths paths =
                paths(
                        plain("1.0.0", "2.0.0"),
                        plain("2.0.0", "3.0.0"),
                        plain("1.0.0", "3.0.0"),
                        plain("3.0.0", "4.0.0"),
                        plain("1.0.0", "5.0.0"),
                        plain("5.0.0", "4.0.0"));

        assertThat(way(paths, "1.0.0", "3.0.0")).isEqualTo("1.0.0 -> 3.0.0");
        assertThat(way(paths, "1.0.0", "4.0.0")).isEqualTo("1.0.0 -> 3.0.0 -> 4.0.0");
    }

    @Test
    void equalWaysAreToldApartByTheirVersionsWhateverTheOrder() {
        List<Migration> all = new ArrayList<>();
        for (String middle : List.of("2.0.0", "2.1.0", "2.2.0")) {
            all.add(plain("1.0.0", middle));
            all.add(plain(middle, "3.0.0"));
        }
        Random random = new Random(7);
        for (int i = 0; i < 50; i++) {
            Collections.shuffle(all, random);
            assertThat(way(new MigrationPaths(all, Set.of()), "1.0.0", "3.0.0"))
                    .isEqualTo("1.0.0 -> 2.0.0 -> 3.0.0");
        }
    }

    @Test
    void whereDataIsProvedToDoAsItIsNothingIsMade() {
        MigrationPaths paths =
                new MigrationPaths(
                        List.of(rename("1.1.0", "2.0.0", "a", "b")), Set.of(hop("1.0.0", "1.1.0")));
        JsonNode data = json("{'a':1}");
        MigrationPath same = paths.find(v("1.0.0"), v("1.1.0")).orElseThrow();

        assertThat(same.isIdentity()).isTrue();
        assertThat(same.apply(data)).isSameAs(data);
        assertThat(paths.find(v("1.0.0"), v("2.0.0")).map(p -> p.apply(data)))
                .contains(json("{'b':1}"));
        assertThat(way(paths, "1.1.0", "1.0.0")).isEqualTo("none");
        assertThat(paths.find(v("7.0.0"), v("7.0.0")).map(p -> p.apply(data))).containsSame(data);
    }

    @Test
    void twoProofsThatDataCanStayDoNotMakeAThird() {
        JsonNode one = json("{'type':'object','properties':{'p':{'type':'string'}}}");
        JsonNode two = json("{'type':'object','properties':{'q':{'type':'string'}}}");
        JsonNode three = json("{'type':'object','properties':{'p':{'type':'integer'}}}");
        Set<Hop> safe =
                MigrationPaths.safe(Map.of(v("1.0.0"), one, v("1.1.0"), two, v("1.2.0"), three));
        MigrationPaths paths = new MigrationPaths(List.of(), safe);

        assertThat(way(paths, "1.0.0", "1.1.0")).isEqualTo("1.0.0 -> 1.1.0");
        assertThat(way(paths, "1.1.0", "1.2.0")).isEqualTo("1.1.0 -> 1.2.0");
        assertThat(way(paths, "1.0.0", "1.2.0")).isEqualTo("none");
    }

    @Test
    void theBestWayIsTheBestOfAllWays() {
        Random random = new Random(11);
        for (int round = 0; round < 60; round++) {
            List<Migration> all = new ArrayList<>();
            for (int from = 1; from <= 6; from++) {
                for (int to = 1; to <= 6; to++) {
                    if (from != to && random.nextInt(3) == 0) {
                        String operation = random.nextInt(3) == 0 ? LOSES : "";
                        all.add(migration(from + ".0.0", to + ".0.0", operation));
                    }
                }
            }
            MigrationPaths paths = new MigrationPaths(all, Set.of());
            Optional<MigrationPath> best = paths.find(v("1.0.0"), v("6.0.0"));
            assertThat(best.map(MigrationPathsTest::cost))
                    .isEqualTo(cheapest(all, "1.0.0", 0, 0, new ArrayList<>(List.of("1.0.0"))));
        }
    }

    private static int cost(MigrationPath path) {
        long lossy = path.steps().stream().filter(MigrationPath.Step::isLossy).count();
        return (int) lossy * 100 + path.steps().size();
    }

    /** By trying all ways that meet no version twice. */
    private static Optional<Integer> cheapest(
            List<Migration> all, String at, int lossy, int steps, List<String> met) {
        if (at.equals("6.0.0")) {
            return Optional.of(lossy * 100 + steps);
        }
        Optional<Integer> best = Optional.empty();
        for (Migration migration : all) {
            MigrationId id = migration.id();
            boolean there = id.from().text().equals(at);
            String next = there ? id.to().text() : id.from().text();
            boolean usable = there || id.to().text().equals(at);
            if (!usable || met.contains(next)) {
                continue;
            }
            Loss loss = migration.loss();
            boolean loses = !(there ? loss.forward() : loss.backward()).isEmpty();
            met.add(next);
            Optional<Integer> found = cheapest(all, next, lossy + (loses ? 1 : 0), steps + 1, met);
            met.removeLast();
            if (found.isPresent() && (best.isEmpty() || found.get() < best.get())) {
                best = found;
            }
        }
        return best;
    }

    @Test
    void migrationsThatContradictEachOtherAreRefused() {
        DeclaredMigration other =
                DeclaredMigration.read(
                        json(
                                "{'formatVersion':1,'agent':'Orders','subject':'input:m',"
                                        + "'from':'1.0.0','to':'2.0.0','operations':[]}"),
                        "test");

        GraphBusException refused =
                catchThrowableOfType(
                        GraphBusException.class,
                        () -> paths(plain("1.0.0", "2.0.0"), plain("1.0.0", "2.0.0"), other));

        assertThat(refused.problems())
                .extracting(p -> p.code() + " " + p.where())
                .containsExactly(
                        ProblemCode.INVALID_MIGRATION + " Orders:state:1.0.0:2.0.0",
                        ProblemCode.INVALID_MIGRATION + " Orders:input:m:1.0.0:2.0.0");
    }
}
