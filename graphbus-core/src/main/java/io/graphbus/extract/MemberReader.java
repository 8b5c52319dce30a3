package io.graphbus.extract;

import io.graphbus.agent.AgentContext;
import io.graphbus.agent.Default;
import io.graphbus.agent.Event;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;
import io.graphbus.extract.Faults.Spot;
import io.graphbus.model.MethodDefinition;
import io.graphbus.model.MigrationDefinition;
import io.graphbus.model.ParameterDefinition;
import io.graphbus.model.Publication;
import io.graphbus.model.Subscription;
import io.graphbus.model.Subscription.Form;
import io.graphbus.model.TopicPattern;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Defaults;
import io.graphbus.schema.GenericTypes;
import io.graphbus.schema.Schema;
import io.graphbus.schema.SchemaDeriver;
import io.graphbus.source.AgentMethods;
import io.graphbus.source.AgentMethods.Member;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads callable methods, handlers and migrations of one agent class. */
final class MemberReader {

    private final Class<?> type;
    private final List<Member> members;
    private final Faults faults;
    private final MemberRules rules;
    private final MemberNames names;
    private final TypeRules types;
    private final SchemaDeriver schemas;
    private final List<MethodDefinition> methods = new ArrayList<>();
    private final List<Subscription> subscriptions = new ArrayList<>();

    MemberReader(Class<?> type, Faults faults, SchemaDeriver schemas) {
        this.type = type;
        this.members = AgentMethods.of(type);
        this.faults = faults;
        this.rules = new MemberRules(type, faults);
        this.types = new TypeRules(faults);
        this.names = new MemberNames(members, faults);
        this.schemas = schemas;
    }

    List<MethodDefinition> methods() {
        return methods.stream().sorted(Comparator.comparing(MethodDefinition::name)).toList();
    }

    List<Subscription> subscriptions() {
        return subscriptions.stream().sorted(Comparator.comparing(Subscription::id)).toList();
    }

    /**
     * Migrations of payloads; after everything else was read.
     *
     * @param published topics that the agent publishes to
     */
    List<MigrationDefinition> migrations(List<String> published) {
        return new MigrationReader(type, faults, rules, schemas, this, published).read(members);
    }

    Stream<String> publishedTopics() {
        return Stream.concat(
                        methods.stream().flatMap(m -> m.publishes().stream()),
                        subscriptions.stream().flatMap(s -> s.publishes().stream()))
                .map(Publication::topic);
    }

    void read() {
        names.reportOverloads();
        members.forEach(this::read);
        names.reportDuplicateIds(subscriptions);
    }

    private void read(Member member) {
        Optional<SchemaMethod> callable = member.annotation(SchemaMethod.class);
        Optional<Subscribes> handles = member.annotation(Subscribes.class);
        if (callable.isPresent() || handles.isPresent()) {
            rules.checkCallable(member);
        } else if (!member.annotations(Publishes.class).isEmpty()) {
            faults.add(
                    ProblemCode.INVALID_METHOD,
                    member,
                    member.name() + " has @Publishes but nobody can call it",
                    "Add @SchemaMethod or @Subscribes, or publish through AgentContext.");
        }
        if (callable.isPresent()) {
            methods.add(method(member));
        }
        handles.ifPresent(annotation -> readHandler(member, annotation));
    }

    private MethodDefinition method(Member member) {
        rules.checkParameterNames(member);
        List<Parameter> parameters = List.of(member.method().getParameters());
        for (int i = 0; i < parameters.size(); i++) {
            types.checkRead(
                    member, member.parameters().get(i), "parameter " + parameters.get(i).getName());
        }
        types.checkWritten(member, member.returns(), "the result");
        return new MethodDefinition(
                member.name(),
                parameters(member, parameters),
                member.returns().getTypeName(),
                rules.schema(member, () -> schemas.deriveInput(parameters, member.parameters())),
                rules.schema(
                        member,
                        () ->
                                schemas.deriveResult(
                                        member.returns(),
                                        member.method(),
                                        member.method().getAnnotatedReturnType())),
                publications(member),
                faults.line(member));
    }

    private List<ParameterDefinition> parameters(Member member, List<Parameter> parameters) {
        List<ParameterDefinition> result = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            Type type = member.parameters().get(i);
            result.add(
                    new ParameterDefinition(
                            parameter.getName(),
                            type.getTypeName(),
                            SchemaDeriver.isOptional(parameter),
                            defaultJson(member, parameter, type)));
        }
        return result;
    }

    private @Nullable String defaultJson(Member member, Parameter parameter, Type type) {
        Default declared = parameter.getAnnotation(Default.class);
        if (declared == null) {
            return null;
        }
        Optional<String> json = Defaults.text(declared.value(), type);
        if (json.isEmpty()) {
            faults.add(
                    ProblemCode.INVALID_DEFAULT,
                    new Spot(member, "Default", "value", declared.value()),
                    "the default \""
                            + declared.value()
                            + "\" of "
                            + parameter.getName()
                            + " is no "
                            + type.getTypeName(),
                    "Write the default as JSON, or as plain text for a String.");
        }
        return json.orElse(null);
    }

    private List<Publication> publications(Member member) {
        List<Publishes> declared = member.annotations(Publishes.class);
        if (!declared.isEmpty() && GenericTypes.raw(member.returns()) == void.class) {
            faults.add(
                    ProblemCode.INVALID_METHOD,
                    member,
                    member.name() + " has @Publishes but returns nothing",
                    "Return what is to be published.");
            return List.of();
        }
        TreeMap<String, Publication> byTopic = new TreeMap<>();
        for (Publishes p : declared) {
            if (faults.checkTopic(p.value(), member)) {
                Schema payload = rules.schema(member, () -> schemas.derive(member.returns()));
                boolean keyed =
                        faults.checkPointer(p.key(), member, "Publishes")
                                && faults.checkKey(p.key(), payload, member)
                                && !p.key().isEmpty();
                byTopic.putIfAbsent(
                        p.value(), new Publication(p.value(), keyed ? p.key() : null, payload));
            }
        }
        return List.copyOf(byTopic.values());
    }

    private void readHandler(Member member, Subscribes annotation) {
        Optional<Form> form = form(member);
        if (form.isEmpty()) {
            return;
        }
        boolean keyed = faults.checkPointer(annotation.key(), member, "Subscribes");
        faults.inherits(member);
        if (form.get() == Form.PAYLOAD || form.get() == Form.PAYLOAD_AND_EVENT) {
            types.checkRead(member, member.parameters().get(0), "the payload");
        }
        if (annotation.value().length == 0) {
            faults.add(
                    ProblemCode.INVALID_TOPIC,
                    member,
                    member.name() + " subscribes to no topic",
                    "Name at least one topic in @Subscribes.");
        }
        List<Publication> publishes = publications(member);
        for (String topic : annotation.value()) {
            if (faults.checkPattern(topic, member)) {
                Subscription read = subscription(member, annotation, topic, form.get(), publishes);
                subscriptions.add(keyed ? read : read.withoutKey());
            }
        }
    }

    private Subscription subscription(
            Member member,
            Subscribes annotation,
            String topic,
            Form form,
            List<Publication> publishes) {
        boolean takesPayload = form == Form.PAYLOAD || form == Form.PAYLOAD_AND_EVENT;
        Type payload = takesPayload ? member.parameters().get(0) : Object.class;
        String id = annotation.id().isEmpty() ? member.name() : annotation.id();
        return new Subscription(
                annotation.value().length == 1 ? id : id + ":" + topic,
                new TopicPattern(topic),
                member.name(),
                form,
                takesPayload ? payload.getTypeName() : null,
                takesPayload ? rules.schema(member, () -> schemas.derive(payload)) : Schema.ANY,
                annotation.filter().isEmpty() ? null : annotation.filter(),
                annotation.key().isEmpty() ? null : annotation.key(),
                annotation.priority(),
                rules.retry(member, annotation.retry()),
                annotation.from(),
                rules.versionRange(member),
                publishes,
                faults.line(member));
    }

    private Optional<Form> form(Member member) {
        List<Class<?>> raw = new ArrayList<>();
        member.parameters().forEach(type -> raw.add(GenericTypes.raw(type)));
        boolean payloadFirst =
                !raw.isEmpty() && raw.get(0) != Event.class && raw.get(0) != AgentContext.class;
        if (raw.isEmpty()) {
            return Optional.of(Form.NONE);
        }
        if (raw.size() == 1 && raw.get(0) != AgentContext.class) {
            return Optional.of(payloadFirst ? Form.PAYLOAD : Form.EVENT);
        }
        if (raw.size() == 2 && payloadFirst && raw.get(1) == Event.class) {
            return Optional.of(Form.PAYLOAD_AND_EVENT);
        }
        faults.add(
                ProblemCode.INVALID_HANDLER,
                member,
                member.signature() + " cannot handle an event",
                "A handler takes nothing, the payload, the Event, or payload and Event.");
        return Optional.empty();
    }
}
