package io.graphbus.check;

import io.graphbus.check.Routes.Route;
import io.graphbus.filter.Filter;
import io.graphbus.filter.FilterFault;
import io.graphbus.model.AgentDefinition;
import io.graphbus.model.Subscription;
import io.graphbus.model.Topic;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Schema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds publishers and subscribers that miss each other or do not fit together, in time that grows
 * with the pairs of a topic and a subscription that meet. Used once, by one thread.
 */
public final class EventChecks {

    private final Map<String, AgentDefinition> agents = new HashMap<>();
    private final List<Topic> topics;
    private final Map<String, TreeMap<String, Schema>> published;
    private final Routes routes;
    private final Origins origins;
    private final boolean complete;
    private final PayloadFit fit = new PayloadFit();
    private final List<Problem> problems = new ArrayList<>();

    /** Topics with a publisher that each subscription hears, by the subscription's number. */
    private final Map<Integer, List<String>> heard = new HashMap<>();

    /** Agents of one class share their subscriptions, and need their filters checked once. */
    private final Set<Subscription> checked = Collections.newSetFromMap(new IdentityHashMap<>());

    /**
     * What is to be checked.
     *
     * @param published payload schemas by topic and publishing agent
     * @param complete whether all publishers and subscribers are there: otherwise nobody is missed
     */
    public EventChecks(
            Collection<AgentDefinition> agents,
            List<Topic> topics,
            Map<String, TreeMap<String, Schema>> published,
            Routes routes,
            Origins origins,
            boolean complete) {
        agents.forEach(agent -> this.agents.put(agent.name(), agent));
        this.topics = topics;
        this.published = published;
        this.routes = routes;
        this.origins = origins;
        this.complete = complete;
    }

    /** Everything that does not fit. */
    public List<Problem> problems() {
        published
                .keySet()
                .forEach(
                        topic ->
                                routes.of(topic)
                                        .forEach(
                                                r ->
                                                        heard.computeIfAbsent(
                                                                        r.number(),
                                                                        n -> new ArrayList<>())
                                                                .add(topic)));
        routes.all().forEach(this::check);
        if (complete) {
            reportMissing();
            problems.addAll(new Amplification(topics, routes, origins).problems());
        }
        return problems;
    }

    private void check(Route route) {
        Subscription subscription = route.subscription();
        List<String> topicsHeard = heard.getOrDefault(route.number(), List.of());
        boolean first = checked.add(subscription);
        if (subscription.filter() != null && first) {
            checkFilter(route, subscription.filter(), schemas(route, topicsHeard));
        }
        if (subscription.key() != null && first) {
            checkKey(route, subscription.key(), schemas(route, topicsHeard));
        }
        for (String topic : topicsHeard) {
            published
                    .getOrDefault(topic, new TreeMap<>())
                    .forEach((publisher, schema) -> check(route, topic, publisher, schema));
        }
    }

    /** What is migrated on its way is compared with nothing here: its form is the migration's. */
    private void check(Route route, String topic, String publisher, Schema schema) {
        Subscription subscription = route.subscription();
        Ranges ranges = ranges(route, topic, publisher);
        if (!ranges.isIn()) {
            if (!ranges.isReached()) {
                report(
                        ProblemCode.VERSION_NOT_READ,
                        origins.handler(route.agent(), subscription),
                        ranges.gap(subscription.handler()),
                        "Add an @AutoMigrate method, unless a migration document leads there, or"
                                + " widen the range of @SchemaVersion.");
            }
        } else if (!ranges.isMigrated()) {
            fit.misfit(schema, subscription.payloadSchema())
                    .ifPresent(misfit -> reportMisfit(route, topic, publisher, misfit));
        }
    }

    /** What filter and key are read from: what is sent, or what the handler takes if migrated. */
    private List<Schema> schemas(Route route, List<String> topicsHeard) {
        List<Schema> read = new ArrayList<>();
        for (String topic : topicsHeard) {
            published
                    .getOrDefault(topic, new TreeMap<>())
                    .forEach(
                            (publisher, sent) ->
                                    read.add(
                                            ranges(route, topic, publisher).isIn()
                                                    ? sent
                                                    : route.subscription().payloadSchema()));
        }
        return read;
    }

    private Ranges ranges(Route route, String topic, String publisher) {
        AgentDefinition writer = Objects.requireNonNull(agents.get(publisher));
        return new Ranges(writer, route.agent(), topic, route.subscription().schemaVersion());
    }

    private void reportMisfit(Route route, String topic, String publisher, String misfit) {
        Subscription subscription = route.subscription();
        report(
                ProblemCode.PAYLOAD_MISMATCH,
                origins.handler(route.agent(), subscription),
                "%s.%s %s by %s on %s"
                        .formatted(
                                route.agent().name(),
                                subscription.handler(),
                                misfit,
                                publisher,
                                topic),
                "Take the payload's type, or JsonNode or Event. It is published at "
                        + publishedAt(publisher, topic)
                        + ".");
    }

    private void checkFilter(Route route, String filter, List<Schema> sent) {
        Optional<FilterFault> fault =
                Filter.fault(filter, names(route.subscription(), sent))
                        .or(() -> FilterMembers.fault(filter, route.subscription(), sent));
        fault.ifPresent(
                f ->
                        report(
                                ProblemCode.INVALID_FILTER,
                                origins.inside(
                                        route.agent(),
                                        route.subscription(),
                                        "filter",
                                        filter,
                                        f.offset()),
                                "the filter of "
                                        + route.subscription().id()
                                        + ", "
                                        + filter
                                        + ": "
                                        + f.message(),
                                f.hint()));
    }

    /**
     * The payload's fields as publishers and the handler know them; {@code null} when somebody may
     * send anything.
     */
    private static @Nullable Set<String> names(Subscription subscription, List<Schema> sent) {
        TreeSet<String> names = new TreeSet<>();
        for (Schema schema : sent.isEmpty() ? List.of(subscription.payloadSchema()) : sent) {
            if (schema.properties().isEmpty()) {
                return null;
            }
            names.addAll(schema.properties().get());
        }
        subscription.payloadSchema().properties().ifPresent(names::addAll);
        return names;
    }

    private void checkKey(Route route, String key, List<Schema> sent) {
        List<Schema> schemas =
                sent.isEmpty() ? List.of(route.subscription().payloadSchema()) : sent;
        schemas.stream()
                .distinct()
                .flatMap(schema -> SchemaPaths.fault(schema, key).stream())
                .findFirst()
                .ifPresent(
                        fault ->
                                report(
                                        ProblemCode.INVALID_KEY,
                                        origins.of(route.agent(), route.subscription(), "key", key),
                                        "the key \"" + key + "\" leads nowhere: " + fault,
                                        "Name a member of the payload, such as /orderId."));
    }

    private void reportMissing() {
        NearTopics senders = new NearTopics(published.keySet());
        Set<String> patterns = new TreeSet<>();
        for (Route route : routes.all()) {
            String pattern = route.subscription().topic().text();
            patterns.add(pattern);
            if (!heard.containsKey(route.number())) {
                report(
                        ProblemCode.NO_PUBLISHER,
                        origins.of(route.agent(), route.subscription(), "value", pattern),
                        "no agent publishes to " + pattern,
                        senders.suggestion(pattern) + "Events can still come from outside.");
            }
        }
        NearTopics takers = new NearTopics(patterns);
        for (Topic topic : topics) {
            if (topic.subscribers().isEmpty()) {
                report(
                        ProblemCode.NO_SUBSCRIBER,
                        publishedAt(topic.publishers().getFirst(), topic.name()),
                        "nobody subscribes to " + topic.name(),
                        takers.suggestion(topic.name())
                                + "Its events are kept in the history only.");
            }
        }
    }

    private String publishedAt(String publisher, String topic) {
        return origins.publishes(Objects.requireNonNull(agents.get(publisher)), topic);
    }

    private void report(ProblemCode code, String where, String message, String hint) {
        problems.add(Problem.of(code, where, message, hint));
    }
}
