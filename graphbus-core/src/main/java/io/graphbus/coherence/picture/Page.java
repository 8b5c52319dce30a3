package io.graphbus.coherence.picture;

import io.graphbus.coherence.path.Bottleneck;
import io.graphbus.coherence.path.Joint;
import io.graphbus.coherence.report.CoherenceEdge;
import io.graphbus.coherence.score.Level;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of HTML pages. */
final class Page {

    private final StringBuilder body = new StringBuilder();

    Page(Instant at, Level level, @Nullable Double score) {
        body.append("<div class=\"head\"><h1>Coherence</h1>");
        if (score != null) {
            body.append("<span class=\"big\">").append(Words.score(score)).append("</span>");
        }
        body.append("<span class=\"badge ")
                .append(Tone.of(level).style())
                .append("\">")
                .append(level)
                .append("</span><span class=\"when\">")
                .append(at.truncatedTo(ChronoUnit.SECONDS))
                .append("</span></div>\n");
    }

    Page section(String title, String content) {
        body.append("<section><h2>")
                .append(Words.escaped(title))
                .append("</h2>\n")
                .append(content)
                .append("</section>\n");
        return this;
    }

    /** The traffic, with what its colours mean. */
    Page picture(Collection<CoherenceEdge> edges) {
        String legend =
                """
                <div class="legend"><span><i class="good"></i>0.9 and more</span><span><i class="fair"></i>0.7 and more</span>\
                <span><i class="poor"></i>0.5 and more</span><span><i class="bad"></i>less</span>\
                <span>wider: more traffic</span><span>dashed: leads back</span></div>
                """;
        return section(
                "Traffic",
                edges.isEmpty()
                        ? "<p>Nothing was delivered of late.</p>\n"
                        : legend + SvgPicture.of(edges));
    }

    Page bottlenecks(List<Bottleneck> bottlenecks) {
        if (bottlenecks.isEmpty()) {
            return this;
        }
        StringBuilder rows = new StringBuilder();
        for (Bottleneck b : bottlenecks) {
            rows.append("<tr>")
                    .append(number(Words.score(b.score())))
                    .append(cell(b.source() + " \u2192 " + b.target()))
                    .append(cell(b.topic()))
                    .append(number((b.atLeast() ? "\u2265 " : "") + Words.count(b.ways())))
                    .append(cell(String.join(" \u2192 ", b.example())))
                    .append("</tr>\n");
        }
        return section(
                "Bottlenecks",
                table(
                        "<th class=\"n\">score</th><th>edge</th><th>topic</th><th class=\"n\">ways over"
                                + " it</th><th>for example</th>",
                        rows));
    }

    Page joints(List<Joint> joints) {
        if (joints.isEmpty()) {
            return this;
        }
        StringBuilder rows = new StringBuilder();
        for (Joint joint : joints) {
            rows.append("<tr>")
                    .append(cell(joint.agent()))
                    .append(number(String.valueOf(joint.links())))
                    .append(number(String.valueOf(joint.parts())))
                    .append("</tr>\n");
        }
        return section(
                "Agents that incoherent edges meet at",
                table(
                        "<th>agent</th><th class=\"n\">edges below 0.9</th><th class=\"n\">parts"
                                + " without it</th>",
                        rows));
    }

    static String table(String heads, CharSequence rows) {
        return "<table><tr>" + heads + "</tr>\n" + rows + "</table>\n";
    }

    static String cell(String text) {
        return "<td>" + Words.escaped(text) + "</td>";
    }

    static String number(String text) {
        return "<td class=\"n\">" + Words.escaped(text) + "</td>";
    }

    String html(String title) {
        return """
               <!DOCTYPE html>
               <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
               <title>%s</title><style>%s</style></head>
               <body><main>
               %s</main><script>%s</script></body></html>
               """
                .formatted(Words.escaped(title), Style.PAGE, body, Style.SCRIPT);
    }
}
