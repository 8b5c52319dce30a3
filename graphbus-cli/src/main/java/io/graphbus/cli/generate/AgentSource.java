package io.graphbus.cli.generate;

import io.graphbus.cli.generate.AgentPlan.Handler;
import io.graphbus.cli.generate.AgentPlan.Operation;
import java.util.Set;
import java.util.TreeSet;

/** Writes the agent's class, and the records it speaks with. */
record AgentSource(AgentPlan plan) {

    private static final String AGENT = "io.graphbus.agent.";

    String text() {
        Lines lines = Lines.file(plan.packageName(), Set.of(), imports());
        String what = Names.sentence(plan.name());
        lines.add("/** " + what + ": say here what it is for. */");
        lines.add("@Agent(description = \"" + what + "\")");
        String stateful = plan.state() ? " implements Stateful<" + plan.name() + ".State>" : "";
        lines.add("public class " + plan.name() + stateful + " {");
        if (plan.state()) {
            lines.add("");
            lines.add("    /** What outlives a restart. */");
            lines.add("    public record State(long handled) {}");
        }
        plan.operations().stream()
                .filter(operation -> operation.output() == null)
                .forEach(operation -> result(lines, operation));
        if (plan.state()) {
            lines.add("").add("    private long handled;");
        }
        plan.handlers().forEach(handler -> handler(lines, handler));
        plan.operations().forEach(operation -> operation(lines, operation));
        if (plan.state()) {
            state(lines);
        }
        return lines.add("}").toString();
    }

    private Set<String> imports() {
        Set<String> imports = new TreeSet<>(plan.imports());
        imports.add(AGENT + "Agent");
        if (plan.handlers().stream().anyMatch(Handler::takesEvent)) {
            imports.add(AGENT + "Event");
        }
        boolean publishes =
                plan.handlers().stream().anyMatch(h -> h.output() != null)
                        || plan.operations().stream().anyMatch(o -> o.output() != null);
        if (publishes) {
            imports.add(AGENT + "Publishes");
        }
        if (!plan.operations().isEmpty()) {
            imports.add(AGENT + "SchemaMethod");
        }
        if (plan.state()) {
            imports.add(AGENT + "Stateful");
        }
        if (!plan.handlers().isEmpty()) {
            imports.add(AGENT + "Subscribes");
        }
        return imports;
    }

    private static void result(Lines lines, Operation operation) {
        lines.add("");
        lines.add("    /** What {@link #" + operation.method() + "} answers. */");
        lines.add("    public record " + operation.result() + "(String id) {}");
    }

    private void handler(Lines lines, Handler handler) {
        Payload payload = handler.payload();
        String parameter =
                payload == null ? "Event event" : payload.type() + " " + payload.variable();
        if (payload != null && handler.takesEvent()) {
            parameter += ", Event event";
        }
        String id =
                handler.takesEvent() || payload == null
                        ? "event.id()"
                        : payload.variable() + ".id()";
        var output = handler.output();
        lines.add("");
        lines.add(
                "    @Subscribes(value = \""
                        + handler.topic()
                        + "\", id = \""
                        + handler.id()
                        + "\")");
        if (output != null) {
            lines.add("    @Publishes(\"" + output.topic() + "\")");
        }
        String type = output == null ? "void" : output.payload().type();
        lines.add("    public " + type + " " + handler.method() + "(" + parameter + ") {");
        lines.addIf(plan.state(), "        handled++;");
        if (output != null) {
            lines.add("        return new " + type + "(" + id + ");");
        }
        lines.addIf(!plan.state() && output == null, "        // what is to happen");
        lines.add("    }");
    }

    private void operation(Lines lines, Operation operation) {
        var output = operation.output();
        lines.add("").add("    @SchemaMethod");
        if (output != null) {
            lines.add("    @Publishes(\"" + output.topic() + "\")");
        }
        String variable = output == null ? "id" : output.payload().variable();
        String parameter = operation.takesId() ? "String id" : operation.result() + " " + variable;
        String result = operation.takesId() ? "new " + operation.result() + "(id)" : variable;
        lines.add(
                "    public %s %s(%s) {"
                        .formatted(operation.result(), operation.method(), parameter));
        lines.addIf(plan.state(), "        handled++;");
        lines.add("        return " + result + ";").add("    }");
    }

    private static void state(Lines lines) {
        lines.add("");
        lines.add("    @Override");
        lines.add("    public State captureState() {");
        lines.add("        return new State(handled);");
        lines.add("    }");
        lines.add("");
        lines.add("    @Override");
        lines.add("    public void restoreState(State state) {");
        lines.add("        handled = state.handled();");
        lines.add("    }");
    }

    /** The source of a payload record. */
    String payload(String name) {
        Lines lines = Lines.file(plan.packageName(), Set.of(), Set.of());
        lines.add("/** " + Names.sentence(name) + ": what travels on its topic. */");
        return lines.add("public record " + name + "(String id) {}").toString();
    }
}
