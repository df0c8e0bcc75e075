package dev.approvals.http.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.core.Approvals;
import dev.approvals.http.exchange.Response;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Decision;
import dev.approvals.review.Reviewer;
import dev.approvals.testkit.ManualTimekeeper;
import dev.approvals.tool.RequiresApproval;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Figures of a real gate. */
class MeasuresTest {

    private static final String CANARY = "canary-4711";

    interface Mail {
        @RequiresApproval
        String send(String to);
    }

    private final Measures measures = new Measures();
    private final ManualTimekeeper clock = ManualTimekeeper.create();

    private String read() {
        Response response = measures.read();
        return new String(((Response.Content.Whole) response.content()).body(), StandardCharsets.UTF_8);
    }

    private Decision answer(ApprovalRequest request) {
        clock.advance(Duration.ofSeconds(40));
        return request.approve(Reviewer.named("alice"), CANARY);
    }

    @Test
    void aCallIsCountedFromItsRequestToItsEndAndNothingOfItIsKept() {
        try (Approvals approvals = Approvals.builder()
                .clock(clock)
                .approver(this::answer)
                .audit(measures)
                .build()) {
            approvals
                    .gate()
                    .as(Requester.agent("copilot").actingFor(Principal.local("bob")))
                    .wrap(Mail.class, to -> "sent")
                    .send(CANARY);
        }

        assertThat(read())
                .contains("approvals_events_total{type=\"approval.requested\"} 1.0\n")
                .contains("approvals_decisions_total{decision=\"APPROVE\",tool=\"send\"} 1.0\n")
                .contains("approvals_actions_total{ended=\"returned\",tool=\"send\"} 1.0\n")
                .contains("approvals_review_seconds_sum 40.0\n")
                .contains("approvals_review_seconds_bucket{le=\"60.0\"} 1\n")
                .contains("approvals_review_seconds_bucket{le=\"15.0\"} 0\n")
                .doesNotContain(CANARY);
    }

    @Test
    void aGaugeIsReadWhenTheFiguresAre() {
        measures.gauge("approvals_viewers", "People who look at the inbox now", () -> 3);

        assertThat(read()).contains("approvals_viewers 3.0\n");
    }
}
