package io.graphbus.migration;

import io.graphbus.migration.operation.OperationReader;
import io.graphbus.migration.operation.Operations;
import io.graphbus.migration.operation.Pointer;
import io.graphbus.problem.Nearest;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.Violation;
import io.graphbus.schema.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the document of a declared migration. For one thread. */
final class MigrationDocument {

    private static final int FORMAT = 1;
    private static final String DESCRIPTION = "description";
    private static final String DEPENDS_ON = "dependsOn";
    private static final Pattern NEED =
            Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*(@|:state:(?<from>[^:]+):)(?<version>[^:@]+)");
    private static final Set<String> MEMBERS =
            Set.of(
                    "formatVersion",
                    "agent",
                    "subject",
                    "from",
                    "to",
                    DESCRIPTION,
                    "operations",
                    "loss",
                    DEPENDS_ON);

    private final JsonNode document;
    private final List<Violation> faults = new ArrayList<>();

    MigrationDocument(JsonNode document) {
        this.document = document;
    }

    DeclaredMigration read(String where) {
        if (!(document instanceof ObjectNode object)) {
            faults.add(new Violation("", "there is no object"));
            throw problem(where).toException();
        }
        members(object);
        String agent = text("agent");
        Optional<Subject> subject = subject();
        Optional<Version> from = version("from");
        Optional<Version> to = version("to");
        if (from.isPresent() && from.get().text().equals(to.map(Version::text).orElse(""))) {
            faults.add(new Violation("/to", "it leads to the version that it comes from"));
        }
        Operations operations =
                new OperationReader(faults).read(document.path("operations"), "/operations");
        List<String> dependsOn = dependsOn();
        JsonNode lost = document.path("loss");
        Loss loss = new Loss(pointers(lost, "forward"), pointers(lost, "backward"));
        if (!faults.isEmpty()) {
            throw problem(where).toException();
        }
        MigrationId id =
                new MigrationId(agent, subject.orElseThrow(), from.orElseThrow(), to.orElseThrow());
        ObjectNode counted = object.deepCopy();
        counted.remove(DESCRIPTION);
        return DeclaredMigration.of(id, operations, loss, dependsOn, counted);
    }

    private Problem problem(String where) {
        Violation first = faults.getFirst();
        String at = first.path().isEmpty() ? "" : first.path() + ": ";
        return Problem.of(
                        ProblemCode.INVALID_MIGRATION,
                        where,
                        "this is no migration: " + at + first.message(),
                        "It has formatVersion 1, agent, subject, from, to and operations.")
                .with(faults);
    }

    private void members(ObjectNode object) {
        JsonNode format = object.path("formatVersion");
        if (!format.isInt() || format.intValue() != FORMAT) {
            faults.add(new Violation("/formatVersion", "it is not " + FORMAT + " but " + format));
        }
        for (String member : object.propertyNames()) {
            if (!MEMBERS.contains(member)) {
                faults.add(
                        new Violation(
                                Pointer.escaped(member),
                                "there is no such member. "
                                        + Nearest.hint(member, "members", MEMBERS)));
            }
        }
    }

    private String text(String member) {
        JsonNode value = document.path(member);
        if (!value.isString() || value.stringValue().isBlank()) {
            faults.add(new Violation("/" + member, "there is no text"));
        }
        return value.asString("");
    }

    private Optional<Subject> subject() {
        String text = text("subject");
        Optional<Subject> subject = Subject.of(text);
        if (subject.isEmpty() && !text.isBlank()) {
            faults.add(
                    new Violation(
                            "/subject",
                            "\""
                                    + text
                                    + "\" is none of state, payload:/topic, input:method and"
                                    + " output:method"));
        }
        return subject;
    }

    private Optional<Version> version(String member) {
        String text = text(member);
        if (Version.isValid(text)) {
            return Optional.of(Version.of(text));
        }
        if (!text.isBlank()) {
            faults.add(new Violation("/" + member, "\"" + text + "\" is no semantic version"));
        }
        return Optional.empty();
    }

    private List<String> dependsOn() {
        List<String> needs = new ArrayList<>();
        JsonNode list = document.path(DEPENDS_ON);
        if (!list.isMissingNode() && !list.isArray()) {
            faults.add(new Violation("/" + DEPENDS_ON, "it is no list"));
        }
        for (JsonNode need : list) {
            String text = need.asString("");
            if (!isNeed(text)) {
                faults.add(
                        new Violation(
                                "/" + DEPENDS_ON + "/" + needs.size(),
                                need
                                        + " is neither agent@version nor agent:state:version:version"));
            }
            needs.add(text);
        }
        return needs;
    }

    private static boolean isNeed(String text) {
        Matcher parts = NEED.matcher(text);
        return parts.matches()
                && Version.isValid(parts.group("version"))
                && (parts.group("from") == null || Version.isValid(parts.group("from")));
    }

    private List<String> pointers(JsonNode lost, String side) {
        List<String> pointers = new ArrayList<>();
        for (JsonNode pointer : lost.path(side)) {
            if (!pointer.isString() || Pointer.of(pointer.stringValue()).isEmpty()) {
                faults.add(
                        new Violation(
                                "/loss/" + side, pointer + " is no JSON Pointer to a member"));
            }
            pointers.add(pointer.asString(""));
        }
        return pointers;
    }
}
