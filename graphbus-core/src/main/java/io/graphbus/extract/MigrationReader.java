package io.graphbus.extract;

import io.graphbus.agent.AutoMigrate;
import io.graphbus.model.MethodDefinition;
import io.graphbus.model.MigrationDefinition;
import io.graphbus.model.Publication;
import io.graphbus.model.Subscription;
import io.graphbus.model.TopicPattern;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.GenericTypes;
import io.graphbus.schema.Schema;
import io.graphbus.schema.SchemaDeriver;
import io.graphbus.source.AgentMethods.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the payload migrations of one agent, once it is known what the agent sends and hears. */
final class MigrationReader {

    private final Class<?> type;
    private final Faults faults;
    private final MemberRules rules;
    private final SchemaDeriver schemas;
    private final List<MethodDefinition> methods;
    private final List<Subscription> subscriptions;
    private final List<String> published;

    /**
     * A reader of one agent's migrations.
     *
     * @param published topics that the agent publishes to
     */
    MigrationReader(
            Class<?> type,
            Faults faults,
            MemberRules rules,
            SchemaDeriver schemas,
            MemberReader members,
            List<String> published) {
        this.type = type;
        this.faults = faults;
        this.rules = rules;
        this.schemas = schemas;
        this.methods = members.methods();
        this.subscriptions = members.subscriptions();
        this.published = published;
    }

    List<MigrationDefinition> read(List<Member> members) {
        List<MigrationDefinition> read = new ArrayList<>();
        for (Member member : members) {
            member.annotation(AutoMigrate.class)
                    .flatMap(annotation -> read(member, annotation))
                    .filter(migration -> isFirst(member, migration, read))
                    .ifPresent(read::add);
        }
        return read.stream()
                .sorted(
                        Comparator.comparing(MigrationDefinition::method)
                                .thenComparing(MigrationDefinition::from)
                                .thenComparing(MigrationDefinition::to))
                .toList();
    }

    private boolean isFirst(
            Member member, MigrationDefinition migration, List<MigrationDefinition> others) {
        Optional<MigrationDefinition> same =
                others.stream()
                        .filter(o -> o.from().equals(migration.from()))
                        .filter(o -> o.to().equals(migration.to()))
                        .filter(o -> !Collections.disjoint(o.topics(), migration.topics()))
                        .findFirst();
        same.ifPresent(
                other ->
                        faults.add(
                                ProblemCode.INVALID_MIGRATION,
                                member,
                                member.name()
                                        + " migrates from "
                                        + migration.from()
                                        + " to "
                                        + migration.to()
                                        + " as "
                                        + other.method()
                                        + " does",
                                "Remove one of them, or name their topics."));
        return same.isEmpty();
    }

    /** Whether the class has another method of the name, by which migrations are found. */
    private boolean isOverloaded(Member member) {
        for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
            for (Method other : at.getDeclaredMethods()) {
                if (other.getName().equals(member.name())
                        && !other.isSynthetic()
                        && !Arrays.equals(
                                other.getParameterTypes(), member.method().getParameterTypes())) {
                    return true;
                }
            }
        }
        return false;
    }

    private Optional<MigrationDefinition> read(Member member, AutoMigrate annotation) {
        if (!rules.checkVersions(member, annotation.from(), annotation.to())) {
            return Optional.empty();
        }
        String fault = fault(member, annotation);
        List<String> topics = fault.isEmpty() ? topics(member, annotation.topic()) : List.of();
        if (fault.isEmpty() && topics.isEmpty()) {
            fault =
                    annotation.topic().isEmpty()
                            ? "its agent neither publishes nor hears anything"
                            : "its agent has nothing to do with " + annotation.topic();
        }
        if (!fault.isEmpty()) {
            faults.add(
                    ProblemCode.INVALID_MIGRATION,
                    member,
                    member.signature() + " cannot migrate payloads: " + fault,
                    "It takes the payload of version "
                            + annotation.from()
                            + " and returns that of version "
                            + annotation.to()
                            + ", each as a record, a Map or a JsonNode.");
            return Optional.empty();
        }
        return Optional.of(
                new MigrationDefinition(
                        member.name(),
                        annotation.from(),
                        annotation.to(),
                        topics,
                        faults.line(member)));
    }

    private String fault(Member member, AutoMigrate annotation) {
        if (isOverloaded(member)) {
            return "there is another method of this name";
        }
        if (member.parameters().size() != 1) {
            return "it takes " + member.parameters().size() + " parameters";
        }
        if (GenericTypes.raw(member.returns()) == void.class) {
            return "it returns nothing";
        }
        if (Modifier.isPrivate(member.method().getModifiers())) {
            return "it is private";
        }
        return annotation.from().equals(annotation.to())
                ? "it leads to the version that it comes from"
                : "";
    }

    /**
     * The topic it names; else those whose payload is what the method takes or returns; else all
     * the agent publishes to, or when it publishes nothing, all it hears.
     */
    private List<String> topics(Member member, String named) {
        List<String> all = Stream.concat(published.stream(), heard()).distinct().sorted().toList();
        if (!named.isEmpty()) {
            return all.stream()
                    .filter(topic -> matches(topic, named))
                    .limit(1)
                    .map(t -> named)
                    .toList();
        }
        List<Schema> own =
                Stream.of(member.parameters().getFirst(), member.returns())
                        .map(type -> rules.schema(member, () -> schemas.derive(type)))
                        .filter(schema -> schema.properties().isPresent())
                        .toList();
        List<String> fitting =
                Stream.concat(
                                publications()
                                        .filter(p -> own.contains(p.payload()))
                                        .map(Publication::topic),
                                subscriptions.stream()
                                        .filter(s -> own.contains(s.payloadSchema()))
                                        .map(s -> s.topic().text()))
                        .distinct()
                        .sorted()
                        .toList();
        return !fitting.isEmpty() ? fitting : published.isEmpty() ? all : published;
    }

    private static boolean matches(String pattern, String topic) {
        return TopicPattern.isPattern(topic) && new TopicPattern(pattern).matches(topic);
    }

    private Stream<Publication> publications() {
        return Stream.concat(
                        methods.stream().map(MethodDefinition::publishes),
                        subscriptions.stream().map(Subscription::publishes))
                .flatMap(List::stream);
    }

    private Stream<String> heard() {
        return subscriptions.stream().map(s -> s.topic().text());
    }
}
