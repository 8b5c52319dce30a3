package io.graphbus.artifact;

import io.graphbus.agent.Contract.Compatibility;
import io.graphbus.agent.Contract.Stability;
import io.graphbus.model.AgentDefinition;
import io.graphbus.model.AgentDefinition.ContractTerms;
import io.graphbus.model.AgentDefinition.Source;
import io.graphbus.model.AgentGraph;
import io.graphbus.model.MigrationDefinition;
import io.graphbus.schema.Version;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What {@code agents.json} holds. */
record AgentsFile(int formatVersion, List<Entry> agents) {

    AgentsFile {
        agents = List.copyOf(agents);
    }

    static AgentsFile from(AgentGraph graph) {
        return new AgentsFile(Format.VERSION, graph.agents().stream().map(Entry::from).toList());
    }

    List<AgentDefinition> definitions() {
        return agents.stream().map(Entry::definition).toList();
    }

    /** How an agent's contract may change. */
    record Terms(
            Compatibility reader,
            Compatibility writer,
            Stability stability,
            SortedMap<String, String> payloads,
            @Nullable String written) {

        Terms {
            Objects.requireNonNull(reader, "reader");
            Objects.requireNonNull(writer, "writer");
            Objects.requireNonNull(stability, "stability");
            payloads = Collections.unmodifiableSortedMap(new TreeMap<>(payloads));
        }

        static Terms of(ContractTerms terms) {
            TreeMap<String, String> payloads = new TreeMap<>();
            terms.payloads().forEach((topic, version) -> payloads.put(topic, version.text()));
            return new Terms(
                    terms.reader(),
                    terms.writer(),
                    terms.stability(),
                    payloads,
                    terms.written().isEmpty() ? null : terms.written());
        }

        ContractTerms terms(String version) {
            return new ContractTerms(
                    Version.of(version),
                    reader,
                    writer,
                    stability,
                    payloads.entrySet().stream()
                            .collect(
                                    Collectors.toMap(
                                            Map.Entry::getKey, e -> Version.of(e.getValue()))),
                    written == null ? "" : written);
        }
    }

    /** One agent. */
    record Entry(
            String name,
            String className,
            String description,
            @Nullable String sourceFile,
            int line,
            @Nullable String sourceCode,
            int concurrency,
            boolean blocking,
            List<String> dependencies,
            boolean stateful,
            @Nullable String stateType,
            String contractVersion,
            Terms contract,
            List<MethodEntry> methods,
            List<SubscriptionEntry> subscriptions,
            List<String> publishes,
            List<MigrationDefinition> migrations) {

        Entry {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(className, "className");
            Objects.requireNonNull(description, "description");
            Objects.requireNonNull(contractVersion, "contractVersion");
            Objects.requireNonNull(contract, "contract");
            dependencies = List.copyOf(dependencies);
            methods = List.copyOf(methods);
            subscriptions = List.copyOf(subscriptions);
            publishes = List.copyOf(publishes);
            migrations = List.copyOf(migrations);
        }

        static Entry from(AgentDefinition a) {
            ContractTerms terms = a.contract();
            return new Entry(
                    a.name(),
                    a.className(),
                    a.description(),
                    a.source().file(),
                    a.source().line(),
                    a.source().code(),
                    a.concurrency(),
                    a.blocking(),
                    a.dependencies(),
                    a.stateful(),
                    a.stateType(),
                    terms.version().text(),
                    Terms.of(terms),
                    a.methods().stream().map(MethodEntry::from).toList(),
                    a.subscriptions().stream().map(SubscriptionEntry::from).toList(),
                    a.publishes(),
                    a.migrations());
        }

        AgentDefinition definition() {
            return new AgentDefinition(
                    name,
                    className,
                    description,
                    new Source(sourceFile, line, sourceCode),
                    concurrency,
                    blocking,
                    dependencies,
                    stateType,
                    contract.terms(contractVersion),
                    methods.stream().map(MethodEntry::definition).toList(),
                    subscriptions.stream().map(SubscriptionEntry::definition).toList(),
                    publishes,
                    migrations);
        }
    }
}
