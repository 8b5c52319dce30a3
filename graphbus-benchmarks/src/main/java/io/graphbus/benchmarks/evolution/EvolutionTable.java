package io.graphbus.benchmarks.evolution;

import io.graphbus.compat.Compatibility;
import io.graphbus.compat.Mode;
import io.graphbus.compat.Verdict;
import io.graphbus.contract.AgentContract;
import io.graphbus.contract.impact.Impact;
import io.graphbus.contract.impact.ImpactAnalysis;
import io.graphbus.model.AgentGraph;
import io.graphbus.schema.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How long it takes to judge a change: {@code EvolutionTable [<markdown file>]}. With a file,
 * replaces what stands between its two marks. {@code -Dgraphbus.pairs=5000}, {@code
 * -Dgraphbus.agents=10000}.
 */
public final class EvolutionTable {

    private static final int PAIRS = Integer.getInteger("graphbus.pairs", 5000);
    private static final int AGENTS = Integer.getInteger("graphbus.agents", 10_000);
    private static final String BEGIN = "<!-- evolution: begin -->";
    private static final String END = "<!-- evolution: end -->";

    private EvolutionTable() {}

    public static void main(String[] arguments) throws Exception {
        pairs(PAIRS / 5); // so that it is compiled
        String table = pairs(PAIRS) + impact() + DeliveryCosts.table();
        System.out.println(table);
        if (arguments.length > 0) {
            Path document = Path.of(arguments[0]);
            String text = Files.readString(document);
            int from = text.indexOf(BEGIN) + BEGIN.length();
            Files.writeString(
                    document,
                    text.substring(0, from) + "\n" + table + text.substring(text.indexOf(END)));
        }
    }

    private static String pairs(int count) {
        SchemaPairs pairs = new SchemaPairs(1);
        double[] micros = new double[count];
        Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
        for (int i = 0; i < count; i++) {
            SchemaPairs.Pair pair = pairs.next();
            long start = System.nanoTime();
            Verdict verdict =
                    Compatibility.check(pair.before(), pair.after(), Mode.ROLES).verdict();
            micros[i] = (System.nanoTime() - start) / 1e3;
            verdicts.merge(verdict, 1, Integer::sum);
        }
        Arrays.sort(micros);
        return String.format(
                Locale.ROOT,
                """

                | check of a pair | p50 ms | p99 ms | most ms | compatible | refuted | undecided |
                |---|---|---|---|---|---|---|
                | %,d pairs | %.2f | **%.2f** (goal: 50) | %.2f | %d | %d | %d |
                """,
                count,
                micros[count / 2] / 1e3,
                micros[count * 99 / 100] / 1e3,
                micros[count - 1] / 1e3,
                verdicts.getOrDefault(Verdict.COMPATIBLE, 0),
                verdicts.getOrDefault(Verdict.INCOMPATIBLE, 0),
                verdicts.getOrDefault(Verdict.INDETERMINATE, 0));
    }

    private static String impact() {
        AgentGraph graph = LargeGraph.of(AGENTS);
        List<Double> millis = new ArrayList<>();
        Impact impact = null;
        for (int i = 0; i < 9; i++) {
            AgentContract changed =
                    renamed(AgentContract.of(graph.agent(LargeGraph.name(i)).orElseThrow()));
            long start = System.nanoTime();
            impact = ImpactAnalysis.of(graph, changed);
            millis.add((System.nanoTime() - start) / 1e6);
        }
        List<Double> sorted = millis.stream().sorted().toList();
        return String.format(
                Locale.ROOT,
                """

                | impact of a renamed member | first ms | middle ms | agents hit |
                |---|---|---|---|
                | %,d agents, %,d edges | %.0f | **%.0f** (goal: 1000) | %,d |
                """,
                graph.agents().size(),
                graph.edges().size(),
                millis.getFirst(),
                sorted.get(sorted.size() / 2),
                impact == null ? 0 : impact.hit().size());
    }

    private static AgentContract renamed(AgentContract contract) {
        return AgentContract.read(
                Json.MAPPER.readTree(contract.document().replaceAll("value([0-9]+)", "amount$1")));
    }
}
