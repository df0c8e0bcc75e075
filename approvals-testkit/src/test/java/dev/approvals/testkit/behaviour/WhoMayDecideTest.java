package dev.approvals.testkit.behaviour;

import static dev.approvals.testkit.ApprovalsAssertions.assertThat;
import static dev.approvals.testkit.ApprovalsAssertions.assertThatRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.audit.AuditEventType;
import dev.approvals.audit.AuditSink;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.core.directory.StaticDirectory;
import dev.approvals.core.policy.LivePolicy;
import dev.approvals.core.policy.Policies;
import dev.approvals.outcome.ApprovalException;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.policy.Assurance;
import dev.approvals.policy.Level;
import dev.approvals.policy.Policy;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.policy.Seats;
import dev.approvals.policy.Verdict;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Decision;
import dev.approvals.review.Directory;
import dev.approvals.review.Person;
import dev.approvals.review.Receipt;
import dev.approvals.review.RequestStatus;
import dev.approvals.review.Reviewer;
import dev.approvals.testkit.TestReviewer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Whose vote counts, and for what: the rows 6, 9 to 12, 30 and 35 of the threat table. */
class WhoMayDecideTest {

    private final TestReviewer channel = TestReviewer.never();

    private Receipt vote(House house, Decision decision) {
        house.audit.await(AuditEventType.APPROVAL_NOTIFIED);
        return channel.desk().decide(decision);
    }

    private static Reviewer account(String issuer, String subject) {
        return new Reviewer(new Principal(issuer, subject), Assurance.CHAT_PLATFORM);
    }

    @Test
    void row6TheSameDecisionAgainGetsTheSameAnswerAndChangesNothing() {
        try (House house = House.reviewedBy(channel)) {
            House.Caller<String> caller = house.calling(() -> house.tools.grant("admin", "eve"));
            ApprovalRequest request = channel.awaitRequest();
            Decision approval = request.approve(House.ALICE, "");

            Receipt first = vote(house, approval);
            Receipt again = vote(house, approval);

            assertThat(first).counted().leaves(RequestStatus.PENDING);
            assertThat(again).counted().leaves(RequestStatus.PENDING);
            assertThat(house.audit.events(AuditEventType.APPROVAL_DECIDED)).hasSize(1);
            assertThat(house.pending().progress().votes()).hasSize(1);
            assertThat(vote(house, request.approve(House.CAROL, ""))).leaves(RequestStatus.APPROVED);
            assertThat(caller.result()).isEqualTo("granted admin");
            assertThat(vote(house, approval)).counted().leaves(RequestStatus.ENDED);
            assertThat(house.workshop.runs).hasSize(1);
        }
    }

    @Test
    void row6ADecisionOnAnotherRequestDigestOrRoundChangesNothingAndIsAnswered() {
        try (House house = House.reviewedBy(channel)) {
            House.Caller<String> caller = house.calling(() -> house.tools.drop("orders"));
            ApprovalRequest request = channel.awaitRequest();
            String digest = request.call().digest();

            assertThat(vote(house, new Decision("nothing", 0, digest, Decision.Kind.APPROVE, House.ALICE, "")))
                    .wasRefused(RefusalCode.UNKNOWN_REQUEST);
            assertThat(vote(
                            house,
                            new Decision(request.id(), 0, "0".repeat(64), Decision.Kind.APPROVE, House.ALICE, "")))
                    .wasRefused(RefusalCode.WRONG_DIGEST);
            assertThat(vote(house, new Decision(request.id(), 1, digest, Decision.Kind.APPROVE, House.ALICE, "")))
                    .wasRefused(RefusalCode.WRONG_ROUND);

            assertThat(caller.isWaiting()).isTrue();
            assertThat(house.pending().progress().votes()).isEmpty();
            assertThat(vote(house, request.approve(House.ALICE, ""))).counted();
            caller.result();
        }
    }

    @Test
    void row6AVoteOfAnEarlierRoundIsStale() {
        try (House house = House.of(b -> b.approver(channel).escalateTo(1, "security"))) {
            House.Caller<String> caller = house.calling(() -> house.tools.drop("orders"));
            ApprovalRequest first = channel.awaitRequest();
            vote(house, first.escalate(House.ALICE, "above me"));
            ApprovalRequest second = channel.awaitRequests(2).get(1);
            house.awaitEvents(AuditEventType.APPROVAL_NOTIFIED, 2);

            assertThat(second.progress().round()).isEqualTo(1);
            assertThat(second.progress().level()).isEqualTo(1);
            assertThat(vote(house, first.approve(House.ALICE, ""))).wasRefused(RefusalCode.NOT_ELIGIBLE);
            assertThat(vote(house, first.approve(Reviewer.named("erin"), ""))).wasRefused(RefusalCode.WRONG_ROUND);
            assertThat(vote(house, second.approve(Reviewer.named("erin"), ""))).counted();
            caller.result();
        }
    }

    @Test
    void row6AnEscalationVoidsTheVotesOfTheRoundBefore() {
        Policy twice = Policy.always(
                Verdict.ask(ReviewPlan.of(2, "dba").then(2, "dba", "security"), "two levels of two", "it is grave"));
        Reviewer erin = Reviewer.named("erin");
        try (House house = House.of(b -> b.approver(channel).policy(twice))) {
            House.Caller<String> caller = house.calling(() -> house.tools.drop("orders"));
            ApprovalRequest first = channel.awaitRequest();
            assertThat(vote(house, first.approve(erin, ""))).counted();
            assertThat(vote(house, first.escalate(House.ALICE, ""))).counted();
            ApprovalRequest second = channel.awaitRequests(2).get(1);
            house.awaitEvents(AuditEventType.APPROVAL_NOTIFIED, 2);

            assertThat(second.progress().votes()).isEmpty();
            assertThat(vote(house, second.approve(House.CAROL, ""))).counted().leaves(RequestStatus.PENDING);
            assertThat(house.workshop.runs).isEmpty();
            assertThat(vote(house, second.approve(erin, "again"))).counted().leaves(RequestStatus.APPROVED);
            caller.result();
        }
    }

    @Test
    void row9NobodyBehindTheCallDecidesOnItUnderWhateverAccount() {
        Requester requester = House.BOBS_AGENT.startedBy(Principal.local("carol"));
        try (House house = House.reviewedBy(channel)) {
            Tools tools = house.wrap(requester);
            House.Caller<String> caller = house.calling(() -> tools.grant("admin", "eve"));
            ApprovalRequest request = channel.awaitRequest();

            assertThat(vote(house, request.approve(House.BOB, "it is mine"))).wasRefused(RefusalCode.SELF_APPROVAL);
            assertThat(vote(house, request.approve(account("slack:T1", "U-bob"), "another account")))
                    .wasRefused(RefusalCode.SELF_APPROVAL);
            assertThat(vote(house, request.approve(House.CAROL, "I started the session")))
                    .wasRefused(RefusalCode.SELF_APPROVAL);
            assertThat(vote(house, request.deny(House.BOB, "nor deny"))).wasRefused(RefusalCode.SELF_APPROVAL);

            assertThat(house.pending().progress().votes()).isEmpty();
            assertThat(house.audit.events(AuditEventType.APPROVAL_REFUSED)).hasSize(4);
            caller.interrupt();
            caller.failure();
        }
    }

    @Test
    void row9AgentsNeverDecideWhateverTheDirectorySays() {
        Directory everyone = account -> Optional.of(new Person(account.subject(), Set.of("dba")));
        try (House house = House.of(b -> b.approver(channel).directory(everyone))) {
            House.Caller<String> caller = house.calling(() -> house.tools.drop("orders"));
            ApprovalRequest request = channel.awaitRequest();

            assertThat(vote(house, request.approve(account(Principal.AGENT, "reviewer-bot"), "")))
                    .wasRefused(RefusalCode.UNKNOWN_REVIEWER)
                    .says("Agents");
            caller.interrupt();
            caller.failure();
        }
    }

    @Test
    void row10WhoMayNotDecideIsRefusedAtEachClickAndToldSo() {
        try (House house = House.reviewedBy(channel)) {
            House.Caller<String> caller = house.calling(() -> house.tools.drop("orders"));
            ApprovalRequest request = channel.awaitRequest();

            assertThat(vote(house, request.approve(House.CAROL, "")))
                    .wasRefused(RefusalCode.NOT_ELIGIBLE)
                    .says("dba");
            assertThat(vote(house, request.deny(House.CAROL, ""))).wasRefused(RefusalCode.NOT_ELIGIBLE);
            assertThat(vote(house, request.escalate(House.CAROL, ""))).wasRefused(RefusalCode.NOT_ELIGIBLE);
            assertThat(vote(house, request.approve(Reviewer.named("mallory"), "")))
                    .wasRefused(RefusalCode.UNKNOWN_REVIEWER);
            assertThat(house.audit.events(AuditEventType.APPROVAL_REFUSED))
                    .hasSize(4)
                    .allSatisfy(event -> assertThat(event.fact("reviewer")).isNotBlank());

            assertThat(vote(house, request.approve(House.ALICE, ""))).counted();
            caller.result();
        }
    }

    @Test
    void row10AReviewerWhoIsNotKnownWellEnoughIsRefused() {
        Policy strict = Policy.always(Verdict.ask(
                ReviewPlan.of(1, "dba").assurance(Assurance.CHAT_PLATFORM), "known people", "only signed clicks"));
        try (House house = House.of(b -> b.approver(channel).policy(strict))) {
            House.Caller<String> caller = house.calling(() -> house.tools.drop("orders"));
            ApprovalRequest request = channel.awaitRequest();

            assertThat(vote(house, request.approve(House.ALICE, "")))
                    .wasRefused(RefusalCode.ASSURANCE_TOO_WEAK)
                    .says("CHAT_PLATFORM");
            assertThat(vote(house, request.approve(account("slack:T1", "U-alice"), "")))
                    .counted();
            caller.result();
        }
    }

    @Test
    void row11OnePersonIsOneVoteHoweverManyAccountsOrGroups() {
        try (House house = House.reviewedBy(channel)) {
            House.Caller<String> caller = house.calling(() -> house.tools.grant("admin", "eve"));
            ApprovalRequest request = channel.awaitRequest();

            assertThat(vote(house, request.approve(House.ALICE, ""))).counted().leaves(RequestStatus.PENDING);
            assertThat(vote(house, request.approve(account("slack:T1", "U-alice"), "again"))
                            .status())
                    .isEqualTo(RequestStatus.PENDING);
            assertThat(house.pending().progress().votes()).hasSize(1);
            assertThat(vote(house, request.approve(House.DORA, ""))).counted().leaves(RequestStatus.APPROVED);
            assertThat(caller.result()).isEqualTo("granted admin");
        }
    }

    @Test
    void row11OneOfEachGroupMeansTwoPeople() {
        Policy oneOfEach = Policy.always(Verdict.ask(
                ReviewPlan.ofTool()
                        .withLevels(List.of(
                                new Level(List.of(new Seats(1, Set.of("dba")), new Seats(1, Set.of("security")))))),
                "one of each",
                "four eyes"));
        try (House house = House.of(b -> b.approver(channel).policy(oneOfEach))) {
            House.Caller<String> caller = house.calling(() -> house.tools.drop("orders"));
            ApprovalRequest request = channel.awaitRequest();

            assertThat(vote(house, request.approve(Reviewer.named("erin"), "I am in both")))
                    .counted()
                    .leaves(RequestStatus.PENDING);
            assertThat(vote(house, request.approve(House.CAROL, ""))).counted().leaves(RequestStatus.APPROVED);
            caller.result();
        }
    }

    private static Directory without(String person) {
        StaticDirectory people = (StaticDirectory) House.PEOPLE;
        return account ->
                people.resolve(account).map(found -> found.id().equals(person) ? new Person(person, Set.of()) : found);
    }

    @Test
    void row12AnApproverWhoLeftTheGroupMeanwhileNoLongerCounts() {
        AtomicReference<Directory> now = new AtomicReference<>(House.PEOPLE);
        try (House house =
                House.of(b -> b.approver(channel).directory(account -> now.get().resolve(account)))) {
            House.Caller<String> caller = house.calling(() -> house.tools.grant("admin", "eve"));
            ApprovalRequest request = channel.awaitRequest();
            assertThat(vote(house, request.approve(House.ALICE, ""))).counted();

            now.set(without("alice"));
            Receipt second = vote(house, request.approve(House.CAROL, ""));

            assertThat(second.status()).isNotEqualTo(RequestStatus.CLAIMED);
            assertThat(house.workshop.runs).isEmpty();
            assertThat(caller.isWaiting()).isTrue();
            assertThat(vote(house, request.approve(House.DORA, ""))).counted();
            caller.result();
        }
    }

    @Test
    void row12AnApproverWhoLeavesBetweenApprovalAndRunStopsIt() {
        AtomicReference<Directory> now = new AtomicReference<>(House.PEOPLE);
        AuditSink leaver = event -> {
            if (event.type().equals(AuditEventType.APPROVAL_DECIDED)) {
                now.set(without("alice"));
            }
        };
        try (House house = House.of(b -> b.approver(TestReviewer.approving("alice"))
                .directory(account -> now.get().resolve(account))
                .audit(leaver))) {
            assertThatRefused(() -> house.tools.drop("orders")).wasRefused(RefusalCode.INVALIDATED);

            assertThat(house.audit).call("drop").wasApprovedBy("alice").neverStarted();
        }
    }

    @Test
    void row12RulesThatBecameStricterMeanwhileStopWhatWasApproved() {
        LivePolicy live = new LivePolicy(Policies.annotated());
        try (House house = House.of(b -> b.approver(channel).policy(live))) {
            House.Caller<String> caller = house.calling(() -> house.tools.drop("orders"));
            ApprovalRequest request = channel.awaitRequest();
            house.audit.await(AuditEventType.APPROVAL_NOTIFIED);

            live.replace(Policy.always(Verdict.deny("no drops", "since this morning")));
            vote(house, request.approve(House.ALICE, ""));

            assertThat(caller.failure())
                    .isInstanceOfSatisfying(
                            ApprovalException.Refused.class,
                            refused -> assertThat(refused.code()).isEqualTo(RefusalCode.INVALIDATED));
            assertThat(house.workshop.runs).isEmpty();
            assertThat(house.audit)
                    .call("drop")
                    .told(AuditEventType.APPROVAL_INVALIDATED)
                    .because("this morning");
        }
    }

    @Test
    void row12RulesThatBecameLooserMeanwhileChangeNothing() {
        LivePolicy live = new LivePolicy(Policies.annotated());
        try (House house = House.of(b -> b.approver(channel).policy(live))) {
            House.Caller<String> caller = house.calling(() -> house.tools.grant("admin", "eve"));
            ApprovalRequest request = channel.awaitRequest();
            house.audit.await(AuditEventType.APPROVAL_NOTIFIED);

            live.replace(Policy.always(Verdict.allow("anything goes", "loosened")));
            assertThat(vote(house, request.approve(House.ALICE, ""))).leaves(RequestStatus.PENDING);

            assertThat(caller.isWaiting()).isTrue();
            assertThat(house.workshop.runs).isEmpty();
            caller.interrupt();
            caller.failure();
        }
    }

    @Test
    void row30ThePersonWhoTalksToTheAgentIsNotTheOtherPerson() {
        // Whatever a framework's own confirmation says, it comes from this person or from the agent.
        TestReviewer elicitation = TestReviewer.approving("bob").named("elicitation");
        try (House house = House.reviewedBy(elicitation)) {
            assertThatRefused(() -> house.tools.drop("orders")).wasRefused(RefusalCode.SELF_APPROVAL);

            assertThat(house.audit)
                    .call("drop")
                    .hasRefusedVote(RefusalCode.SELF_APPROVAL)
                    .neverStarted();
        }
    }

    @Test
    void row35ACallOfHighRiskForNobodyKnownIsRefusedUnlessARulePermitsIt() throws Exception {
        Requester nobody = Requester.agent("night-job");
        Requester stranger = nobody.actingFor(Principal.local("somebody-the-directory-does-not-know"));
        try (House house = House.reviewedBy(TestReviewer.approving("alice"))) {
            assertThatRefused(() -> house.wrap(nobody).export("m", "orders", 5, "t", "token"))
                    .wasRefused(RefusalCode.REQUESTER_UNKNOWN)
                    .because("actingFor");
            assertThatRefused(() -> house.wrap(stranger).export("m", "orders", 5, "t", "token"))
                    .wasRefused(RefusalCode.REQUESTER_UNKNOWN);
            house.wrap(nobody).drop("orders");
            assertThat(house.workshop.runs).containsExactly("drop orders");
        }
        Policy permits = Policy.always(
                Verdict.ask(ReviewPlan.of(1, "dba").permitUnknownPerson(), "night jobs", "they act for nobody"));
        try (House house =
                House.of(b -> b.approver(TestReviewer.approving("alice")).policy(permits))) {
            assertThat(house.wrap(nobody).export("m", "orders", 5, "t", "token"))
                    .isEqualTo("5 rows exported");
        }
    }
}
