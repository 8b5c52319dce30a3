package io.graphbus.server.database.plan;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How PostgreSQL carried a statement out.
 *
 * @param examined rows that were looked at, those that were thrown away too
 * @param blocks pages of tables and indexes that were read
 */
record Plan(String sql, List<String> wholeTables, long examined, long blocks, String text) {

    /** Carries the statement out once more, explained, and undoes it. */
    static Plan of(SentStatement sent, JdbcTemplate jdbc, TransactionTemplate transaction) {
        String json =
                transaction.execute(
                        tx -> {
                            tx.setRollbackOnly();
                            return jdbc.query(
                                    "explain (analyze, buffers, format json) " + sent.sql(),
                                    sent::bind,
                                    rows -> rows.next() ? rows.getString(1) : "[]");
                        });
        JsonNode root = JsonMapper.shared().readTree(json).at("/0/Plan");
        var scans = new ArrayList<JsonNode>();
        scansIn(root, scans);
        return new Plan(
                sent.sql(),
                scans.stream()
                        .filter(scan -> scan.at("/Node Type").asString().equals("Seq Scan"))
                        .map(scan -> scan.at("/Relation Name").asString())
                        .toList(),
                scans.stream().mapToLong(Plan::examined).sum(),
                root.at("/Shared Hit Blocks").asLong() + root.at("/Shared Read Blocks").asLong(),
                root.toPrettyString());
    }

    /** Both, one after the other. */
    Plan and(Plan next) {
        var tables = new ArrayList<>(wholeTables);
        tables.addAll(next.wholeTables);
        return new Plan(
                sql + "; " + next.sql,
                tables,
                examined + next.examined,
                blocks + next.blocks,
                text + next.text);
    }

    private static void scansIn(JsonNode node, List<JsonNode> scans) {
        if (node.at("/Node Type").asString("").contains("Scan")) {
            scans.add(node);
        }
        node.at("/Plans").forEach(child -> scansIn(child, scans));
    }

    private static long examined(JsonNode scan) {
        double each =
                scan.at("/Actual Rows").asDouble(0)
                        + scan.at("/Rows Removed by Filter").asDouble(0)
                        + scan.at("/Rows Removed by Index Recheck").asDouble(0);
        return Math.round(each * scan.at("/Actual Loops").asDouble(1));
    }
}
