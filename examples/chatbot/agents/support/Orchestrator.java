package support;

import io.graphbus.agent.Agent;
import io.graphbus.agent.AgentContext;
import io.graphbus.agent.Default;
import io.graphbus.agent.DependsOn;
import io.graphbus.agent.Priority;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaMethod;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Asks all specialists at once and passes on the answer of the surest. A specialist may be anything
 * with a method {@code answer}: rules as here, a search, a language model.
 */
@Agent(description = "Finds who can answer", concurrency = 16)
@DependsOn({"OrderSpecialist", "RefundSpecialist", "SmallTalk"})
@Publishes("/Chat/Escalated")
public class Orchestrator {

    private static final List<String> SPECIALISTS =
            List.of("OrderSpecialist", "RefundSpecialist", "SmallTalk");
    private static final double SURE_ENOUGH = 0.3;

    private final AgentContext context;

    public Orchestrator(AgentContext context) {
        this.context = context;
    }

    @SchemaMethod
    @Publishes(value = "/Chat/Answered", key = "/conversation")
    public Reply ask(String question, @Default("guest") String conversation) {
        Answer best = best(question);
        if (best.confidence() >= SURE_ENOUGH) {
            return new Reply(conversation, question, best.specialist(), best.text());
        }
        context.publish(
                "/Chat/Escalated",
                new Escalation(conversation, question),
                conversation,
                Priority.HIGH);
        String sorry = "That is beyond me. I have asked a colleague to write to you.";
        return new Reply(conversation, question, context.name(), sorry);
    }

    private Answer best(String question) {
        List<CompletableFuture<Answer>> asked =
                SPECIALISTS.stream()
                        .map(name -> context.callAsync(name, "answer", question))
                        .map(answer -> answer.thenApply(Answer.class::cast))
                        .toList();
        return asked.stream()
                .map(CompletableFuture::join)
                .max(Comparator.comparingDouble(Answer::confidence))
                .orElseThrow();
    }
}
