package io.graphbus.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.agent.Agent;
import io.graphbus.agent.AgentContext;
import io.graphbus.agent.Contract;
import io.graphbus.agent.Default;
import io.graphbus.agent.DependsOn;
import io.graphbus.agent.Event;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.SchemaVersion;
import io.graphbus.agent.Stateful;
import io.graphbus.agent.Subscribes;
import io.graphbus.model.AgentDefinition;
import io.graphbus.model.ParameterDefinition;
import io.graphbus.model.Publication;
import io.graphbus.model.Subscription;
import io.graphbus.model.Subscription.Form;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExtractorTest {

    record Item(String id, int count) {}

    private static AgentDefinition read(Class<?> type) {
        return Extractor.forInstances().extract(type).orThrow();
    }

    @Agent
    static class Forms {
        @Subscribes("/a")
        void none() {}

        @Subscribes("/b")
        void payload(Item item) {}

        @Subscribes("/c")
        void event(Event event) {}

        @Subscribes("/d")
        @SchemaVersion("^1.2")
        void both(Item item, Event event) {}
    }

    @Test
    void aHandlerTakesNothingThePayloadTheEventOrBoth() {
        assertThat(read(Forms.class).subscriptions())
                .extracting(Subscription::id, Subscription::form, Subscription::payloadType)
                .containsExactly(
                        tuple("both", Form.PAYLOAD_AND_EVENT, Item.class.getName()),
                        tuple("event", Form.EVENT, null),
                        tuple("none", Form.NONE, null),
                        tuple("payload", Form.PAYLOAD, Item.class.getName()));
        assertThat(read(Forms.class).subscriptions().get(0).schemaVersion()).isEqualTo("^1.2");
    }

    private static org.assertj.core.groups.Tuple tuple(@Nullable Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }

    abstract static class Store<T> {
        @SchemaMethod
        public Optional<T> find(String id) {
            return Optional.empty();
        }

        @Subscribes("/changed")
        public void changed(T item) {}

        @SchemaMethod
        public abstract List<T> all();
    }

    interface Counting {
        @SchemaMethod
        default int count() {
            return 0;
        }
    }

    @Agent
    static class Items extends Store<Item> implements Counting {
        @Override
        public void changed(Item item) {}

        @Override
        public List<Item> all() {
            return List.of();
        }
    }

    @Test
    void annotationsOfSuperclassesAndInterfacesCountWithTheirTypesFilledIn() {
        AgentDefinition items = read(Items.class);
        assertThat(items.methods())
                .extracting(m -> m.name() + " " + m.returns())
                .containsExactly(
                        "all java.util.List<" + Item.class.getName() + ">",
                        "count int",
                        "find java.util.Optional<" + Item.class.getName() + ">");
        assertThat(items.subscriptions().get(0).payloadType()).isEqualTo(Item.class.getName());
        assertThat(Extractor.operations(Items.class).get("changed").getDeclaringClass())
                .isEqualTo(Items.class);
        assertThat(items.operations()).containsExactly("all", "changed", "count", "find");
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Agent(description = "composed")
    @interface Component {
        String name() default "";

        int concurrency() default 3;
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Subscribes("/audit/**")
    @interface Audits {}

    @Component(name = "Auditor")
    static class Composed {
        @Audits
        void audit(Event event) {}
    }

    @Component
    static class Unnamed {}

    @Test
    void annotationsOnAnnotationsCount() {
        AgentDefinition auditor = read(Composed.class);
        assertThat(auditor.name()).isEqualTo("Auditor");
        assertThat(auditor.description()).isEqualTo("composed");
        assertThat(auditor.concurrency()).isEqualTo(3);
        assertThat(auditor.subscriptions().get(0).topic().text()).isEqualTo("/audit/**");
        assertThat(read(Unnamed.class).name()).isEqualTo("Unnamed");
        assertThat(Extractor.isAgent(Component.class)).isFalse();
        assertThat(Extractor.isAgent(Composed.class)).isTrue();
    }

    @Agent
    static class Defaults {
        @SchemaMethod
        public String all(
                String name,
                @Default("World") String text,
                @Default("5") String digits,
                @Default("5") int number,
                @Default("[1,2]") List<Integer> numbers,
                @Nullable String maybe,
                Optional<String> optional) {
            return name;
        }
    }

    @Test
    void defaultsAreJsonOrPlainTextWhateverFits() {
        assertThat(read(Defaults.class).methods().get(0).parameters())
                .extracting(ParameterDefinition::optional, ParameterDefinition::defaultJson)
                .containsExactly(
                        tuple(false, null),
                        tuple(true, "\"World\""),
                        tuple(true, "\"5\""),
                        tuple(true, "5"),
                        tuple(true, "[1,2]"),
                        tuple(true, null),
                        tuple(true, null));
    }

    @Agent
    @DependsOn({"B", "A", "B"})
    @Publishes("/z")
    @Publishes("/y")
    @Contract(version = "1.4.0", stability = Contract.Stability.BETA)
    static class Full implements Stateful<Full.State> {
        record State(Map<String, Integer> counts) {}

        Full(AgentContext context) {}

        @SchemaMethod
        @Publishes(value = "/x", key = "/id")
        public Item item() {
            return new Item("1", 1);
        }

        @Subscribes({"/p", "/q/*"})
        public Item relay(Item item) {
            return item;
        }

        @Override
        public State captureState() {
            return new State(Map.of());
        }

        @Override
        public void restoreState(State state) {}
    }

    @Test
    void everythingDeclaredIsRead() {
        AgentDefinition full = read(Full.class);
        assertThat(full.dependencies()).containsExactly("A", "B");
        assertThat(full.publishes()).containsExactly("/x", "/y", "/z");
        assertThat(full.contract().version().text()).isEqualTo("1.4.0");
        assertThat(full.contract().stability()).isEqualTo(Contract.Stability.BETA);
        assertThat(full.stateType()).isEqualTo(Full.State.class.getTypeName());
        Publication x = full.method("item").orElseThrow().publishes().get(0);
        assertThat(x.key()).isEqualTo("/id");
        assertThat(x.payload().type()).contains("object");
        assertThat(full.subscriptions())
                .extracting(Subscription::id)
                .containsExactly("relay:/p", "relay:/q/*");
    }

    @Test
    void aClassThatIsNoAgentIsRefusedWithAHint() {
        assertThatThrownBy(() -> read(String.class))
                .isInstanceOfSatisfying(
                        GraphBusException.class,
                        e -> {
                            assertThat(e.problem().code()).isEqualTo(ProblemCode.NO_AGENTS);
                            assertThat(e.problem().hint()).contains("@Agent");
                        });
    }

    @Agent
    static class Initialised {
        static {
            if (true) {
                throw new IllegalStateException("must not run");
            }
        }
    }

    @Test
    void classesAreNotInitialised() {
        assertThat(read(Initialised.class).name()).isEqualTo("Initialised");
    }
}
