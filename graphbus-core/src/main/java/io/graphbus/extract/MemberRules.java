package io.graphbus.extract;

import io.graphbus.agent.Retry;
import io.graphbus.agent.SchemaVersion;
import io.graphbus.extract.Faults.Spot;
import io.graphbus.model.RetrySettings;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Schema;
import io.graphbus.schema.Version;
import io.graphbus.source.AgentMethods.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a method must be so that the engine can call it and its data can travel as JSON. */
final class MemberRules {

    private final Class<?> agent;
    private final Faults faults;

    MemberRules(Class<?> agent, Faults faults) {
        this.agent = agent;
        this.faults = faults;
    }

    void checkCallable(Member member) {
        Method method = member.method();
        int modifiers = method.getModifiers();
        if (Modifier.isPrivate(modifiers)) {
            refuse(member, "is private", "Make it public.");
        } else if (Modifier.isStatic(modifiers)) {
            refuse(member, "is static", "Make it a method of the instance.");
        } else if (Modifier.isAbstract(modifiers)) {
            refuse(member, "is abstract", "Implement it in the agent.");
        } else if (!visible(method.getDeclaringClass(), modifiers)) {
            refuse(member, "cannot be seen from the agent's package", "Make it public.");
        }
        for (Class<?> parameter : method.getParameterTypes()) {
            checkVisible(member, parameter);
        }
    }

    private void checkVisible(Member member, Class<?> parameter) {
        Class<?> type = parameter;
        while (type.isArray()) {
            type = type.getComponentType();
        }
        for (Class<?> c = type; c != null; c = c.getEnclosingClass()) {
            if (!visible(c, c.getModifiers())) {
                refuse(
                        member,
                        "takes a " + c.getSimpleName() + ", which the engine cannot see",
                        "Make " + c.getSimpleName() + " public or package-private.");
            }
        }
    }

    private boolean visible(Class<?> place, int modifiers) {
        return Modifier.isPublic(modifiers)
                || (!Modifier.isPrivate(modifiers)
                        && place.getPackageName().equals(agent.getPackageName()));
    }

    private void refuse(Member member, String reason, String hint) {
        faults.add(ProblemCode.INVALID_METHOD, member, member.name() + " " + reason, hint);
    }

    void checkParameterNames(Member member) {
        boolean unnamed =
                List.of(member.method().getParameters()).stream().anyMatch(p -> !p.isNamePresent());
        if (unnamed) {
            faults.add(
                    ProblemCode.PARAMETER_NAMES_MISSING,
                    member,
                    "the parameters of " + member.name() + " have lost their names (arg0, ...)",
                    "Compile the class with -parameters.");
        }
    }

    private void unsupported(Member member, String message) {
        faults.add(
                ProblemCode.UNSUPPORTED_TYPE,
                member,
                message + ", which cannot travel as JSON",
                "Use records, lists, maps, texts, numbers and the like.");
    }

    /** What the annotation says; members that make no sense are reported and left out. */
    @Nullable RetrySettings retry(Member member, Retry declared) {
        return RetrySettings.of(
                declared,
                fault ->
                        faults.add(
                                ProblemCode.INVALID_RETRY,
                                new Spot(member, "Subscribes", "retry", ""),
                                fault + " in the @Retry of " + member.name(),
                                "Retries and delays are not negative, the multiplier is at least 1, the jitter 0 to 1; a delay is text such as \"500ms\" or \"1s\"."));
    }

    /** The derived schema, or one that accepts all where the type has none, which is reported. */
    Schema schema(Member member, Supplier<Schema> derivation) {
        try {
            return derivation.get();
        } catch (IllegalArgumentException | IllegalStateException | LinkageError e) {
            unsupported(member, member.signature() + " uses a type without a schema: " + e);
            return Schema.ANY;
        }
    }

    /** The declared range of payload versions; {@code null} when there is none or it is wrong. */
    @Nullable String versionRange(Member member) {
        Optional<String> range = member.annotation(SchemaVersion.class).map(SchemaVersion::value);
        if (range.isPresent() && !Version.isRange(range.get())) {
            faults.add(
                    ProblemCode.INVALID_VERSION,
                    new Spot(member, "SchemaVersion", "value", range.get()),
                    "\"" + range.get() + "\" is not a range of versions",
                    "Write a range such as ^1.2 or >=1 <3.");
            return null;
        }
        return range.orElse(null);
    }

    private static String element(String version, String... versions) {
        return version.equals(versions[0]) ? "from" : "to";
    }

    /** Whether all are semantic versions. */
    boolean checkVersions(Member member, String... versions) {
        List<String> wrong =
                Arrays.stream(versions).filter(version -> !Version.isValid(version)).toList();
        wrong.forEach(
                version ->
                        faults.add(
                                ProblemCode.INVALID_VERSION,
                                new Spot(
                                        member, "AutoMigrate", element(version, versions), version),
                                "\"" + version + "\" is not a semantic version",
                                "Write three numbers, such as 1.0.0."));
        return wrong.isEmpty();
    }
}
