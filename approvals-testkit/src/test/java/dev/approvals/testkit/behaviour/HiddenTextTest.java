package dev.approvals.testkit.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.GatedTool;
import dev.approvals.audit.AuditEventType;
import dev.approvals.core.Approvals;
import dev.approvals.core.policy.Policies;
import dev.approvals.core.render.Card;
import dev.approvals.core.render.CardLimits;
import dev.approvals.core.render.TextCard;
import dev.approvals.outcome.Outcome;
import dev.approvals.policy.Policy;
import dev.approvals.policy.Verdict;
import dev.approvals.testkit.RecordedAudit;
import dev.approvals.testkit.TestReviewer;
import dev.approvals.tool.ToolSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** An agent that makes its arguments look like secrets hides them from rules; it must not get past them so. */
class HiddenTextTest {

    private static final Policy NO_DROP = Policies.firstMatch(Policies.when(
                            "no drop",
                            call -> String.valueOf(call.arguments().get("command", String.class))
                                    .contains("DROP"))
                    .deny("no drop"))
            .otherwise(Policy.always(Verdict.allow("rest", "harmless")));

    private final List<Object> ran = new ArrayList<>();

    private GatedTool tool(Approvals approvals) {
        ToolSpec spec = ToolSpec.named("run")
                .parameter("command", String.class)
                .sensitive("token", String.class)
                .build();
        return approvals.gate().tool(spec, claim -> ran.add(claim.arguments().get("command", String.class)));
    }

    @Test
    void whatAPatternHidFromARuleIsShownToAPerson() {
        TestReviewer carol = TestReviewer.denying("carol");
        try (Approvals approvals = Approvals.builder()
                .approver(carol)
                .policy(NO_DROP)
                .withoutAudit()
                .build()) {
            GatedTool run = tool(approvals);

            Outcome hidden = run.call(Map.of("command", "password=DROP;x", "token", "t0ken"));
            Outcome plain = run.call(Map.of("command", "SELECT 1", "token", "t0ken"));

            assertThat(hidden).isInstanceOf(Outcome.Refused.class);
            assertThat(plain).isInstanceOf(Outcome.Returned.class);
            assertThat(ran).containsExactly("SELECT 1");
            assertThat(carol.onlyRequest().terms().why()).contains("hidden from the rule, in command");
        }
    }

    @Test
    void theCardSaysThatSomethingIsHidden() {
        TestReviewer carol = TestReviewer.denying("carol");
        try (Approvals approvals =
                Approvals.builder().approver(carol).withoutAudit().build()) {
            tool(approvals).call(Map.of("command", "ls # -----BEGIN PRIVATE KEY-----\nrm -rf /", "token", "t0ken"));
        }
        Card card = Card.of(carol.onlyRequest(), CardLimits.standard());

        assertThat(String.join(" ", TextCard.lines(card, 200))).contains("looks like a secret and is hidden");
    }

    @Test
    void aFutureThatTimesOutForItsCallerRunsNothing() {
        try (House house = House.of(builder -> builder.decideAtDesk())) {
            CompletableFuture<String> left = house.tools.dump("x").orTimeout(50, TimeUnit.MILLISECONDS);

            house.awaitEvents(AuditEventType.APPROVAL_CANCELLED, 1);
            assertThat(left).isCompletedExceptionally();
            assertThat(house.approvals.desk().pending()).isEmpty();
        }
    }

    @Test
    void whatIsThrownIsToldToTheModelWithoutSecrets() {
        try (Approvals approvals = Approvals.builder()
                .decideAtDesk()
                .policy(Policy.always(Verdict.allow("all", "a test")))
                .withoutAudit()
                .build()) {
            GatedTool login = approvals
                    .gate()
                    .tool(
                            ToolSpec.named("login")
                                    .sensitive("token", String.class)
                                    .build(),
                            claim -> {
                                throw new IllegalStateException(
                                        "refused " + claim.arguments().get("token", String.class));
                            });

            assertThat(login.call(Map.of("token", "correct horse")).forModel())
                    .isEqualTo("Failed: refused [masked: sensitive]");
        }
    }

    @Test
    void observingTellsWhatWouldBeRefused() {
        RecordedAudit audit = new RecordedAudit();
        try (Approvals approvals = Approvals.builder().observe().audit(audit).build()) {
            approvals
                    .gate()
                    .tool(ToolSpec.named("drop").reviewers("dba").quorum(2).build(), claim -> "done")
                    .call(Map.of());
        }

        assertThat(audit.events())
                .filteredOn(event -> event.type().equals(AuditEventType.POLICY_EVALUATED))
                .singleElement()
                .satisfies(event -> assertThat(event.facts())
                        .containsEntry("verdict", "ask")
                        .containsEntry("code", "UNSATISFIABLE")
                        .containsEntry("held", "false"));
    }
}
