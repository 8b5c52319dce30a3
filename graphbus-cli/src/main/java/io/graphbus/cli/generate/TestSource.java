package io.graphbus.cli.generate;

import io.graphbus.cli.generate.AgentPlan.Handler;
import io.graphbus.cli.generate.AgentPlan.Operation;
import io.graphbus.model.TopicPattern;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Writes a test of what the agent does so far. */
record TestSource(AgentPlan plan) {

    private static final String KIT = "io.graphbus.test.";

    String text() {
        Set<String> imports = new TreeSet<>(plan.imports());
        imports.add(KIT + "GraphBusTester");
        imports.add(KIT + "junit.GraphBusExtension");
        imports.add("org.junit.jupiter.api.Test");
        imports.add("org.junit.jupiter.api.extension.RegisterExtension");
        if (plan.handlers().stream().anyMatch(h -> sample(h).isPresent())) {
            imports.add(KIT + "Scenario");
        }
        Lines lines =
                Lines.file(
                        plan.packageName(),
                        Set.of("org.assertj.core.api.Assertions.assertThat"),
                        imports);
        lines.add("class " + plan.name() + "Test {");
        lines.add("");
        lines.add("    @RegisterExtension");
        lines.add("    static final GraphBusExtension GRAPH =");
        lines.add("            GraphBusExtension.of(" + plan.name() + ".class);");
        plan.handlers().forEach(handler -> handler(lines, handler));
        plan.operations().forEach(operation -> operation(lines, operation));
        stimulus().filter(s -> plan.state()).ifPresent(stimulus -> state(lines, stimulus));
        return lines.add("}").toString();
    }

    /** A topic that the handler hears. */
    private static String topic(Handler handler) {
        return handler.topic().replace("**", "any").replace("*", "any");
    }

    private static Optional<String> sample(Handler handler) {
        return handler.payload() == null ? Optional.of("\"1\"") : handler.payload().sample();
    }

    private static Optional<String> sample(Operation operation) {
        var output = operation.output();
        return operation.takesId() || output == null
                ? Optional.of("\"1\"")
                : output.payload().sample();
    }

    private void handler(Lines lines, Handler handler) {
        Optional<String> sample = sample(handler);
        String name = handler.method().substring("on".length());
        if (sample.isEmpty()) {
            lines.add("").add("    @Test");
            lines.add("    void listensTo" + name + "(GraphBusTester graph) {");
            lines.add("        assertThat(graph.bus().graph().agent(\"" + plan.name() + "\"))");
            lines.add("                .hasValueSatisfying(");
            lines.add("                        agent ->");
            lines.add("                                assertThat(agent.subscriptions())");
            lines.add(
                    "                                        .anyMatch(s -> s.id().equals(\""
                            + handler.id()
                            + "\")));");
            lines.add("    }");
            return;
        }
        var output = handler.output();
        lines.add("").add("    @Test");
        lines.add("    void handles" + name + "(Scenario scenario, GraphBusTester graph) {");
        String publish =
                "        scenario.publish(\"" + topic(handler) + "\", " + sample.get() + ")";
        lines.add(publish + (output == null ? ";" : ""));
        if (output != null) {
            lines.add(
                    "                .andWaitForEvent(\"%s\", %s.class);"
                            .formatted(output.topic(), output.payload().type()));
        }
        lines.add(
                "        assertThat(graph).hasHandled(\"%s\", %d).hasLostNothing();"
                        .formatted(plan.name(), hearers(topic(handler))));
        lines.add("    }");
    }

    private long hearers(String topic) {
        return plan.handlers().stream()
                .filter(handler -> new TopicPattern(handler.topic()).matches(topic))
                .count();
    }

    private void operation(Lines lines, Operation operation) {
        Optional<String> sample = sample(operation);
        if (sample.isEmpty()) {
            return;
        }
        var output = operation.output();
        String result = (output == null ? plan.name() + "." : "") + operation.result();
        String expected = operation.takesId() ? "new " + result + "(\"1\")" : sample.get();
        lines.add("").add("    @Test");
        lines.add("    void " + operation.method() + "Answers(GraphBusTester graph) {");
        lines.add("        assertThat(" + call(operation, sample.get()) + ")");
        lines.add("                .isEqualTo(" + expected + ");");
        if (output != null) {
            lines.add(
                    "        assertThat(graph.events()).containOneOn(\"" + output.topic() + "\");");
        }
        lines.add("    }");
    }

    private String call(Operation operation, String sample) {
        return "graph.call(\"%s\", \"%s\", %s)".formatted(plan.name(), operation.method(), sample);
    }

    /** Something that changes the state. */
    private Optional<String> stimulus() {
        return plan.handlers().stream()
                .filter(handler -> sample(handler).isPresent())
                .map(h -> "graph.publish(\"%s\", %s)".formatted(topic(h), sample(h).orElseThrow()))
                .findFirst()
                .or(
                        () ->
                                plan.operations().stream()
                                        .filter(o -> sample(o).isPresent())
                                        .map(o -> call(o, sample(o).orElseThrow()))
                                        .findFirst());
    }

    private void state(Lines lines, String stimulus) {
        String state = "graph.state(\"" + plan.name() + "\", " + plan.name() + ".State.class)";
        lines.add("").add("    @Test");
        lines.add("    void itsStateOutlivesARestart(GraphBusTester graph) {");
        lines.add("        " + stimulus + ";");
        lines.add("        " + plan.name() + ".State before = " + state + ";");
        lines.add("        assertThat(before.handled()).isPositive();");
        lines.add("        graph.restart();");
        lines.add("        assertThat(" + state + ")");
        lines.add("                .isEqualTo(before);");
        lines.add("    }");
    }
}
