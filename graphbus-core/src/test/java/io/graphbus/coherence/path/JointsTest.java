package io.graphbus.coherence.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class JointsTest {

    private static Link bad(String from, String to) {
        return new Link(from, to, "/a/b", 0.5, 0.1);
    }

    private static List<Joint> joints(Collection<Link> links) {
        return PathAnalysis.joints(links, PathAnalysis.THRESHOLD, Integer.MAX_VALUE);
    }

    @Test
    void whatAllBadEdgesMeetAtIsNamedWithThePartsTheyWouldFallInto() {
        Link good = new Link("Shop", "Mailer", "/a/b", 1, 0.1);

        assertThat(
                        joints(
                                List.of(
                                        bad("Legacy", "Billing"),
                                        bad("Shop", "Billing"),
                                        bad("Billing", "Ledger"),
                                        good)))
                .containsExactly(new Joint("Billing", 3, 3));
    }

    @Test
    void agentsOfALoopAreNone() {
        assertThat(joints(List.of(bad("A", "B"), bad("B", "C"), bad("C", "A"), bad("A", "A"))))
                .isEmpty();
    }

    @Test
    void aChainOfTenThousandAgentsIsNoTrouble() {
        List<Link> chain = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            chain.add(bad("A" + i, "A" + (i + 1)));
        }

        assertThat(joints(chain)).hasSize(9_999).allMatch(joint -> joint.parts() == 2);
    }

    @Test
    void theyAreThoseThatTakenAwayLeaveMoreParts() {
        Random random = new Random(11);
        for (int round = 0; round < 300; round++) {
            List<Link> links = new ArrayList<>();
            int agents = 2 + random.nextInt(9);
            for (int i = random.nextInt(2 * agents); i >= 0; i--) {
                links.add(bad("A" + random.nextInt(agents), "A" + random.nextInt(agents)));
            }
            links.removeIf(link -> link.from().equals(link.to()));

            assertThat(joints(links)).containsExactlyElementsOf(byTakingAway(links));
        }
    }

    private static List<Joint> byTakingAway(List<Link> links) {
        List<Joint> found = new ArrayList<>();
        for (String agent : agents(links, "")) {
            int of = (int) links.stream().filter(l -> isAt(l, agent)).count();
            int more = parts(links, agent) - parts(links, "");
            if (more > 0) {
                found.add(new Joint(agent, more + 1, of));
            }
        }
        found.sort(
                Comparator.comparingInt(Joint::parts)
                        .thenComparingInt(Joint::links)
                        .reversed()
                        .thenComparing(Joint::agent));
        return found;
    }

    private static boolean isAt(Link link, String agent) {
        return link.from().equals(agent) || link.to().equals(agent);
    }

    private static Set<String> agents(List<Link> links, String without) {
        Set<String> agents = new TreeSet<>();
        for (Link link : links) {
            agents.add(link.from());
            agents.add(link.to());
        }
        agents.remove(without);
        return agents;
    }

    private static int parts(List<Link> links, String without) {
        Set<String> left = agents(links, without);
        int parts = 0;
        while (!left.isEmpty()) {
            parts++;
            Deque<String> open = new ArrayDeque<>(List.of(left.iterator().next()));
            while (!open.isEmpty()) {
                String here = open.removeFirst();
                left.remove(here);
                for (Link link : links) {
                    if (isAt(link, here)) {
                        String other = link.from().equals(here) ? link.to() : link.from();
                        if (left.contains(other)) {
                            open.add(other);
                        }
                    }
                }
            }
        }
        return parts;
    }
}
