package dev.approvals.testkit.behaviour;

import static dev.approvals.testkit.ApprovalsAssertions.assertThat;
import static dev.approvals.testkit.ApprovalsAssertions.assertThatRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.GatedTool;
import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.policy.Assurance;
import dev.approvals.policy.Policy;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.policy.Scope;
import dev.approvals.policy.Verdict;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Grant;
import dev.approvals.review.Reviewer;
import dev.approvals.testkit.TestReviewer;
import dev.approvals.tool.Risk;
import dev.approvals.tool.ToolSpec;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** "Approve this and the like for half an hour": an approval that covers further calls. */
class CoveredCallsTest {

    private static final Scope FIVE = Scope.EQUAL.uses(5);
    private static final Verdict WIDE =
            Verdict.ask(ReviewPlan.ofTool().permitGrants(Scope.EQUAL.differing("tables")), "wide", "any tables");

    private static TestReviewer alice(Scope scope) {
        return TestReviewer.approving("alice").covering(scope);
    }

    private static int count(House house, String table) {
        return house.tools.count(List.of(table));
    }

    private static Grant only(House house) {
        List<Grant> grants = house.desk().grants();
        assertThat(grants).hasSize(1);
        return grants.get(0);
    }

    @Test
    void equalCallsAreCoveredAndNobodyIsAsked() {
        TestReviewer alice = alice(FIVE);
        try (House house = House.reviewedBy(alice)) {
            for (int i = 0; i < 5; i++) {
                assertThat(count(house, "orders")).isEqualTo(1);
            }

            assertThat(alice.seen()).hasSize(1);
            assertThat(house.workshop.runs).hasSize(5);
            assertThat(house.audit).call("count", 2).wasCovered().ran();
            assertThat(house.workshop.claims.get(1).orElseThrow().votes())
                    .as("who let it run")
                    .extracting(vote -> vote.person())
                    .containsExactly("alice");
            count(house, "orders");
            assertThat(alice.seen()).as("the uses are spent").hasSize(2);
        }
    }

    @Test
    void theAuditTellsOfIssueUseAndEndInALifeOfItsOwn() {
        try (House house = House.reviewedBy(alice(Scope.EQUAL.uses(3)))) {
            count(house, "orders");
            Grant grant = only(house);
            count(house, "orders");
            count(house, "orders");
            house.awaitEvents(AuditEventType.GRANT_EXPIRED, 1);

            assertThat(house.audit.types(grant.id()))
                    .containsExactly(
                            AuditEventType.GRANT_ISSUED,
                            AuditEventType.GRANT_USED,
                            AuditEventType.GRANT_USED,
                            AuditEventType.GRANT_EXPIRED);
            assertThat(house.desk().history(grant.id())).isEqualTo(house.audit.events(grant.id()));
            List<AuditEvent> used = house.audit.events(AuditEventType.GRANT_USED);
            String second = house.audit.callIds().get(1);
            assertThat(used.get(0).fact("call")).isEqualTo(second);
            assertThat(house.audit)
                    .callWithId(second)
                    .hasFact(AuditEventType.ACTION_STARTED, "grant", grant.id())
                    .told(AuditEventType.ACTION_STARTED, AuditEventType.ACTION_COMPLETED);
            assertThat(house.audit.types().indexOf(AuditEventType.GRANT_USED))
                    .as("the use is taken first")
                    .isLessThan(house.audit
                            .events()
                            .indexOf(house.audit.events(second).get(2)));
            assertThat(house.desk().grants()).isEmpty();
        }
    }

    @Test
    void aGrantIsListedWithWhatItCoversAndWhoGaveIt() {
        try (House house = House.reviewedBy(alice(FIVE))) {
            count(house, "orders");

            Grant grant = only(house);

            assertThat(grant.tool()).isEqualTo("count");
            assertThat(grant.summary()).contains("orders");
            assertThat(grant.requester()).isEqualTo(House.BOBS_AGENT);
            assertThat(grant.usesLeft()).isEqualTo(4);
            assertThat(grant.scope()).isEqualTo(FIVE);
            assertThat(grant.votes()).extracting(vote -> vote.person()).containsExactly("alice");
        }
    }

    @Test
    void anotherArgumentRequesterContextOrToolIsAsked() {
        AtomicReference<String> tenant = new AtomicReference<>("north");
        TestReviewer alice = alice(FIVE);
        try (House house = House.of(builder -> builder.approver(alice).context(() -> Map.of("tenant", tenant.get())))) {
            count(house, "orders");

            count(house, "customers");
            house.wrap(Requester.agent("db-copilot")
                            .actingFor(Principal.local("carol"))
                            .in("chat-7"))
                    .count(List.of("orders"));
            house.wrap(House.BOBS_AGENT.startedBy(Principal.local("carol"))).count(List.of("orders"));
            tenant.set("south");
            count(house, "orders");
            house.tools.drop("orders");

            assertThat(alice.seen()).hasSize(6);
            assertThat(house.audit.events(AuditEventType.GRANT_USED)).isEmpty();
        }
    }

    @Test
    void whatMayDifferMayDifferAndTheRestMayNot() {
        TestReviewer alice = alice(FIVE.differing("rows"));
        Policy policy = Policy.always(
                Verdict.ask(ReviewPlan.ofTool().permitGrants(Scope.EQUAL.differing("rows")), "wide", "any rows"));
        try (House house = House.of(builder -> builder.approver(alice).policy(policy))) {
            export(house, "monthly", "orders", 5);
            export(house, "another reason", "orders", 7);
            assertThat(alice.seen()).hasSize(1);

            export(house, "monthly", "customers", 5);
            assertThat(alice.seen()).hasSize(2);
        }
    }

    private static void export(House house, String why, String table, int rows) {
        try {
            house.tools.export(why, table, rows, "https://files.example.test", "t0ken");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aScopeWiderThanWhatTheApproverWasShownDoesNotCount() {
        TestReviewer alice = TestReviewer.later("alice").covering(FIVE.differing("tables"));
        try (House house = House.reviewedBy(alice)) {
            house.calling(() -> count(house, "orders"));
            house.audit.await(AuditEventType.APPROVAL_NOTIFIED);

            assertThat(alice.approve()).wasRefused(RefusalCode.SCOPE_TOO_WIDE);

            assertThat(house.desk().grants()).isEmpty();
        }
    }

    @Test
    void row24CriticalCallsAreNeverCovered() {
        TestReviewer alice =
                TestReviewer.later("alice").saying("the table is empty").covering(FIVE);
        try (House house = House.of(builder -> builder.approver(alice).policy(Policy.always(WIDE)))) {
            GatedTool wipe = house.gate()
                    .as(House.BOBS_AGENT)
                    .tool(ToolSpec.named("wipe").risk(Risk.CRITICAL).build(), claim -> "wiped");
            house.calling(() -> wipe.call(Map.of()));
            house.audit.await(AuditEventType.APPROVAL_NOTIFIED);

            assertThat(alice.approve()).wasRefused(RefusalCode.SCOPE_TOO_WIDE);

            assertThat(house.desk().grants()).isEmpty();
        }
    }

    @Test
    void row9NobodyBehindTheCallsGivesOrEndsTheirGrantUnderWhateverAlias() {
        TestReviewer alice = TestReviewer.later("alice").covering(FIVE);
        Reviewer bobInChat = new Reviewer(new Principal("slack:T1", "U-bob"), Assurance.CHAT_PLATFORM);
        try (House house = House.reviewedBy(alice)) {
            House.Caller<Integer> caller = house.calling(() -> count(house, "orders"));
            house.audit.await(AuditEventType.APPROVAL_NOTIFIED);
            ApprovalRequest request = house.pending();

            assertThat(house.desk().decide(request.approve(bobInChat, "").covering(FIVE)))
                    .wasRefused(RefusalCode.SELF_APPROVAL);
            assertThat(house.desk().grants()).isEmpty();
            alice.approve();
            caller.result();

            assertThat(house.desk().revoke(only(house).id(), bobInChat, "")).wasRefused(RefusalCode.SELF_APPROVAL);
        }
    }

    @Test
    void withAQuorumAGrantCoversWhatEverybodyMeant() {
        TestReviewer alice = TestReviewer.later("alice").covering(Scope.EQUAL.uses(9));
        TestReviewer carol = TestReviewer.later("carol").covering(Scope.EQUAL.uses(3));
        try (House house = House.reviewedBy(alice, carol)) {
            House.Caller<String> first = house.calling(() -> house.tools.grant("reader", "eve"));
            house.awaitEvents(AuditEventType.APPROVAL_NOTIFIED, 2);
            alice.approve();
            assertThat(house.desk().grants()).as("nothing before the quorum").isEmpty();
            carol.approve();
            first.result();

            assertThat(only(house).usesLeft()).isEqualTo(2);
            assertThat(house.tools.grant("reader", "eve")).isEqualTo("granted reader");
        }
    }

    @Test
    void aDenialOfJustThisCallOutweighsAGrantForItsLikes() {
        TestReviewer alice = TestReviewer.later("alice").covering(FIVE.differing("tables"));
        try (House house = House.of(builder -> builder.approver(alice).policy(Policy.always(WIDE)))) {
            House.Caller<Integer> denied = house.calling(() -> count(house, "customers"));
            house.awaitEvents(AuditEventType.APPROVAL_NOTIFIED, 1);
            alice.deny();
            denied.failure();
            House.Caller<Integer> approved = house.calling(() -> count(house, "orders"));
            house.awaitEvents(AuditEventType.APPROVAL_NOTIFIED, 2);
            alice.approve();
            approved.result();

            assertThat(count(house, "invoices")).isEqualTo(1);
            assertThatRefused(() -> count(house, "customers")).wasRefused(RefusalCode.DENIED_BY_REVIEWER);
        }
    }

    @Test
    void aCallThatMayRunLaterRunsAtOnceWhereItIsCovered() {
        TestReviewer alice = alice(FIVE);
        try (House house = House.reviewedBy(alice)) {
            for (int i = 0; i < 3; i++) {
                assertThat(house.tools.mail("reason " + i, "eve", "all good")).isEqualTo("mailed eve");
            }
            assertThat(alice.seen()).hasSize(1);
            assertThat(house.handedBack).isEmpty();
        }
    }

    @Test
    void futuresAreCoveredToo() throws Exception {
        TestReviewer alice = alice(FIVE);
        try (House house = House.reviewedBy(alice)) {
            house.tools.dump("orders").get();

            assertThat(house.tools.dump("orders").get()).isEqualTo("dumped orders");
            assertThat(alice.seen()).hasSize(1);
        }
    }

    @Test
    void aRepetitionOfACoveredCallGetsItsResultAndDoesNotRunAgain() {
        try (House house = House.reviewedBy(alice(FIVE))) {
            Tools first = house.wrap(House.BOBS_AGENT.toolCall("call_1"));
            Tools second = house.wrap(House.BOBS_AGENT.toolCall("call_2"));
            first.mail("a", "eve", "all good");
            second.mail("b", "eve", "all good");

            assertThat(first.mail("a", "eve", "all good")).isEqualTo("mailed eve");
            assertThat(second.mail("b", "eve", "all good")).isEqualTo("mailed eve");
            assertThat(house.workshop.runs).hasSize(2);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.approvals.testkit.behaviour.Racers#kinds")
    void racingForTheLastUsesExactlySoManyRun(ThreadFactory threads) {
        int uses = 10;
        TestReviewer alice =
                TestReviewer.later("alice").covering(Scope.EQUAL.uses(uses).differing("tables"));
        try (House house = House.of(builder -> builder.approver(alice).policy(Policy.always(WIDE)))) {
            House.Caller<Integer> first = house.calling(() -> count(house, "first"));
            house.audit.await(AuditEventType.APPROVAL_NOTIFIED);
            alice.approve();
            first.result();
            Racers racers = new Racers(threads);
            IntStream.range(0, 24).forEach(i -> racers.add(() -> house.calling(() -> count(house, "table-" + i))));
            racers.run();

            house.awaitEvents(AuditEventType.APPROVAL_REQUESTED, 1 + 24 - (uses - 1));
            house.awaitEvents(AuditEventType.ACTION_COMPLETED, uses);

            assertThat(house.workshop.runs).hasSize(uses);
            assertThat(house.audit.events(AuditEventType.GRANT_USED)).hasSize(uses - 1);
        }
    }
}
