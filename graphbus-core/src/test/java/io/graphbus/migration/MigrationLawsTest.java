package io.graphbus.migration;

import static io.graphbus.migration.Documents.json;
import static io.graphbus.migration.Documents.migration;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.migration.MigrationLaws.Data;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.Violation;
import io.graphbus.schema.Schema;
import io.graphbus.schema.Version;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class MigrationLawsTest {

    private static final MigrationLaws LAWS = new MigrationLaws(Duration.ofSeconds(30));
    private static final Data ONE = object("'id':{'type':'string'},'amount':{'type':'number'}");
    private static final Data TWO = object("'id':{'type':'string'},'total':{'type':'number'}");

    private static Data object(String properties, JsonNode... samples) {
        JsonNode names = json("{" + properties + "}");
        ObjectNode schema = (ObjectNode) json("{'type':'object','additionalProperties':false}");
        schema.set("properties", names);
        names.propertyNames().forEach(schema.withArray("required")::add);
        return new Data(new Schema(schema), List.of(samples));
    }

    private static List<String> broken(Migration migration, Data from, Data to) {
        return LAWS.broken(migration, from, to).stream().map(Problem::message).toList();
    }

    /** Written as a class. */
    private record Code(UnaryOperator<JsonNode> there, @Nullable UnaryOperator<JsonNode> back)
            implements Migration {

        @Override
        public MigrationId id() {
            return new MigrationId(
                    "Orders", Subject.STATE, Version.of("1.0.0"), Version.of("2.0.0"));
        }

        @Override
        public JsonNode forward(JsonNode data) {
            return there.apply(data);
        }

        @Override
        public boolean isReversible() {
            return back != null;
        }

        @Override
        public Optional<JsonNode> backward(JsonNode data) {
            return back == null ? Optional.empty() : Optional.of(back.apply(data));
        }

        @Override
        public Loss loss() {
            return Loss.NONE;
        }

        @Override
        public String checksum() {
            return "";
        }
    }

    private static JsonNode renamed(JsonNode data) {
        ObjectNode copy = ((ObjectNode) data).deepCopy();
        JsonNode amount = copy.remove("amount");
        return amount == null ? copy : copy.set("total", amount);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'op':'rename','path':'/a','to':'b'} | 'a':{'type':'number'} | 'b':{'type':'number'}",
                "{'op':'add','path':'/s','value':'NEW'} | 'a':{'type':'number'} | 'a':{'type':'number'},'s':{'type':'string'}",
                "{'op':'drop','path':'/a','restore':0} | 'a':{'type':'number'},'b':{'type':'string'} | 'b':{'type':'string'}",
                "{'op':'mapEnum','path':'/s','values':{'A':'X','B':'Y'}} | 's':{'enum':['A','B']} | 's':{'enum':['X','Y']}",
                "{'op':'mapEnum','path':'/s','values':{'A':'X','B':'X'}} | 's':{'enum':['A','B']} | 's':{'enum':['X']}",
                "{'op':'convert','path':'/q','from':'integer','to':'string'} | 'q':{'type':'integer'} | 'q':{'type':'string','pattern':'^-?[0-9]{1,9}$'}",
                "{'op':'convert','path':'/q','from':'number','to':'integer'} | 'q':{'type':'number'} | 'q':{'type':'integer'}",
                "{'op':'convert','path':'/q','from':'boolean','to':'integer'} | 'q':{'type':'boolean'} | 'q':{'enum':[0,1]}",
                "{'op':'split','path':'/n','template':'{/f} {/l}','missing':''} | 'n':{'type':'string'} | 'f':{'type':'string'},'l':{'type':'string'}",
                "{'op':'join','path':'/n','template':'{/f} {/l}','missing':''} | 'f':{'type':'string'},'l':{'type':'string'} | 'n':{'type':'string'}",
                "{'op':'move','from':'/a','to':'/o/a'} | 'a':{'type':'number'} | 'o':{'type':'object','properties':{'a':{'type':'number'}},'required':['a']}",
                "{'op':'each','path':'/i','do':[{'op':'rename','path':'/a','to':'b'}]} | 'i':{'type':'array','items':{'type':'object','properties':{'a':{'type':'integer'}}}} | 'i':{'type':'array','items':{'type':'object','properties':{'b':{'type':'integer'}}}}",
            })
    void whatOperationsDeclareTheyKeep(String operation, String before, String after) {
        assertThat(broken(migration("1.0.0", "2.0.0", operation), object(before), object(after)))
                .isEmpty();
    }

    @Test
    void aResultThatTheSchemaRefusesIsShownWithTheSmallestValue() {
        List<Problem> problems = LAWS.broken(migration("1.0.0", "2.0.0"), ONE, TWO);

        assertThat(problems).hasSize(2);
        assertThat(problems.getFirst().code()).isEqualTo(ProblemCode.MIGRATION_LAW_BROKEN);
        assertThat(problems.getFirst().where()).isEqualTo("Orders:state:1.0.0:2.0.0");
        assertThat(problems.getFirst().message())
                .startsWith("forward, its result is not valid for {\"")
                .contains("\"amount\"");
        assertThat(problems.getLast().message()).startsWith("backward, its result is not valid");
        assertThat(problems.getLast().violations()).isNotEmpty();
    }

    @Test
    void aLossThatIsNotDeclaredIsFoundWithItsPlace() {
        Code rounded =
                new Code(
                        data ->
                                ((ObjectNode) renamed(data))
                                        .put("total", Math.round(data.path("amount").asDouble())),
                        data -> {
                            ObjectNode copy = ((ObjectNode) data).deepCopy();
                            return copy.set("amount", copy.remove("total"));
                        });

        List<Problem> problems = LAWS.broken(rounded, ONE, TWO);

        assertThat(problems)
                .extracting(Problem::message)
                .anyMatch(m -> m.startsWith("forward, there and back again is not the same"))
                .anyMatch(m -> m.startsWith("backward, there and back again is not the same"));
        assertThat(problems.getFirst().violations())
                .extracting(Violation::path)
                .containsExactly("/amount");
    }

    @Test
    void whatThrowsOrAnswersNullIsFound() {
        Code throwing =
                new Code(
                        data -> {
                            throw new IllegalStateException("no");
                        },
                        null);
        Code recursive = new Code(MigrationLawsTest::deeper, null);

        assertThat(broken(throwing, ONE, TWO))
                .singleElement()
                .asString()
                .contains("forward, it fails for", "IllegalStateException: no");
        assertThat(broken(recursive, ONE, TWO)).singleElement().asString().contains("Overflow");
        assertThat(broken(new Code(MigrationLawsTest::nothing, null), ONE, TWO))
                .singleElement()
                .asString()
                .contains("it answers null");
    }

    @SuppressWarnings("InfiniteRecursion")
    private static JsonNode deeper(JsonNode data) {
        return deeper(data).path(0);
    }

    @SuppressWarnings("NullAway")
    private static JsonNode nothing(JsonNode data) {
        return null;
    }

    @Test
    void aPlaceInTheDataThatAMigrationCannotTakeIsNamed() {
        DeclaredMigration number =
                migration(
                        "1.0.0",
                        "2.0.0",
                        "{'op':'convert','path':'/id','from':'string','to':'integer'}");
        Problem problem =
                LAWS.broken(
                                number,
                                ONE,
                                object("'id':{'type':'integer'},'amount':{'type':'number'}"))
                        .getFirst();

        assertThat(problem.message()).contains("forward, it fails for", "has no form as integer");
        assertThat(problem.violations()).extracting(Violation::path).containsExactly("/id");
    }

    @Test
    void whatChangesItsInputIsFound() {
        Code mutating =
                new Code(data -> ((ObjectNode) data).put("total", 1).without("amount"), null);

        assertThat(broken(mutating, ONE, TWO))
                .anyMatch(m -> m.contains("it changes what it is given"));
    }

    @Test
    void whatDependsOnMoreThanItsDataIsFound() {
        AtomicInteger calls = new AtomicInteger();
        Code counting =
                new Code(
                        data -> ((ObjectNode) renamed(data)).put("total", calls.incrementAndGet()),
                        null);

        assertThat(broken(counting, ONE, TWO))
                .singleElement()
                .asString()
                .contains("it answers differently the second time", "/total: 1 became 2");
    }

    @Test
    void whatDoesNotEndIsGivenUpAndInterrupted() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Code endless =
                new Code(
                        data -> {
                            try {
                                never.await();
                            } catch (InterruptedException e) {
                                interrupted.countDown();
                            }
                            return data;
                        },
                        null);

        List<Problem> problems =
                new MigrationLaws(Duration.ofMillis(100)).broken(endless, ONE, TWO);

        assertThat(problems).singleElement().asString().contains("it does not end", "PT0.1S");
        interrupted.await();
    }

    @Test
    void givenSamplesCountAsFarAsTheyAreValid() {
        DeclaredMigration number =
                migration(
                        "1.0.0",
                        "2.0.0",
                        "{'op':'convert','path':'/a','from':'string','to':'integer'}");
        Data any = new Data(Schema.ANY, List.of(json("{'a':'x'}"), json("{'a':'7'}")));

        assertThat(broken(number, any, new Data(Schema.ANY, List.of())))
                .singleElement()
                .asString()
                .contains("{\"a\":\"x\"}");
        assertThat(broken(migration("1.0.0", "2.0.0"), object("'id':{'const':1}", json("7")), TWO))
                .noneMatch(m -> m.contains("for 7"));
    }

    @Test
    void twoWaysBetweenTheSameVersionsHaveToAgree() {
        DeclaredMigration direct =
                migration("1.0.0", "3.0.0", "{'op':'add','path':'/s','value':'OLD'}");
        List<Migration> all =
                List.of(
                        direct,
                        migration("1.0.0", "2.0.0"),
                        migration("2.0.0", "3.0.0", "{'op':'add','path':'/s','value':'NEW'}"));
        MigrationPaths paths = new MigrationPaths(all, Set.of());

        List<Problem> problems = LAWS.disagreements(paths, all, Map.of(Version.of("1.0.0"), ONE));

        assertThat(problems).hasSize(1);
        assertThat(problems.getFirst().where()).isEqualTo(direct.id().text());
        assertThat(problems.getFirst().message())
                .contains("compared with 1.0.0 -> 2.0.0 -> 3.0.0", "/s: \"NEW\" became \"OLD\"");
    }

    @Test
    void waysThatAgreeAreNoProblem() {
        List<Migration> all =
                List.of(
                        migration(
                                "1.0.0", "3.0.0", "{'op':'rename','path':'/amount','to':'total'}"),
                        migration("1.0.0", "2.0.0", "{'op':'rename','path':'/amount','to':'sum'}"),
                        migration("2.0.0", "3.0.0", "{'op':'rename','path':'/sum','to':'total'}"));
        MigrationPaths paths = new MigrationPaths(all, Set.of());

        assertThat(
                        LAWS.disagreements(
                                paths,
                                all,
                                Map.of(Version.of("1.0.0"), ONE, Version.of("3.0.0"), TWO)))
                .isEmpty();
    }
}
