package io.graphbus.e2e.deploy.chart;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import io.graphbus.e2e.deploy.Checkout;
import io.graphbus.e2e.deploy.Document;
import java.util.List;
import java.util.Map;

/** The chart as Helm renders it with a set of values. */
record Chart(List<Document> documents) {

    /** The value sets kept beside the chart, by the name of their file. */
    static final List<String> VALUE_SETS = List.of("h2", "postgresql", "full");

    static Chart withValues(String set) {
        return of(command().withValuesFile(Checkout.CHART.resolve("ci/" + set + "-values.yaml")));
    }

    static Chart with(Map<String, ?> settings) {
        TemplateCommand command = command();
        settings.forEach(command::set);
        return of(command);
    }

    private static TemplateCommand command() {
        return new Helm(Checkout.CHART).template().withName("rel").withNamespace("ns");
    }

    private static Chart of(TemplateCommand command) {
        return new Chart(Document.all(command.call()));
    }

    Document only(String kind) {
        return all(kind).getFirst();
    }

    List<Document> all(String kind) {
        return documents.stream().filter(d -> d.at("kind").text().equals(kind)).toList();
    }

    Document pod() {
        return only("Deployment").at("spec", "template", "spec");
    }

    Document server() {
        return pod().at("containers").named("server");
    }
}
