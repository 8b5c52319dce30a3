package io.graphbus.extract;

import io.graphbus.agent.Agent;
import io.graphbus.agent.AgentContext;
import io.graphbus.agent.Contract;
import io.graphbus.agent.DependsOn;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.Stateful;
import io.graphbus.extract.Faults.Spot;
import io.graphbus.model.AgentDefinition;
import io.graphbus.model.AgentDefinition.ContractTerms;
import io.graphbus.model.AgentDefinition.Source;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.Severity;
import io.graphbus.schema.GenericTypes;
import io.graphbus.schema.SchemaDeriver;
import io.graphbus.schema.Version;
import io.graphbus.source.AgentMethods;
import io.graphbus.source.SourceIndex;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads agents from classes: the one reading of the annotations, for builds, {@code GraphBus.of}
 * and Spring beans alike. Classes are never initialised. Not for use by several threads at once.
 */
public final class Extractor {

    private final boolean constructs;
    private final SourceIndex sources;
    private final SchemaDeriver schemas = new SchemaDeriver();

    private Extractor(boolean constructs, SourceIndex sources) {
        this.constructs = constructs;
        this.sources = sources;
    }

    /** For agents that the engine constructs itself: their constructors are checked. */
    public static Extractor forClasses(SourceIndex sources) {
        return new Extractor(true, sources);
    }

    /** For agents that somebody else constructs, such as Spring beans. */
    public static Extractor forInstances() {
        return new Extractor(false, SourceIndex.EMPTY);
    }

    /**
     * What was read.
     *
     * @param agent everything that could be read; {@code null} when the class is no agent
     * @param problems every fault and warning
     */
    public record Extraction(@Nullable AgentDefinition agent, List<Problem> problems) {

        public Extraction {
            problems = List.copyOf(problems);
        }

        /** The agent, unless something is wrong with it. */
        public AgentDefinition orThrow() {
            List<Problem> errors =
                    problems.stream().filter(p -> p.severity() == Severity.ERROR).toList();
            if (agent == null || !errors.isEmpty()) {
                throw new GraphBusException(errors, null);
            }
            return agent;
        }
    }

    /**
     * Whether the class carries {@link Agent}, itself or through another annotation; annotations
     * are not agents.
     */
    public static boolean isAgent(Class<?> type) {
        return !type.isAnnotation() && AgentMethods.find(type, Agent.class).isPresent();
    }

    /** The Java methods behind {@link AgentDefinition#operations()}, by name. */
    public static SortedMap<String, Method> operations(Class<?> type) {
        SortedMap<String, Method> methods = new TreeMap<>();
        AgentMethods.of(type).stream()
                .filter(AgentMethods.Member::isOperation)
                .forEach(member -> methods.putIfAbsent(member.name(), member.method()));
        return methods;
    }

    /** Reads one agent, gathering everything that is wrong with it. */
    public Extraction extract(Class<?> type) {
        Optional<Agent> annotation =
                type.isAnnotation() ? Optional.empty() : AgentMethods.find(type, Agent.class);
        if (annotation.isEmpty()) {
            Problem problem =
                    Problem.of(
                            ProblemCode.NO_AGENTS,
                            type.getName(),
                            type.getSimpleName() + " is not an agent",
                            "Annotate the class with @Agent.");
            return new Extraction(null, List.of(problem));
        }
        List<Problem> problems = new ArrayList<>();
        AgentDefinition agent = read(type, annotation.get(), problems);
        return new Extraction(agent, problems);
    }

    private AgentDefinition read(Class<?> type, Agent annotation, List<Problem> problems) {
        DeclaredAgent declared = DeclaredAgent.of(type, annotation);
        Faults faults = new Faults(type, declared.name(), sources, problems);
        checkClass(type, declared, faults);
        MemberReader members = new MemberReader(type, faults, schemas);
        members.read();
        List<String> published =
                Stream.concat(
                                AgentMethods.findAll(type, Publishes.class).stream()
                                        .map(Publishes::value)
                                        .filter(topic -> faults.checkTopic(topic, null)),
                                members.publishedTopics())
                        .distinct()
                        .sorted()
                        .toList();
        return new AgentDefinition(
                declared.name(),
                type.getName(),
                declared.description(),
                source(type),
                Math.max(1, declared.concurrency()),
                declared.blocking(),
                dependencies(type),
                stateType(type, faults),
                contract(type, faults),
                members.methods(),
                members.subscriptions(),
                published,
                members.migrations(published));
    }

    /**
     * What is wrong with a name for an agent, if anything.
     *
     * @param where it is given
     */
    public static Optional<Problem> invalidName(String where, String name) {
        return AgentDefinition.isName(name)
                ? Optional.empty()
                : Optional.of(
                        Problem.of(
                                ProblemCode.INVALID_NAME,
                                where,
                                "\"" + name + "\" cannot be the name of an agent",
                                "Use a letter or _, then up to 127 letters, digits, _, . or -."));
    }

    private void checkClass(Class<?> type, DeclaredAgent declared, Faults faults) {
        invalidName("", declared.name())
                .ifPresent(
                        p ->
                                faults.add(
                                        p.code(),
                                        new Spot(null, "Agent", "name", declared.name()),
                                        p.message(),
                                        p.hint()));
        if (declared.concurrency() < 1) {
            faults.add(
                    ProblemCode.INVALID_AGENT,
                    new Spot(null, "Agent", "concurrency", "" + declared.concurrency()),
                    "concurrency is " + declared.concurrency(),
                    "It must be at least 1.");
        }
        if (constructs) {
            notConstructible(type)
                    .ifPresent(
                            reason ->
                                    faults.addAt(
                                            ProblemCode.NOT_CONSTRUCTIBLE,
                                            reason.contains("constructor")
                                                    ? faults.constructor()
                                                    : faults.place(),
                                            type.getSimpleName() + " " + reason,
                                            "An agent is a top-level or static class that is not"
                                                    + " private, with a constructor without"
                                                    + " parameters or with one AgentContext."));
        }
    }

    private static Optional<String> notConstructible(Class<?> type) {
        if (type.isInterface() || type.isEnum()) {
            return Optional.of("is not a class");
        }
        if (Modifier.isAbstract(type.getModifiers())) {
            return Optional.of("is abstract");
        }
        for (Class<?> c = type; c != null; c = c.getEnclosingClass()) {
            if (Modifier.isPrivate(c.getModifiers())) {
                return Optional.of(c == type ? "is private" : "stands in a private class");
            }
            if (c.getEnclosingClass() != null && !Modifier.isStatic(c.getModifiers())) {
                return Optional.of("is an inner class");
            }
        }
        boolean fits = Arrays.stream(type.getDeclaredConstructors()).anyMatch(Extractor::fits);
        return fits ? Optional.empty() : Optional.of("has no constructor that can be called");
    }

    private static boolean fits(Constructor<?> constructor) {
        Class<?>[] parameters = constructor.getParameterTypes();
        return !Modifier.isPrivate(constructor.getModifiers())
                && (parameters.length == 0
                        || (parameters.length == 1 && parameters[0] == AgentContext.class));
    }

    private Source source(Class<?> type) {
        return sources.type(type)
                .map(at -> new Source(at.file(), at.line(), sources.text(at.file()).orElse(null)))
                .orElse(Source.NONE);
    }

    private static List<String> dependencies(Class<?> type) {
        return AgentMethods.find(type, DependsOn.class).stream()
                .flatMap(d -> Arrays.stream(d.value()))
                .distinct()
                .sorted()
                .toList();
    }

    private static @Nullable String stateType(Class<?> type, Faults faults) {
        if (!Stateful.class.isAssignableFrom(type)) {
            return null;
        }
        Type state = GenericTypes.of(type).argumentOf(Stateful.class).orElse(Object.class);
        if (!GenericTypes.raw(state).isRecord()) {
            faults.add(
                    ProblemCode.INVALID_STATE_TYPE,
                    "the state is of type " + state.getTypeName() + ", which is not a record",
                    "Declare a record and implement Stateful of it.");
        }
        return state.getTypeName();
    }

    private static ContractTerms contract(Class<?> type, Faults faults) {
        Optional<Contract> declared = AgentMethods.find(type, Contract.class);
        if (declared.isEmpty()) {
            return ContractTerms.DRAFT;
        }
        Contract c = declared.get();
        if (!Version.isValid(c.version())) {
            faults.add(
                    ProblemCode.INVALID_VERSION,
                    new Spot(null, "Contract", "version", c.version()),
                    "\"" + c.version() + "\" is not a semantic version",
                    "Write three numbers, such as 1.0.0.");
            return ContractTerms.DRAFT;
        }
        return new ContractTerms(Version.of(c.version()), c.reader(), c.writer(), c.stability());
    }
}
