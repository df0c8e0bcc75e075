package dev.approvals.testkit.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.call.Requester;
import dev.approvals.call.ToolCall;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Decision;
import dev.approvals.review.RequestStatus;
import dev.approvals.review.Reviewer;
import dev.approvals.tool.Reason;
import dev.approvals.tool.RequiresApproval;
import dev.approvals.tool.Risk;
import dev.approvals.tool.Sensitive;
import java.io.InputStream;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TestCallTest {

    @Test
    void aCallHoldsWhatWasSaidOfIt() {
        ToolCall call = TestCall.of("export")
                .with("table", "customers")
                .with("rows", 5_000)
                .with("until", LocalDate.of(2026, 1, 31))
                .with("note", String.class, null)
                .because("the monthly report")
                .risk(Risk.HIGH)
                .reviewers(2, "dba")
                .context("tenant", "acme")
                .call();

        assertThat(call.tool().name()).isEqualTo("export");
        assertThat(call.risk()).isEqualTo(Risk.HIGH);
        assertThat(call.tool().quorum()).isEqualTo(2);
        assertThat(call.tool().reviewers()).containsExactly("dba");
        assertThat(call.arguments().names()).containsExactly("table", "rows", "until", "note", "reason");
        assertThat(call.arguments().get("rows", Integer.class)).isEqualTo(5_000);
        assertThat(call.arguments().get("until", LocalDate.class)).isEqualTo("2026-01-31");
        assertThat(call.arguments().get("note", String.class)).isNull();
        assertThat(call.reason()).contains("the monthly report");
        assertThat(call.context()).containsEntry("tenant", "acme");
        assertThat(call.requester()).isEqualTo(TestCall.BOB);
        assertThat(call.summary()).contains("export", "customers", "5000");
        assertThat(call.digest()).hasSize(64);
    }

    @Test
    void sensitiveValuesAndKnownSecretsAreMaskedEverywhere() {
        ToolCall call = TestCall.of("login")
                .sensitive("token", "hunter2hunter2")
                .with("headers", List.of("Authorization: Bearer abcdefghijklmnop1234567890"))
                .call();

        String all = call
                + call.summary()
                + call.arguments().asMap()
                + call.arguments().json();
        assertThat(all).doesNotContain("hunter2").doesNotContain("abcdefghijklmnop");
        assertThat(call.arguments().get("token", String.class)).isNotNull();
        assertThatThrownBy(() -> call.arguments().get("token", Integer.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("masked");
    }

    @Test
    void anArgumentThatIsNotThereOrOfAnotherTypeIsNamed() {
        ToolCall call = TestCall.of("export").with("rows", 5).call();

        assertThatThrownBy(() -> call.arguments().get("row", Integer.class))
                .hasMessageContaining("no argument `row`")
                .hasMessageContaining("rows");
        assertThatThrownBy(() -> call.arguments().get("rows", String.class)).hasMessageContaining("rows");
    }

    interface SnapshotTools {
        @RequiresApproval(value = "Export {rows} rows of {table}", risk = Risk.HIGH, reviewers = "dba")
        String export(@Reason String why, String table, int rows, @Sensitive String token);

        @RequiresApproval
        void drop(String table);

        List<String> tables();
    }

    @Test
    void aCallOfAnAnnotatedMethodIsWhatItsAnnotationsSay() {
        ToolCall call = TestCall.of(SnapshotTools.class, "export", "monthly", "orders", 5, "hunter2hunter2")
                .context("tenant", "acme")
                .call();

        assertThat(call.summary()).isEqualTo("Export 5 rows of orders");
        assertThat(call.risk()).isEqualTo(Risk.HIGH);
        assertThat(call.reason()).contains("monthly");
        assertThat(call.tool().reviewers()).containsExactly("dba");
        assertThat(call.arguments().get("rows", Integer.class)).isEqualTo(5);
        assertThat(call.arguments().json()).doesNotContain("hunter2");
    }

    @Test
    void anAnnotatedMethodIsNamedRightCalledRightAndNotDescribedAnew() {
        assertThatThrownBy(() -> TestCall.of(SnapshotTools.class, "import"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 gated methods named import");
        assertThatThrownBy(() -> TestCall.of(SnapshotTools.class, "export", "monthly"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("export has 4 parameters, and there are 1 arguments");
        assertThatThrownBy(() -> TestCall.of(SnapshotTools.class, "export", "m", "orders", 5, "t")
                        .risk(Risk.LOW))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("its annotations say");
    }

    @Test
    void twoCallsHaveTwoIdsAndEqualCallsOneDigest() {
        ToolCall one = TestCall.of("export").with("rows", 5).call();
        ToolCall same = TestCall.of("export").with("rows", 5).call();
        ToolCall other = TestCall.of("export").with("rows", 6).call();

        assertThat(one.id()).isNotEqualTo(same.id());
        assertThat(one.digest()).isEqualTo(same.digest()).isNotEqualTo(other.digest());
    }

    @Test
    void whatNoReviewerCouldSeeMakesNoCall() {
        assertThatThrownBy(() -> TestCall.of("export")
                        .with("stream", InputStream.nullInputStream())
                        .call())
                .isInstanceOf(RuntimeException.class)
                .hasMessageContaining("stream");
    }

    @Test
    void aRequestIsPendingWithAWholePlanAndMakesDecisionsOfItsOwn() {
        ApprovalRequest request = TestCall.of("export")
                .because("the monthly report")
                .by(Requester.agent("night-job"))
                .plan(ReviewPlan.of(2, "dba").decideWithin(Duration.ofMinutes(1)))
                .round(3)
                .request();

        assertThat(request.progress().status()).isEqualTo(RequestStatus.PENDING);
        assertThat(request.level().people()).isEqualTo(2);
        assertThat(request.level().seats().get(0).groups()).isEqualTo(Set.of("dba"));
        assertThat(request.terms().plan().useWithin()).isPresent();
        assertThat(request.terms().decideBy()).isEqualTo(request.call().at().plusSeconds(60));
        assertThat(request.briefing().claim()).contains("the monthly report");
        Decision decision = request.approve(Reviewer.named("alice"), "");
        assertThat(decision.round()).isEqualTo(3);
        assertThat(decision.digest()).isEqualTo(request.call().digest());
    }

    @Test
    void aRequestWithoutPlanAsksTheToolsOwnReviewers() {
        ApprovalRequest request = TestCall.of("export").reviewers(2, "dba").request();

        assertThat(request.level().describe()).isEqualTo("2 of dba");
    }
}
