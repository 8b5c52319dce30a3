package io.graphbus.server.event.stored;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.graphbus.durable.audit.Account;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether what is counted of kept events adds up. */
@Schema(name = "EventAudit")
record AuditView(boolean addsUp, List<AccountView> subscriptions) {

    static AuditView from(List<Account> accounts) {
        return new AuditView(
                accounts.stream().allMatch(Account::addsUp),
                accounts.stream().map(AccountView::from).toList());
    }

    /** One subscription. */
    @Schema(name = "EventAccount")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AccountView(
            String agent,
            String subscription,
            @Nullable String topic,
            boolean addsUp,
            long offered,
            long replayed,
            long completed,
            long dead,
            long expired,
            long filtered,
            long cancelled,
            long waiting,
            long ahead,
            long difference,
            long events,
            List<String> findings,
            @Nullable String note) {

        static AccountView from(Account account) {
            return new AccountView(
                    account.reader().agent(),
                    account.reader().subscription(),
                    account.topic(),
                    account.addsUp(),
                    account.offered(),
                    account.replayed(),
                    account.completed(),
                    account.dead(),
                    account.expired(),
                    account.filtered(),
                    account.cancelled(),
                    account.waiting(),
                    account.ahead(),
                    account.difference(),
                    account.events(),
                    account.findings(),
                    account.note());
        }
    }
}
