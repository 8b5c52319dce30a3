package io.graphbus.spring.durable;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether {@code graphbus.durability} says of any topic that it is durable. */
public final class OnDurableTopics extends SpringBootCondition {

    @Override
    public ConditionOutcome getMatchOutcome(
            ConditionContext context, AnnotatedTypeMetadata metadata) {
        boolean any =
                Binder.get(context.getEnvironment())
                        .bindOrCreate("graphbus.durability", DurabilityProperties.class)
                        .isAny();
        ConditionMessage.Builder message = ConditionMessage.forCondition("Durable topics");
        return any
                ? ConditionOutcome.match(message.because("there are some"))
                : ConditionOutcome.noMatch(message.because("every topic is transient"));
    }
}
