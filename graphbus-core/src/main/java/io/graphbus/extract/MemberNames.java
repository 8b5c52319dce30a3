package io.graphbus.extract;

import io.graphbus.extract.Faults.Spot;
import io.graphbus.model.Subscription;
import io.graphbus.problem.ProblemCode;
import io.graphbus.source.AgentMethods.Member;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What must be told apart by name within one agent: methods and subscriptions. */
final class MemberNames {

    private final List<Member> members;
    private final Faults faults;

    MemberNames(List<Member> members, Faults faults) {
        this.members = members;
        this.faults = faults;
    }

    void reportOverloads() {
        Map<String, Member> seen = new HashMap<>();
        for (Member member : members) {
            Member other = member.isOperation() ? seen.putIfAbsent(member.name(), member) : null;
            if (other != null) {
                report(member, other);
            }
        }
    }

    /** At the one that comes later in the source. */
    private void report(Member one, Member other) {
        boolean swap = faults.line(one) < faults.line(other);
        Member first = swap ? one : other;
        Member second = swap ? other : one;
        faults.add(
                ProblemCode.OVERLOADED_METHOD,
                second,
                second.signature()
                        + " and "
                        + first.signature()
                        + " ("
                        + faults.where(first)
                        + ") have the same name",
                "Callers name a method without its types: rename one of them.");
    }

    void reportDuplicateIds(List<Subscription> subscriptions) {
        Map<String, Subscription> seen = new HashMap<>();
        for (Subscription subscription : subscriptions) {
            Subscription other = seen.putIfAbsent(subscription.id(), subscription);
            if (other != null && !isOverloaded(subscription.handler())) {
                report(subscription, other);
            }
        }
    }

    private boolean isOverloaded(String handler) {
        return members.stream().filter(m -> m.name().equals(handler) && m.isOperation()).count()
                > 1;
    }

    private void report(Subscription one, Subscription other) {
        boolean swap = one.line() < other.line();
        Subscription first = swap ? one : other;
        Subscription second = swap ? other : one;
        faults.add(
                ProblemCode.DUPLICATE_SUBSCRIPTION,
                new Spot(handler(second.handler()), "Subscribes", "id", second.id()),
                "the subscriptions of %s and %s both have the id \"%s\""
                        .formatted(first.handler(), second.handler(), second.id()),
                "Give each @Subscribes of the agent its own id.");
    }

    private Member handler(String name) {
        return members.stream()
                .filter(m -> m.name().equals(name) && m.isOperation())
                .findFirst()
                .orElseThrow();
    }
}
