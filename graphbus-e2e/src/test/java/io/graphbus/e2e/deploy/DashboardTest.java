package io.graphbus.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DashboardTest {

    private static final int COLUMNS = 24;

    private final Document dashboard = Metrics.dashboard();
    private final List<Document> panels = dashboard.at("panels").items();

    @Test
    void everyPanelHasANumberOfItsOwn() {
        assertThat(panels).extracting(p -> p.at("id").number()).doesNotHaveDuplicates();
    }

    @Test
    void noPanelLiesOnAnotherOrLeavesTheGrid() {
        Set<String> taken = new HashSet<>();
        for (Document panel : panels) {
            Document pos = panel.at("gridPos");
            int x = pos.at("x").number();
            int y = pos.at("y").number();
            assertThat(x + pos.at("w").number()).isLessThanOrEqualTo(COLUMNS);
            for (int column = x; column < x + pos.at("w").number(); column++) {
                for (int row = y; row < y + pos.at("h").number(); row++) {
                    assertThat(taken.add(column + "," + row))
                            .as("%s at column %d, row %d", panel.at("title").text(), column, row)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void theDataSourceIsTheReadersChoice() {
        assertThat(dashboard.at("templating", "list").named("datasource").at("type").text())
                .isEqualTo("datasource");
        Stream<Document> sources =
                Stream.concat(
                        panels.stream(),
                        panels.stream().flatMap(p -> p.at("targets").items().stream()));
        assertThat(sources.map(s -> s.at("datasource")).filter(s -> !s.isAbsent()))
                .isNotEmpty()
                .allMatch(s -> s.at("uid").text().equals("${datasource}"));
    }

    @Test
    void everyVariableAQueryUsesIsDeclared() {
        List<String> declared =
                dashboard.at("templating", "list").items().stream()
                        .map(v -> "$" + v.at("name").text())
                        .collect(Collectors.toList());
        declared.add("$__rate_interval");
        for (String query : Metrics.panelQueries()) {
            assertThat(declared)
                    .containsAll(
                            java.util.regex.Pattern.compile("\\$[a-z_]+")
                                    .matcher(query)
                                    .results()
                                    .map(r -> r.group())
                                    .toList());
        }
    }

    @Test
    void everyPanelSaysWhatItShows() {
        assertThat(panels)
                .filteredOn(p -> !p.at("type").text().equals("row"))
                .isNotEmpty()
                .allSatisfy(
                        panel -> {
                            assertThat(panel.at("title").text()).isNotBlank();
                            assertThat(panel.at("description").text()).isNotBlank();
                            assertThat(panel.at("fieldConfig", "defaults", "unit").isAbsent())
                                    .isFalse();
                            assertThat(panel.at("targets").items()).isNotEmpty();
                        });
    }
}
