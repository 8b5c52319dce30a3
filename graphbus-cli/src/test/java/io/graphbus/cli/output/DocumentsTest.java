package io.graphbus.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import org.junit.jupiter.api.Test;

class DocumentsTest {

    @Test
    void jsonIsIndentedByTwo() {
        assertThat(Documents.pretty(Documents.parse("", "{\"a\":[1,{}],\"b\":[]}")))
                .isEqualTo(
                        """
                        {
                          "a": [
                            1,
                            {}
                          ],
                          "b": []
                        }""");
    }

    @Test
    void yamlKeepsTextsThatLookLikeNumbersTexts() {
        assertThat(
                        Documents.yaml(
                                Documents.parse("", "{\"v\":\"1.10\",\"num\":1.10,\"t\":\"yes\"}")))
                .isEqualTo(
                        """
                        v: "1.10"
                        num: 1.10
                        t: "yes\"""");
    }

    @Test
    void yamlQuotesWhatOldReadersTakeForADate() {
        var json = Documents.parse("", "{\"d\":\"2026-01-02\",\"t\":\"12:30\",\"v\":\"1.0.0\"}");
        assertThat(Documents.yaml(json)).isEqualTo("d: \"2026-01-02\"\nt: \"12:30\"\nv: 1.0.0");
    }

    @Test
    void namesAndValuesAreColouredAndTheRestIsAsBefore() {
        var json = Documents.parse("", "{\"a\":\"b: c\"}");
        String coloured = Documents.coloured(json, Style.COLOURED);
        assertThat(coloured).contains("\u001b[36m\"a\"\u001b[0m: \u001b[32m\"b: c\"\u001b[0m");
        assertThat(Documents.coloured(json, Style.PLAIN)).isEqualTo(Documents.pretty(json));
    }

    @Test
    void whatIsNotJsonIsAProblemWithItsPlace() {
        assertThatExceptionOfType(GraphBusException.class)
                .isThrownBy(() -> Documents.parse("argument 2", "{\"name\":"))
                .satisfies(
                        e -> {
                            assertThat(e.problem().code()).isEqualTo(ProblemCode.INVALID_JSON);
                            assertThat(e.problem().message()).contains("line 1");
                            assertThat(e.problem().hint()).isNotBlank();
                        });
    }

    @Test
    void nothingAndTooMuchAreNotJsonEither() {
        for (String text : new String[] {"", "  ", "{} {}", "{\"a\":1,\"a\":2}"}) {
            assertThatExceptionOfType(GraphBusException.class)
                    .as(text)
                    .isThrownBy(() -> Documents.parse("", text));
        }
    }
}
