package dev.approvals.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.http.Caller;
import dev.approvals.http.Office;
import dev.approvals.tool.Risk;
import dev.approvals.tool.ToolSpec;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FirstRoutesTest {

    private static final ToolSpec.Builder EXPORT = ToolSpec.named("export")
            .parameter("table", String.class)
            .parameter("rows", int.class)
            .sensitive("token", String.class)
            .summary("Export {rows} rows of {table}")
            .risk(Risk.HIGH)
            .reviewers("dba")
            .runLater(true);

    private final Office office = Office.open();

    @AfterEach
    void close() {
        office.close();
    }

    private String call() {
        return office.call(EXPORT, Map.of("table", "orders", "rows", 5, "token", "s3cret"))
                .callId();
    }

    @Test
    void aPendingRequestIsListedReadAndApproved() throws Exception {
        var pending = office.call(EXPORT, Map.of("table", "orders", "rows", 5, "token", "s3cret"));
        Caller alice = office.as("alice");

        Caller.Answer list = alice.get("/api/requests");
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.at("/requests/0/summary").asText()).isEqualTo("Export 5 rows of orders");
        assertThat(list.at("/requests/0/mine/mayDecide").asBoolean()).isTrue();

        Caller.Answer full = alice.get("/api/requests/" + pending.callId());
        assertThat(full.raw().body()).doesNotContain("s3cret");
        assertThat(full.at("/arguments/rows").asInt()).isEqualTo(5);
        assertThat(full.at("/card/whole").asBoolean()).isTrue();

        Caller.Answer decided = alice.decide(full, "approve", "");
        assertThat(decided.status()).as(decided.raw().body()).isEqualTo(200);
        assertThat(decided.at("/counted").asBoolean()).isTrue();
        assertThat(pending.outcome().toCompletableFuture().get(30, java.util.concurrent.TimeUnit.SECONDS))
                .isInstanceOf(dev.approvals.outcome.Outcome.Returned.class);
    }

    @Test
    void selfApprovalIsRefusedAndSaid() {
        Caller.Answer answer = office.as("bob").decide(call(), "approve");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("SELF_APPROVAL");
        assertThat(answer.header("Content-Type")).contains("application/problem+json");
    }
}
