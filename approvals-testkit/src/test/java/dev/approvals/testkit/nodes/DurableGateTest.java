package dev.approvals.testkit.nodes;

import static dev.approvals.testkit.ApprovalsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.ApprovalGate;
import dev.approvals.audit.AuditEventType;
import dev.approvals.core.Approvals;
import dev.approvals.core.ApprovalsBuilder;
import dev.approvals.core.approver.DeskApprover;
import dev.approvals.outcome.Outcome;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.tool.RequiresApproval;
import dev.approvals.tool.Sensitive;
import dev.approvals.tool.ToolSpec;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a gate on a durable store demands, keeps and forgets. */
class DurableGateTest {

    private final Cluster cluster = Cluster.ofOne();

    @AfterEach
    void close() {
        cluster.close();
    }

    /** A tool that could not run later without its secret. */
    interface Secretive {
        @RequiresApproval(runLater = true)
        String send(String to, @Sensitive String token);
    }

    private ApprovalsBuilder builder() {
        return Approvals.builder()
                .clock(cluster.clock)
                .approver(new DeskApprover())
                .store(cluster.store());
    }

    @Test
    void aDurableStoreNeedsKeys() {
        assertThatThrownBy(() -> builder().build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("durable store needs keys")
                .hasMessageContaining("StoreKeys.fromEnvironment()")
                .hasMessageContaining("APPROVALS_KEY");
    }

    @Test
    void row43WithoutACipherAToolThatTakesSecretsAndRunsLaterIsRefusedWhenItIsWrappedOrRegistered() {
        try (Approvals approvals = builder().keys(cluster.keys).build()) {
            ApprovalGate gate = approvals.gate();
            ToolSpec spec = ToolSpec.named("send")
                    .sensitive("token", String.class)
                    .runLater(true)
                    .build();

            assertThatThrownBy(() -> gate.wrap(Secretive.class, (to, token) -> "sent"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("send")
                    .hasMessageContaining("sensitive parameter token")
                    .hasMessageContaining("cipher(")
                    .hasMessageContaining("leave out runLater");
            assertThatThrownBy(() -> gate.tool(spec, claim -> "sent"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("sensitive parameter token");
            assertThat(gate.tool("send")).isEmpty();
        }
    }

    @Test
    void row43WithoutACipherACallWithAMaskedValueThatWouldRunLaterIsRefusedAtOnce() {
        try (Approvals approvals = builder().keys(cluster.keys).build()) {
            approvals.gate().tool(Node.MAIL, claim -> "sent");

            Outcome outcome = approvals
                    .gate()
                    .tool("mail")
                    .orElseThrow()
                    .call(Map.of("to", "Authorization: Bearer abcdefghijklmnopqrstuvwxyz0123456789"));

            assertThat(outcome).wasRefused(RefusalCode.STORE_FAILED).because("without a cipher");
            assertThat(approvals.desk().pending()).isEmpty();
        }
    }

    @Test
    void whatEndedLongAgoIsForgotten() {
        Node one = cluster.start("one", builder -> builder.keepEnded(Duration.ofDays(1)))
                .with(Node.MAIL);
        String old = one.submit(Node.MAIL, "customer");
        one.deny(old);
        // How long it is kept counts from its last change: when both the host and the caller have its end in writing.
        cluster.until("the end to be delivered twice", () -> deliveries(one, old) == 2);
        assertThat(one.approvals.desk().find(old)).isPresent();

        cluster.clock.advance(Duration.ofDays(2));
        String young = one.submitAnother(Node.MAIL, "another customer", 2);
        one.deny(young);
        cluster.until(
                "the old one to be forgotten",
                () -> one.approvals.desk().find(old).isEmpty());

        assertThat(one.approvals.desk().find(young)).isPresent();
    }

    private static long deliveries(Node node, String requestId) {
        return node.approvals.desk().history(requestId).stream()
                .filter(event -> event.type().equals(AuditEventType.OUTCOME_DELIVERED))
                .count();
    }
}
