package io.graphbus.spring.slice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.verify;

import io.graphbus.GraphBus;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** Spring Boot's own slices have a graph: of the agents that a test brings, otherwise of none. */
class SlicesTest {

    @Nested
    @DataJpaTest(
            properties = {
                "spring.flyway.enabled=false",
                "spring.jpa.hibernate.ddl-auto=create-drop"
            })
    @Import(Doorman.class)
    class OfADatabase {

        @Autowired GraphBus bus;
        @Autowired Visits visits;

        @Test
        void anAgentWorksWithItsRepository() {
            assertThat(bus.graph().agentNames()).containsExactly("Doorman");
            assertThat(bus.call("Doorman", "admit", "Ada")).isEqualTo("Doorman admits Ada");
            assertThat(visits.findAll()).extracting(visit -> visit.visitor).containsExactly("Ada");
        }
    }

    @Nested
    @WebMvcTest(Entrance.class)
    @Import(Doorman.class)
    class OfAPageWithItsAgent {

        @Autowired MockMvcTester mvc;
        @MockitoBean Visits visits;

        @Test
        void theAgentAnswers() {
            assertThat(mvc.get().uri("/visitors/Ada")).hasBodyTextEqualTo("Doorman admits Ada");
            verify(visits).save(org.mockito.ArgumentMatchers.any());
        }
    }

    @Nested
    @WebMvcTest(Entrance.class)
    class OfAPageAlone {

        @Autowired GraphBus bus;

        @Test
        void theGraphIsThereAndEmpty() {
            assertThat(bus.isRunning()).isTrue();
            assertThat(bus.graph().agents()).isEmpty();
        }
    }
}
