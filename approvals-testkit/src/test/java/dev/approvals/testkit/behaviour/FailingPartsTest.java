package dev.approvals.testkit.behaviour;

import static dev.approvals.testkit.ApprovalsAssertions.assertThat;
import static dev.approvals.testkit.ApprovalsAssertions.assertThatRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.Claim;
import dev.approvals.GatedTool;
import dev.approvals.ToolBody;
import dev.approvals.audit.AuditEventType;
import dev.approvals.call.ToolCall;
import dev.approvals.core.ApprovalsBuilder;
import dev.approvals.core.policy.Policies;
import dev.approvals.core.store.InMemoryApprovalStore;
import dev.approvals.core.time.Timekeeper;
import dev.approvals.outcome.Outcome;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.policy.Policy;
import dev.approvals.policy.Verdict;
import dev.approvals.review.Decision;
import dev.approvals.review.Directory;
import dev.approvals.review.Impact;
import dev.approvals.review.ImpactPreview;
import dev.approvals.testkit.RecordedAudit;
import dev.approvals.testkit.TestReviewer;
import dev.approvals.tool.Risk;
import dev.approvals.tool.ToolSpec;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Whatever part throws, hangs or returns nothing: the call does not run, and says why. Rows 20 and 37. */
class FailingPartsTest {

    private static ApprovalsBuilder approved(ApprovalsBuilder builder) {
        return builder.approver(TestReviewer.approving("alice"));
    }

    private static void assertRefused(Consumer<ApprovalsBuilder> part, RefusalCode code) {
        try (House house = House.of(builder -> part.accept(approved(builder)))) {
            assertThatRefused(() -> house.tools.drop("orders")).wasRefused(code);

            assertThat(house.workshop.runs).isEmpty();
            assertThat(house.audit).call("drop").wasRefused(code).neverStarted();
            assertThat(house.desk().pending()).isEmpty();
        }
    }

    @Test
    void row20APolicyThatThrows() {
        assertRefused(
                b -> b.policy(call -> {
                    throw new IllegalStateException("broken");
                }),
                RefusalCode.POLICY_FAILED);
    }

    @Test
    @SuppressWarnings("NullAway")
    void row20APolicyThatAnswersNull() {
        assertRefused(b -> b.policy(call -> null), RefusalCode.POLICY_FAILED);
    }

    @Test
    void row20APolicyThatNeverEnds() {
        assertRefused(b -> b.policy(call -> deep(call, 0)), RefusalCode.POLICY_FAILED);
        CountDownLatch never = new CountDownLatch(1);
        assertRefused(
                b -> b.policy(Policies.within(Duration.ofMillis(200), call -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return Verdict.allow("late", "too late to allow anything");
                })),
                RefusalCode.POLICY_FAILED);
    }

    private static Verdict deep(ToolCall call, int depth) {
        return deep(call, depth + 1);
    }

    @Test
    void row20APolicyThatAllowsACriticalToolHasItAskedAllTheSame() {
        try (House house = House.of(b ->
                b.approver(TestReviewer.denying("alice")).policy(Policy.always(Verdict.allow("anything", "goes"))))) {
            GatedTool wipe = house.gate()
                    .as(House.BOBS_AGENT)
                    .tool(ToolSpec.named("wipe").risk(Risk.CRITICAL).build(), claim -> "wiped");

            assertThat(wipe.call(Map.of())).wasRefused(RefusalCode.DENIED_BY_REVIEWER);
        }
    }

    @Test
    @SuppressWarnings("NullAway")
    void row20ADirectoryThatThrowsOrAnswersNull() {
        Directory throwing = account -> {
            throw new IllegalStateException("ldap is down");
        };
        Directory nulls = account -> null;
        assertRefused(b -> b.directory(throwing), RefusalCode.IDENTITY_FAILED);
        assertRefused(b -> b.directory(nulls), RefusalCode.IDENTITY_FAILED);
    }

    @Test
    void row20ADirectoryThatFailsWhenTheVoteComes() {
        boolean[] down = {false};
        Directory flaky = account -> {
            if (down[0]) {
                throw new IllegalStateException("ldap is down");
            }
            return House.PEOPLE.resolve(account);
        };
        TestReviewer alice = TestReviewer.later("alice");
        try (House house = House.of(b -> b.approver(alice).directory(flaky))) {
            House.Caller<String> caller = house.calling(() -> house.tools.drop("orders"));
            alice.awaitRequest();
            down[0] = true;

            assertThat(alice.approve()).wasRefused(RefusalCode.IDENTITY_FAILED);
            assertThat(caller.isWaiting()).isTrue();
            assertThat(house.workshop.runs).isEmpty();

            down[0] = false;
            assertThat(alice.decide(alice.onlyRequest(), Decision.Kind.APPROVE)).counted();
            caller.result();
        }
    }

    @Test
    @SuppressWarnings("NullAway")
    void row20AContextThatCannotBeTold() {
        assertRefused(
                b -> b.context(() -> {
                    throw new IllegalStateException("no tenant on this thread");
                }),
                RefusalCode.POLICY_FAILED);
        assertRefused(b -> b.context(() -> null), RefusalCode.POLICY_FAILED);
        try (House house = House.of(b -> approved(b).context(() -> {
            throw new IllegalStateException("no tenant on this thread");
        }))) {
            assertThatRefused(() -> house.tools.drop("orders"))
                    .wasRefused(RefusalCode.POLICY_FAILED)
                    .because("context(...)")
                    .because("no tenant on this thread");
        }
    }

    @Test
    void row20AnArgumentThatNobodyCouldSee() {
        try (House house = House.reviewedBy(TestReviewer.approving("alice"))) {
            GatedTool open = house.gate()
                    .as(House.BOBS_AGENT)
                    .tool(ToolSpec.named("open").anyArguments().build(), claim -> "done");

            Outcome outcome = open.call(Map.of("stream", new ByteArrayInputStream(new byte[3])));

            assertThat(outcome).wasRefused(RefusalCode.UNRENDERABLE).because("stream");
            assertThat(house.audit)
                    .call("open")
                    .wasRefused(RefusalCode.UNRENDERABLE)
                    .neverStarted();
        }
    }

    @Test
    void row20AStoreThatFailsAtAnyOperationNeverLetsACallRunTwiceOrUnapproved() {
        int operation = 1;
        boolean failed = true;
        while (failed) {
            FailingStore store = new FailingStore(new InMemoryApprovalStore(Timekeeper.system()), operation);
            TestReviewer alice = TestReviewer.approving("alice");
            try (House house = House.of(b -> b.approver(alice).store(store).decideWithin(Duration.ofSeconds(20)))) {
                House.Caller<String> caller = house.calling(() -> {
                    house.tools.drop("orders");
                });
                Object end = caller.end();

                boolean approved = house.audit.types().contains(AuditEventType.ACTION_STARTED);
                assertThat(house.workshop.runs.size())
                        .as("runs where operation %s failed, which ended with %s\n%s", operation, end, house.audit)
                        .isLessThanOrEqualTo(approved ? 1 : 0);
                if (end.equals("done")) {
                    assertThat(house.workshop.runs).hasSize(1);
                }
            }
            failed = store.failed();
            operation++;
        }
        assertThat(operation).as("operations that were tried").isGreaterThan(8);
    }

    /** A tool that says what it would do. */
    private record Previewed(ImpactPreview preview) implements ToolBody, ImpactPreview {
        @Override
        public Object run(Claim claim) {
            return "done";
        }

        @Override
        public Impact preview(ToolCall call) {
            return preview.preview(call);
        }
    }

    private static TestReviewer reviewerOf(ImpactPreview preview, RecordedAudit audit) {
        TestReviewer alice = TestReviewer.approving("alice");
        try (House house = House.of(audit, b -> b.approver(alice))) {
            ToolSpec spec = ToolSpec.named("export")
                    .parameter("rows", int.class)
                    .sensitive("token", String.class)
                    .build();
            assertThat(house.gate()
                            .as(House.BOBS_AGENT)
                            .tool(spec, new Previewed(preview))
                            .call(Map.of("rows", 5, "token", "hunter2hunter2")))
                    .returned("done");
        }
        return alice;
    }

    @Test
    void row37APreviewSeesTheMaskedCallOnAnotherThreadBeforeAnybodyApproves() {
        Thread here = Thread.currentThread();
        RecordedAudit audit = new RecordedAudit();
        List<String> seen = new CopyOnWriteArrayList<>();

        TestReviewer alice = reviewerOf(
                call -> {
                    seen.add(call.arguments().json() + call.arguments().asMap() + call.summary());
                    seen.add(String.valueOf(Thread.currentThread() == here));
                    seen.add(audit.types().toString());
                    return Impact.of("rows leaving", call.arguments().get("rows", Integer.class));
                },
                audit);

        assertThat(seen.get(0)).contains("rows").doesNotContain("hunter2");
        assertThat(seen.get(1)).isEqualTo("false");
        assertThat(seen.get(2)).doesNotContain("approval.decided").doesNotContain("action.started");
        assertThat(alice.onlyRequest().briefing().impact()).isEqualTo(Impact.of("rows leaving", 5));
        assertThat(alice.onlyRequest().briefing().impactMissing()).isEmpty();
    }

    @Test
    void row37APreviewThatFailsIsSaidAndTheCallIsAskedAllTheSame() {
        TestReviewer alice = reviewerOf(
                call -> {
                    throw new IllegalStateException("no read-only connection");
                },
                new RecordedAudit());

        assertThat(alice.onlyRequest().briefing().impact()).isEqualTo(Impact.NONE);
        assertThat(alice.onlyRequest().briefing().impactMissing()).isPresent();
    }

    @Test
    void row37APreviewThatHangsIsBoundedAndTheCallIsAskedAllTheSame() {
        CountDownLatch never = new CountDownLatch(1);

        TestReviewer alice = reviewerOf(
                call -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return Impact.NONE;
                },
                new RecordedAudit());

        assertThat(alice.onlyRequest().briefing().impactMissing()).isPresent();
    }

    @Test
    @SuppressWarnings("NullAway")
    void row37APreviewThatSaysNothingOrTooMuchIsBounded() {
        TestReviewer alice = reviewerOf(call -> null, new RecordedAudit());
        assertThat(alice.onlyRequest().briefing().impact()).isEqualTo(Impact.NONE);

        Impact[] large = {Impact.NONE};
        for (int i = 0; i < 1_000; i++) {
            large[0] = large[0].and("effect " + i, "x".repeat(10_000));
        }
        TestReviewer dora = reviewerOf(call -> large[0], new RecordedAudit());
        assertThat(dora.onlyRequest().briefing().impact().toString()).hasSizeLessThan(1_000_000);
    }
}
