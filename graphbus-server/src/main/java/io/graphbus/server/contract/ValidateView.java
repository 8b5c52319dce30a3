package io.graphbus.server.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.graphbus.compat.Finding;
import io.graphbus.compat.Verdict;
import io.graphbus.contract.AgentContract;
import io.graphbus.contract.Agreement;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Whether agents understand each other, as the API shows it. */
@Schema(name = "ContractValidation")
record ValidateView(String agent, String version, Verdict verdict, List<AgreementView> agreements) {

    static ValidateView from(AgentContract own, List<Agreement> agreements) {
        return new ValidateView(
                own.agent(),
                own.version().text(),
                Agreement.verdict(agreements),
                agreements.stream().map(AgreementView::from).toList());
    }

    /** One topic or call. */
    @Schema(name = "ContractAgreement")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AgreementView(
            String writer,
            String reader,
            String via,
            String handler,
            Verdict verdict,
            @Nullable JsonNode witness,
            List<FindingView> findings,
            List<String> limitations) {

        static AgreementView from(Agreement agreement) {
            return new AgreementView(
                    agreement.writer().toString(),
                    agreement.reader().toString(),
                    agreement.via(),
                    agreement.handler(),
                    agreement.check().verdict(),
                    agreement.check().witness(),
                    agreement.check().findings().stream().map(FindingView::from).toList(),
                    agreement.check().limitations());
        }
    }

    /** One reason. */
    @Schema(name = "ContractFinding")
    record FindingView(String code, String pointer, String message) {

        static FindingView from(Finding finding) {
            return new FindingView(finding.code(), finding.pointer(), finding.message());
        }
    }
}
