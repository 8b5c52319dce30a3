package io.graphbus.model;

import io.graphbus.agent.Contract.Compatibility;
import io.graphbus.agent.Contract.Stability;
import io.graphbus.schema.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything the graph knows of one agent. Methods and subscriptions are sorted by name and by id.
 *
 * @param source where it was declared; {@link Source#NONE} for classes without sources
 * @param dependencies names of agents that start first, sorted
 * @param stateType name of the state record; {@code null} for an agent without state
 * @param publishes every topic the agent may publish to, from class and methods, sorted
 */
public record AgentDefinition(
        String name,
        String className,
        String description,
        Source source,
        int concurrency,
        boolean blocking,
        List<String> dependencies,
        @Nullable String stateType,
        ContractTerms contract,
        List<MethodDefinition> methods,
        List<Subscription> subscriptions,
        List<String> publishes,
        List<MigrationDefinition> migrations) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,127}");

    public AgentDefinition {
        dependencies = List.copyOf(dependencies);
        methods = List.copyOf(methods);
        subscriptions = List.copyOf(subscriptions);
        publishes = List.copyOf(publishes);
        migrations = List.copyOf(migrations);
    }

    /** Whether an agent may have this name. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    public boolean stateful() {
        return stateType != null;
    }

    /** The same agent under another name. */
    public AgentDefinition named(String other) {
        return with(other, source, contract);
    }

    /** The same agent without the text of its source file. */
    public AgentDefinition withoutSourceCode() {
        return source.code() == null
                ? this
                : with(name, new Source(source.file(), source.line(), null), contract);
    }

    private AgentDefinition with(ContractTerms otherTerms) {
        return with(name, source, otherTerms);
    }

    private AgentDefinition with(String otherName, Source otherSource, ContractTerms otherTerms) {
        return new AgentDefinition(
                otherName,
                className,
                description,
                otherSource,
                concurrency,
                blocking,
                dependencies,
                stateType,
                otherTerms,
                methods,
                subscriptions,
                publishes,
                migrations);
    }

    public Optional<MethodDefinition> method(String wanted) {
        return methods.stream().filter(m -> m.name().equals(wanted)).findFirst();
    }

    /**
     * Names of all Java methods that the engine may execute, distinct and sorted; a dispatcher's
     * numbers are places in it.
     */
    public List<String> operations() {
        return Stream.concat(
                        methods.stream().map(MethodDefinition::name),
                        subscriptions.stream().map(Subscription::handler))
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * Where an agent was declared.
     *
     * @param file relative to the agents directory, with {@code /}; {@code null} when there is no
     *     source
     * @param line of the class declaration; 0 when unknown
     * @param code the source file's text; {@code null} when there is no source
     */
    public record Source(@Nullable String file, int line, @Nullable String code) {
        public static final Source NONE = new Source(null, 0, null);
    }

    /** The version of what the agent publishes to a topic. */
    public Version payloadVersion(String topic) {
        return contract.payloads().getOrDefault(topic, contract.version());
    }

    /** The same as text. */
    public String writtenVersion(String topic) {
        return payloadVersion(topic).text();
    }

    /** The same agent with payloads that are older than its contract, by topic. */
    public AgentDefinition withPayloads(Map<String, Version> payloads) {
        return with(
                new ContractTerms(
                        contract.version(),
                        contract.reader(),
                        contract.writer(),
                        contract.stability(),
                        payloads,
                        contract.written()));
    }

    /** The same agent with other schemas, as a document beside its class says. */
    public AgentDefinition written(
            String document, List<MethodDefinition> others, List<Subscription> heard) {
        return new AgentDefinition(
                name,
                className,
                description,
                source,
                concurrency,
                blocking,
                dependencies,
                stateType,
                contract.written(document),
                others,
                heard,
                publishes,
                migrations);
    }

    /**
     * What the agent promises about its own change.
     *
     * @param payloads versions of published payloads by topic, where they are not the contract's:
     *     the version of the contract that gave the payload its form
     * @param written what a document beside the class says of the contract, as canonical JSON;
     *     empty when there is none
     */
    public record ContractTerms(
            Version version,
            Compatibility reader,
            Compatibility writer,
            Stability stability,
            Map<String, Version> payloads,
            String written) {

        public ContractTerms {
            payloads = Map.copyOf(payloads);
        }

        /** Terms under which every payload is of the contract's version. */
        public ContractTerms(
                Version version, Compatibility reader, Compatibility writer, Stability stability) {
            this(version, reader, writer, stability, Map.of(), "");
        }

        /** The same terms with a document beside the class. */
        public ContractTerms written(String document) {
            return new ContractTerms(version, reader, writer, stability, payloads, document);
        }

        /** The terms of an agent that declares none: a draft 1.0.0. */
        public static final ContractTerms DRAFT =
                new ContractTerms(
                        Version.of("1.0.0"),
                        Compatibility.BACKWARD,
                        Compatibility.FORWARD,
                        Stability.DRAFT);
    }
}
