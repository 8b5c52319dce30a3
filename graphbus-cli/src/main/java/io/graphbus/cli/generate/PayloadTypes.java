package io.graphbus.cli.generate;

import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes types that exist as they are called in the new agent's package. Used once. */
final class PayloadTypes {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_$][\\w$]*(\\.[A-Za-z_$][\\w$]*)*");

    private final String packageName;
    private final Map<String, String> imported = new HashMap<>();
    private final String agent;

    PayloadTypes(String packageName, String agent) {
        this.packageName = packageName;
        this.agent = agent;
    }

    Set<String> imports() {
        return new TreeSet<>(imported.values());
    }

    /** Whether a simple name stands for a class of another package. */
    boolean uses(String simpleName) {
        return imported.containsKey(simpleName);
    }

    /** The type as payload, unless it cannot be seen from the package. */
    Optional<Payload> known(Type type) {
        if (type instanceof Class<?> plain && !plain.isArray()) {
            return isVisible(plain) ? Optional.of(payload(plain)) : Optional.empty();
        }
        Optional<Sample> sample =
                type instanceof ParameterizedType generic
                        ? Sample.of((Class<?>) generic.getRawType())
                        : Optional.empty();
        String text =
                NAME.matcher(type.getTypeName())
                        .replaceAll(m -> Matcher.quoteReplacement(whole(m.group())));
        return Optional.of(new Payload(text, false, false, sample.map(s -> local(s.source()))));
    }

    private Payload payload(Class<?> type) {
        boolean hasId =
                type.isRecord()
                        && Arrays.stream(type.getRecordComponents())
                                .anyMatch(
                                        part ->
                                                part.getName().equals("id")
                                                        && part.getType() == String.class);
        Optional<String> sample = Sample.of(type).map(s -> local(s.source()));
        return new Payload(shortName(type), false, hasId, sample);
    }

    private boolean isVisible(Class<?> type) {
        boolean same = type.getPackageName().equals(packageName);
        if (type.getPackageName().isEmpty() && !type.isPrimitive() && !same) {
            return false;
        }
        for (Class<?> at = type; at != null; at = at.getEnclosingClass()) {
            boolean visible = same || Modifier.isPublic(at.getModifiers());
            if (!visible || Modifier.isPrivate(at.getModifiers())) {
                return false;
            }
        }
        return true;
    }

    private String shortName(Class<?> type) {
        String name = type.getCanonicalName();
        if (type.isPrimitive() || type.getPackageName().equals("java.lang")) {
            return type.getSimpleName();
        }
        if (type.getPackageName().equals(packageName)) {
            return packageName.isEmpty() ? name : name.substring(packageName.length() + 1);
        }
        String simple = type.getSimpleName();
        boolean clashes = simple.equals(agent) || Names.isTaken(simple);
        if (!clashes && imported.getOrDefault(simple, name).equals(name)) {
            imported.put(simple, name);
            return simple;
        }
        return name;
    }

    private String whole(String name) {
        String readable = name.replace('$', '.');
        return readable.matches("java\\.lang\\.[A-Z]\\w*")
                ? readable.substring(10)
                : local(readable);
    }

    /** Without the name of the own package. */
    private String local(String source) {
        return packageName.isEmpty()
                ? source
                : source.replaceAll(
                        "(?<![\\w.])" + Pattern.quote(packageName) + "\\.(?=[A-Z])", "");
    }

    GraphBusException hidden(String topic) {
        return Problem.of(
                        ProblemCode.USAGE,
                        "--publishes",
                        "The type of what is published to "
                                + topic
                                + " cannot be seen from "
                                + (packageName.isEmpty() ? "the unnamed package" : packageName),
                        "Make that type public, in a named package.")
                .toException();
    }
}
