package support;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.test.GraphBusTester;
import io.graphbus.test.Scenario;
import io.graphbus.test.junit.GraphBusExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatTest {

    @RegisterExtension
    static final GraphBusExtension CHAT =
            GraphBusExtension.of(
                    Orchestrator.class,
                    OrderSpecialist.class,
                    RefundSpecialist.class,
                    SmallTalk.class,
                    HumanDesk.class,
                    Transcript.class);

    @ParameterizedTest
    @CsvSource({
        "Where is my order 1042?, OrderSpecialist",
        "Where is my parcel?, OrderSpecialist",
        "'Order 1042 is broken, I want a refund', RefundSpecialist",
        "Good morning, SmallTalk"
    })
    void theSurestSpecialistAnswers(String question, String specialist, Scenario scenario) {
        scenario.call("Orchestrator", "ask", question, "Ada")
                .andWaitForEvent("/Chat/Answered", Reply.class)
                .matching(reply -> reply.specialist().equals(specialist))
                .andNoEvent("/Chat/Escalated");
    }

    @Test
    void allSpecialistsAreAsked(GraphBusTester graph) {
        graph.call("Orchestrator", "ask", "Hello", "Ada");
        for (String specialist :
                new String[] {"OrderSpecialist", "RefundSpecialist", "SmallTalk"}) {
            assertThat(graph).hasCalled(specialist, "answer", 1);
        }
    }

    @Test
    void whatNobodyKnowsGoesToAPerson(Scenario scenario, GraphBusTester graph) {
        scenario.call("Orchestrator", "ask", "What is the meaning of life?", "Ada")
                .andWaitForEvent("/Chat/Escalated", Escalation.class)
                .matching(escalation -> escalation.conversation().equals("Ada"));
        assertThat(graph).hasHandled("HumanDesk", 1);
    }

    @Test
    void conversationsAreRememberedApart(GraphBusTester graph) {
        graph.call("Orchestrator", "ask", "Hello", "Ada");
        graph.call("Orchestrator", "ask", "Thanks, bye", "Alan");
        graph.restart();
        assertThat(graph.call("Transcript", "read", "Ada").toString())
                .contains("Ada: Hello", "SmallTalk: Hello!")
                .doesNotContain("Alan");
    }
}
