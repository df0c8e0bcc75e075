package dev.approvals.testkit.behaviour;

import static dev.approvals.testkit.ApprovalsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.Claim;
import dev.approvals.RemoteCall;
import dev.approvals.RemoteTool;
import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.outcome.Outcome;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.policy.Policy;
import dev.approvals.policy.Verdict;
import dev.approvals.testkit.TestReviewer;
import dev.approvals.tool.ToolSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tools that their callers run: asked about like any other, begun when the caller comes, once. */
class RemoteToolTest {

    private static final ToolSpec DEPLOY = ToolSpec.named("deploy")
            .parameter("service", String.class)
            .parameter("replicas", int.class)
            .runLater(true)
            .build();

    private static final String ARGUMENTS = "{\"service\":\"shop\",\"replicas\":3}";

    private final TestReviewer alice = TestReviewer.later("alice");
    private final House house = House.reviewedBy(alice);
    private final RemoteTool deploy = house.gate().remote(DEPLOY).as(House.BOBS_AGENT);

    @AfterEach
    void close() {
        house.close();
    }

    private RemoteCall.State state(String id) {
        return deploy.find(id).orElseThrow().state();
    }

    private String approved() {
        RemoteCall call = deploy.submit(ARGUMENTS);
        assertThat(call.state()).isEqualTo(RemoteCall.State.WAITING);
        alice.awaitRequest();
        alice.approve();
        return call.id();
    }

    @Test
    void anApprovedCallWaitsForItsCallerAndEndsAsTheCallerSays() {
        String id = approved();
        assertThat(state(id)).isEqualTo(RemoteCall.State.READY);
        assertThat(house.audit.events(AuditEventType.ACTION_STARTED))
                .as("it has not begun")
                .isEmpty();

        Claim claim = deploy.claim(id).orElseThrow();
        assertThat(claim.arguments().json()).isEqualTo("{\"service\":\"shop\",\"replicas\":3}");
        assertThat(claim.votes()).hasSize(1);
        assertThat(state(id)).isEqualTo(RemoteCall.State.RUNNING);
        assertThat(deploy.returned(id, Map.of("revision", 42))).isTrue();

        assertThat(house.awaitHandedBack(1).get(0)).returned(Map.of("revision", 42));
        RemoteCall ended = deploy.find(id).orElseThrow();
        assertThat(ended.state()).isEqualTo(RemoteCall.State.ENDED);
        assertThat(ended.outcome().orElseThrow()).returned(Map.of("revision", 42));
        assertThat(house.audit).call("deploy").wasApprovedBy("alice").ran();
    }

    @Test
    void aCallIsClaimedOnceHoweverManyCome() {
        String id = approved();

        List<Claim> claims = IntStream.range(0, 32)
                .parallel()
                .mapToObj(any -> deploy.claim(id))
                .flatMap(Optional::stream)
                .toList();

        assertThat(claims).hasSize(1);
        assertThat(house.audit.events(AuditEventType.ACTION_STARTED)).hasSize(1);
        deploy.returned(id, null);
        assertThat(deploy.claim(id)).isEmpty();
        assertThat(deploy.returned(id, null)).as("said twice").isFalse();
    }

    @Test
    void aCallThatIsNotApprovedIsNotClaimed() {
        RemoteCall call = deploy.submit(ARGUMENTS);
        alice.awaitRequest();

        assertThat(deploy.claim(call.id())).isEmpty();
        alice.deny();

        assertThat(deploy.claim(call.id())).isEmpty();
        assertThat(deploy.find(call.id()).orElseThrow().outcome().orElseThrow())
                .wasRefused(RefusalCode.DENIED_BY_REVIEWER);
        assertThat(house.audit.events(AuditEventType.ACTION_STARTED)).isEmpty();
    }

    @Test
    void anApprovalThatNobodyComesForLapses() {
        String id = approved();

        house.clock.advance(Duration.ofMinutes(5));
        house.awaitEnd(id);

        assertThat(deploy.claim(id)).isEmpty();
        assertThat(deploy.find(id).orElseThrow().outcome().orElseThrow()).wasRefused(RefusalCode.LAPSED);
    }

    @Test
    void aCallerThatClaimsAndFallsSilentLeavesAnUnknownEnd() {
        String id = approved();
        deploy.claim(id);

        house.clock.advance(Duration.ofHours(1));
        house.awaitEnd(id);

        assertThat(deploy.find(id).orElseThrow().outcome().orElseThrow()).isUnknown();
        assertThat(house.audit.events(AuditEventType.ACTION_OUTCOME_UNKNOWN)).hasSize(1);
        assertThat(deploy.returned(id, "late")).isFalse();
    }

    @Test
    void aCallIsCalledOffUntilItIsClaimed() {
        String id = approved();

        assertThat(deploy.cancel(id)).isTrue();

        assertThat(deploy.cancel(id)).isFalse();
        assertThat(deploy.claim(id)).isEmpty();
        assertThat(deploy.find(id).orElseThrow().outcome().orElseThrow()).wasRefused(RefusalCode.CANCELLED);
    }

    @Test
    void aClaimedCallIsNotCalledOff() {
        String id = approved();
        deploy.claim(id);

        assertThat(deploy.cancel(id)).isFalse();
        assertThat(deploy.returned(id, "done")).isTrue();
    }

    @Test
    void aFailureIsTold() {
        String id = approved();
        deploy.claim(id);

        assertThat(deploy.threw(id, "no such service")).isTrue();

        Outcome outcome = deploy.find(id).orElseThrow().outcome().orElseThrow();
        assertThat(outcome).tellsTheModel("no such service");
        assertThat(house.audit.events(AuditEventType.ACTION_FAILED)).hasSize(1);
    }

    @Test
    void somebodyElsesCallIsNotThere() {
        String id = approved();
        RemoteTool others = deploy.as(Requester.agent("db-copilot").actingFor(Principal.local("carol")));

        assertThat(others.find(id)).isEmpty();
        assertThat(others.claim(id)).isEmpty();
        deploy.claim(id);
        assertThat(others.find(id)).isEmpty();
        assertThat(others.returned(id, "mine")).isFalse();
        assertThat(others.threw(id, "mine")).isFalse();
        assertThat(state(id)).isEqualTo(RemoteCall.State.RUNNING);
    }

    @Test
    void theSameCallSubmittedAgainIsFound() {
        RemoteTool again = deploy.as(House.BOBS_AGENT.toolCall("call_1"));
        RemoteCall first = again.submit(ARGUMENTS);
        alice.awaitRequest();

        assertThat(again.submit(ARGUMENTS).id()).isEqualTo(first.id());
        alice.approve();
        assertThat(again.submit(ARGUMENTS))
                .isEqualTo(new RemoteCall(first.id(), RemoteCall.State.READY, Optional.empty()));
    }

    @Test
    void anEqualCallIsANewOneOnceItsCallerWasToldTheEndOfTheFirst() {
        String first = approved();
        assertThat(deploy.submit(ARGUMENTS).id()).as("it is open").isEqualTo(first);
        deploy.claim(first);
        deploy.returned(first, "out");
        house.awaitHandedBack(1);

        RemoteCall told = deploy.submit(ARGUMENTS);
        assertThat(told.id()).as("nobody has asked for the end yet").isEqualTo(first);
        assertThat(told.outcome().orElseThrow()).returned("out");

        RemoteCall next = deploy.submit(ARGUMENTS);
        assertThat(next.id()).isNotEqualTo(first);
        assertThat(next.state()).isEqualTo(RemoteCall.State.WAITING);
        assertThat(deploy.find(first).orElseThrow().state()).isEqualTo(RemoteCall.State.ENDED);
    }

    @Test
    void whoLooksForTheEndIsToldItToo() {
        String first = approved();
        deploy.claim(first);
        deploy.returned(first, "out");
        house.awaitHandedBack(1);
        assertThat(deploy.find(first).orElseThrow().outcome().orElseThrow()).returned("out");

        assertThat(deploy.submit(ARGUMENTS).id()).isNotEqualTo(first);
    }

    @Test
    void aCallThatARuleAllowsIsReadyAtOnceAndIsNotWaitedForForEver() {
        try (House open =
                House.of(builder -> builder.approver(alice).policy(Policy.always(Verdict.allow("open", "all may"))))) {
            RemoteTool tool = open.gate().remote(DEPLOY).as(House.BOBS_AGENT);
            RemoteCall taken = tool.submit(ARGUMENTS);
            RemoteCall left = tool.submit(ARGUMENTS);

            assertThat(taken.state()).isEqualTo(RemoteCall.State.READY);
            assertThat(tool.claim(taken.id())).isPresent();
            assertThat(tool.claim(taken.id())).isEmpty();
            assertThat(tool.returned(taken.id(), "done")).isTrue();
            open.clock.advance(Duration.ofMinutes(5));

            assertThat(tool.claim(left.id())).isEmpty();
            assertThat(open.audit.events(AuditEventType.ACTION_COMPLETED)).hasSize(1);
            assertThat(open.audit.events(AuditEventType.ACTION_FAILED)).hasSize(1);
        }
    }

    @Test
    void aCallThatARuleDeniesEndsAtOnce() {
        try (House shut =
                House.of(builder -> builder.approver(alice).policy(Policy.always(Verdict.deny("shut", "no"))))) {
            RemoteCall call = shut.gate().remote(DEPLOY).as(House.BOBS_AGENT).submit(ARGUMENTS);

            assertThat(call.outcome().orElseThrow()).wasRefused(RefusalCode.DENIED_BY_POLICY);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"service\":\"shop\",\"replicas\":\"3\"}",
                "{\"service\":\"shop\"}",
                "{\"s",
                "{\"service\":\"shop\",\"replicas\":1e9999999999999}"
            })
    void argumentsThatDoNotFitAreRefused(String arguments) {
        assertThat(deploy.submit(arguments).outcome().orElseThrow()).wasRefused(RefusalCode.INVALID_ARGUMENTS);
    }

    @Test
    void aSpecThatCouldNotBeKeptIsRefused() {
        assertThatThrownBy(() -> house.gate().remote(ToolSpec.named("now").build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("now")
                .hasMessageContaining("runLater(true)");
    }
}
