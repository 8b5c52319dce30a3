package io.graphbus.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.agent.Agent;
import io.graphbus.agent.Priority;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;
import io.graphbus.model.AgentDefinition;
import io.graphbus.model.Publication;
import io.graphbus.model.Subscription;
import java.lang.annotation.Annotation;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.Test;

/** Annotations of an application's own that stand for the engine's. */
class ComposedAnnotationsTest {

    @Test
    void whatAnAnnotationInBetweenSaysCounts() {
        AgentDefinition shop = read(Shop.class);
        assertThat(shop.description()).isEqualTo("of the shop");
        assertThat(shop.concurrency()).isEqualTo(4);
        assertThat(shop.blocking()).isTrue();
    }

    @Test
    void anAliasGivesAnotherAnnotationsAttributeAValue() {
        assertThat(read(Shop.class).name()).isEqualTo("Counter");
        assertThat(read(Plain.class).name()).isEqualTo("Plain");
    }

    @Test
    void aMirrorOfAnAliasCountsToo() {
        assertThat(read(Mirrored.class).name()).isEqualTo("Reflection");
    }

    @Test
    void aHandlerMayBeMarkedByAnAnnotationOfItsOwn() {
        Subscription sold = read(Shop.class).subscriptions().getFirst();
        assertThat(sold.topic().text()).isEqualTo("/Shop/Sold");
        assertThat(sold.id()).isEqualTo("sales");
        assertThat(sold.priority()).isEqualTo(Priority.HIGH);
    }

    @Test
    void aResultMayBePublishedByAnAnnotationOfItsOwn() {
        assertThat(read(Shop.class).methods().getFirst().publishes())
                .extracting(Publication::topic)
                .containsExactly("/Shop/Counted", "/Shop/Noted");
        assertThat(read(Shop.class).publishes()).contains("/Shop/Opened");
    }

    @Test
    void anAttributeCalledValueNeedsAnAlias() {
        assertThat(read(Noted.class).subscriptions().getFirst().topic().text())
                .isEqualTo("/Shop/Sold");
    }

    private static AgentDefinition read(Class<?> type) {
        return Extractor.forInstances().extract(type).orThrow();
    }

    /** Stands for Spring's annotation of this name, which is read by its shape. */
    @Retention(RetentionPolicy.RUNTIME)
    @interface AliasFor {
        String value() default "";

        String attribute() default "";

        Class<? extends Annotation> annotation() default Annotation.class;
    }

    @Agent(blocking = true)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Component {
        @AliasFor(annotation = Agent.class)
        String name() default "";

        String description() default "";

        int concurrency() default 1;
    }

    @Component(description = "of the shop", concurrency = 4)
    @Publishes("/Shop/Opened")
    @Retention(RetentionPolicy.RUNTIME)
    @interface ShopAgent {
        @AliasFor(annotation = Component.class, attribute = "name")
        String value() default "";
    }

    @Agent
    @Retention(RetentionPolicy.RUNTIME)
    @interface Mirror {
        @AliasFor("name")
        String value() default "";

        @AliasFor(annotation = Agent.class, attribute = "name")
        String name() default "";
    }

    @Subscribes(value = "/Shop/Sold", priority = Priority.HIGH)
    @Retention(RetentionPolicy.RUNTIME)
    @interface OnSale {
        String id() default "";
    }

    @Subscribes("")
    @Retention(RetentionPolicy.RUNTIME)
    @interface On {
        @AliasFor(annotation = Subscribes.class, attribute = "value")
        String topic();

        String value() default "a remark";
    }

    @Publishes("/Shop/Counted")
    @Publishes("/Shop/Noted")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Recorded {}

    @ShopAgent("Counter")
    static class Shop {
        @SchemaMethod
        @Recorded
        public int count() {
            return 1;
        }

        @OnSale(id = "sales")
        void onSale() {}
    }

    @ShopAgent
    static class Plain {}

    @Mirror("Reflection")
    static class Mirrored {}

    @Agent
    static class Noted {
        @On(topic = "/Shop/Sold")
        void onSale() {}
    }
}
