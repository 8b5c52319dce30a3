package io.graphbus.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.GraphBus;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.store.StateStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StateStoreAwayTest {

    private final List<String> touched = new ArrayList<>();

    private final StateStore away =
            new StateStore() {
                @Override
                public Optional<StoredState> load(String agent) {
                    throw Problem.of(ProblemCode.DATABASE_UNREACHABLE, "db", "no answer", "")
                            .toException();
                }

                @Override
                public void save(StoredState state) {
                    touched.add(state.agent());
                }

                @Override
                public void setAside(String agent) {
                    touched.add(agent);
                }

                @Override
                public boolean delete(String agent) {
                    return false;
                }

                @Override
                public List<StoredState> list() {
                    return List.of();
                }
            };

    @Test
    void anAgentDoesNotStartFreshOverAStateThatCannotBeReachedNow() {
        GraphBus bus = GraphBus.builder().agent(StateTest.Dotted.class).state(away).build();

        assertThatThrownBy(bus::start).hasMessageContaining("no answer");
        bus.close();

        assertThat(touched).isEmpty();
    }
}
