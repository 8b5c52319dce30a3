package io.graphbus.diff;

import io.graphbus.compat.Check;
import io.graphbus.compat.Compatibility;
import io.graphbus.compat.Mode;
import io.graphbus.compat.Verdict;
import io.graphbus.diff.edit.Edit;
import io.graphbus.diff.edit.Edit.Kind;
import io.graphbus.diff.edit.SchemaEdits;
import io.graphbus.schema.Schema;
import io.graphbus.schema.SchemaValidator;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * Judges the changes of the schema in one position. Each change is made alone and checked; what all
 * of them do together has the last word.
 *
 * @param subject what the schema describes, in words
 */
record Judge(
        Position position,
        String subject,
        JsonPointer place,
        JsonNode before,
        JsonNode after,
        Directions directions) {

    private static final Set<Kind> REWRITTEN =
            Set.of(Kind.SCHEMA_CHANGED, Kind.TYPE_CHANGED, Kind.CONSTRAINT_CHANGED);

    /** The answers in one or both directions, as one. */
    private record Answer(
            Verdict verdict, @Nullable JsonNode witness, Set<String> limitations, String way) {

        Answer and(Answer other) {
            Set<String> all = new TreeSet<>(limitations);
            all.addAll(other.limitations);
            Answer worse = rank(other.verdict) > rank(verdict) ? other : this;
            return new Answer(worse.verdict, worse.witness, all, worse.way);
        }

        private static int rank(Verdict verdict) {
            return switch (verdict) {
                case COMPATIBLE -> 0;
                case INDETERMINATE -> 1;
                case INCOMPATIBLE -> 2;
            };
        }
    }

    List<Change> changes() {
        List<Edit> edits = SchemaEdits.between(before, after);
        if (edits.isEmpty()) {
            return List.of();
        }
        Answer all = answer(after);
        List<Change> changes = new ArrayList<>();
        edits.forEach(edit -> changes.add(change(edit, all)));
        Renames.suggest(edits, changes);
        if (changes.stream().noneMatch(c -> explains(c, all))) {
            changes.add(unexplained(all));
        }
        return directions.gated()
                ? changes
                : changes.stream().map(c -> c.atMost(Bump.MINOR)).toList();
    }

    private static boolean explains(Change change, Answer all) {
        return switch (all.verdict) {
            case COMPATIBLE -> true;
            case INDETERMINATE -> change.verdict().compareTo(Effect.INDETERMINATE) >= 0;
            case INCOMPATIBLE -> change.verdict() == Effect.BREAKS;
        };
    }

    private Answer answer(JsonNode newer) {
        Answer none = new Answer(Verdict.COMPATIBLE, null, Set.of(), "");
        Answer back = directions.backward() ? check(before, newer, "NARROWED") : none;
        Answer forth = directions.forward() ? check(newer, before, "WIDENED") : none;
        return back.and(forth);
    }

    private static Answer check(JsonNode writer, JsonNode reader, String way) {
        Check check = Compatibility.check(writer, reader, Mode.ROLES);
        return new Answer(
                check.verdict(), check.witness(), new TreeSet<>(check.limitations()), way);
    }

    private Change change(Edit edit, Answer all) {
        Effect least = least(edit.kind());
        if (least == Effect.NONE) {
            return change(edit, Effect.NONE, null, Set.of());
        }
        Answer alone = answer(edit.applyTo(before, after));
        if (all.verdict == Verdict.COMPATIBLE || alone.verdict == Verdict.COMPATIBLE) {
            Effect effect = isOnlyRewritten(edit) ? Effect.NONE : least;
            return change(edit, effect, null, alone.limitations);
        }
        if (alone.verdict == Verdict.INCOMPATIBLE) {
            JsonNode witness = holds(alone) ? alone.witness : all.witness;
            if (witness != null) {
                return change(edit, Effect.BREAKS, witness, alone.limitations);
            }
        }
        return change(edit, Effect.INDETERMINATE, null, alone.limitations);
    }

    /** Whether one change's counter-example is one of all changes together. */
    private boolean holds(Answer alone) {
        JsonNode witness = alone.witness;
        if (witness == null) {
            return false;
        }
        boolean back = alone.way.equals("NARROWED");
        return accepts(back ? before : after, witness) && !accepts(back ? after : before, witness);
    }

    private static boolean accepts(JsonNode schema, JsonNode value) {
        return SchemaValidator.alone(new Schema(schema)).acceptsAsIs(value);
    }

    private boolean isOnlyRewritten(Edit edit) {
        JsonNode old = before;
        JsonNode now = edit.applyTo(before, after);
        return REWRITTEN.contains(edit.kind())
                && Compatibility.check(old, now, Mode.LITERAL).verdict() == Verdict.COMPATIBLE
                && Compatibility.check(now, old, Mode.LITERAL).verdict() == Verdict.COMPATIBLE;
    }

    /** What a change does even where nothing is refused. */
    private Effect least(Kind kind) {
        return switch (kind) {
            case ANNOTATION_CHANGED -> Effect.NONE;
            case DEFAULT_CHANGED -> position.isReader() ? Effect.WARN : Effect.NONE;
            case PROPERTY_REMOVED, UNKNOWN_PROPERTIES_FORBIDDEN ->
                    position.isReader() ? Effect.WARN : Effect.SAFE;
            case FORMAT_CHANGED -> Effect.WARN;
            default -> Effect.SAFE;
        };
    }

    private Change change(
            Edit edit, Effect effect, @Nullable JsonNode witness, Set<String> limitations) {
        boolean ignored = edit.kind() == Kind.PROPERTY_REMOVED && position.isReader();
        return new Change(
                position.name() + "_" + edit.kind().name(),
                place.append(edit.at()).toString(),
                position,
                edit.before(),
                edit.after(),
                effect,
                effect.bump(),
                subject
                        + edit.place()
                        + ": "
                        + edit.message()
                        + (ignored ? " and is ignored from now on" : ""),
                witness,
                List.copyOf(new TreeSet<>(limitations)),
                null);
    }

    private Change unexplained(Answer all) {
        boolean breaks = all.verdict == Verdict.INCOMPATIBLE;
        Effect effect = breaks ? Effect.BREAKS : Effect.INDETERMINATE;
        String way = breaks ? all.way : "UNDECIDED";
        String message =
                switch (way) {
                    case "NARROWED" -> "the changes together refuse what was accepted";
                    case "WIDENED" -> "the changes together allow what older readers refuse";
                    default -> "whether the changes are safe cannot be proved";
                };
        return new Change(
                position.name() + "_SCHEMA_" + way,
                place.toString(),
                position,
                null,
                null,
                effect,
                effect.bump(),
                subject + ": " + message,
                all.witness,
                List.copyOf(all.limitations),
                null);
    }
}
