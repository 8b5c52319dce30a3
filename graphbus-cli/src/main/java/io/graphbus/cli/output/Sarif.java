package io.graphbus.cli.output;

import io.graphbus.problem.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import tools.jackson.databind.JsonNode;

/** Problems as a SARIF 2.1.0 log with one run. */
final class Sarif {

    private Sarif() {}

    static JsonNode log(Collection<Problem> problems, String root) {
        Map<String, Object> driver = new LinkedHashMap<>();
        driver.put("name", "graphbus");
        driver.put(
                "rules",
                problems.stream()
                        .map(p -> p.code().name())
                        .distinct()
                        .sorted()
                        .map(code -> Map.of("id", code))
                        .toList());
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("tool", Map.of("driver", driver));
        run.put("results", problems.stream().map(p -> result(p, root)).toList());
        Map<String, Object> log = new LinkedHashMap<>();
        log.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        log.put("version", "2.1.0");
        log.put("runs", List.of(run));
        return Documents.tree(log);
    }

    private static Map<String, Object> result(Problem problem, String root) {
        String hint = problem.hint().isEmpty() ? "" : "\n" + problem.hint();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("ruleId", problem.code().name());
        result.put("level", problem.severity().label());
        result.put("message", Map.of("text", problem.message() + hint));
        result.put("locations", locations(problem.where(), root));
        return result;
    }

    private static List<Object> locations(String where, String root) {
        Matcher source = Problems.SOURCE.matcher(where);
        List<Object> locations = new ArrayList<>();
        if (source.matches()) {
            Map<String, Object> place = new LinkedHashMap<>();
            place.put("artifactLocation", Map.of("uri", Problems.file(source, root)));
            if (source.group(2) != null) {
                Map<String, Object> region = new LinkedHashMap<>();
                region.put("startLine", Integer.valueOf(source.group(2)));
                if (source.group(3) != null) {
                    region.put("startColumn", Integer.valueOf(source.group(3)));
                }
                place.put("region", region);
            }
            locations.add(Map.of("physicalLocation", place));
        }
        return locations;
    }
}
