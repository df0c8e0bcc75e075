package dev.approvals.slack;

import static dev.approvals.testkit.ApprovalsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Principal;
import dev.approvals.core.ApprovalsBuilder;
import dev.approvals.outcome.Outcome;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.policy.Assurance;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Reviewer;
import dev.approvals.slack.SlackHouse.WayIn;
import dev.approvals.slack.loopback.Modal;
import dev.approvals.slack.loopback.SlackMessage;
import dev.approvals.slack.loopback.SlackUser;
import dev.approvals.tool.ToolSpec;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** An agent's thread that waits at one end, people who click at the other, and everything real between them but Slack. */
final class SlackFlowsTest {

    @Nested
    final class OverSocketMode extends Flows {
        OverSocketMode() {
            super(WayIn.SOCKET_MODE);
        }

        @Test
        void whatSlackSendsTwiceIsDecidedOnce() throws Exception {
            open(dba().quorum(2));
            CompletableFuture<Outcome> call = house.dropping("old");
            SlackMessage card = house.card(SlackHouse.OPS);
            town.slack.sockets().copies(2);
            town.click(town.alice, card, "Approve");
            town.slack.sockets().copies(1);
            town.click(town.dora, card, "Approve");

            assertThat(SlackHouse.end(call)).returned("dropped");
            assertThat(house.audit.events(AuditEventType.APPROVAL_DECIDED)).hasSize(2);
            assertThat(town.slack.ephemeral(SlackHouse.OPS, "U0ALICE")).isEmpty();
        }
    }

    @Nested
    final class OverSignedHttp extends Flows {
        OverSignedHttp() {
            super(WayIn.SIGNED_HTTP);
        }
    }

    /** What holds however clicks come in. */
    abstract static class Flows {

        final SlackTown town = new SlackTown();
        SlackHouse house;
        private final WayIn way;

        Flows(WayIn way) {
            this.way = way;
        }

        static ToolSpec.Builder dba() {
            return ToolSpec.named("drop").summary("Drop {table}").reviewers("dba");
        }

        void open(ToolSpec.Builder tool) throws Exception {
            open(tool, gate -> {});
        }

        void open(ToolSpec.Builder tool, Consumer<ApprovalsBuilder> settings) throws Exception {
            house = new SlackHouse(town, way, tool, settings);
        }

        @AfterEach
        void close() throws Exception {
            house.close();
            town.close();
        }

        @Test
        void oneClickApproves() throws Exception {
            open(dba());
            CompletableFuture<Outcome> call = house.dropping("old");
            SlackMessage card = house.card(SlackHouse.OPS);
            assertThat(call).isNotDone();
            town.click(town.alice, card, "Approve");

            assertThat(SlackHouse.end(call)).returned("dropped");
            assertThat(house.dropped).containsExactly("old");
            town.rewritten(card, "approved: by alice");
            assertThat(town.slack.ephemeral(SlackHouse.OPS, "U0ALICE")).isEmpty();
        }

        @Test
        void oneClickDenies() throws Exception {
            open(dba());
            CompletableFuture<Outcome> call = house.dropping("old");
            SlackMessage card = house.card(SlackHouse.OPS);
            town.click(town.alice, card, "Deny");

            assertThat(SlackHouse.end(call)).wasRefused(RefusalCode.DENIED_BY_REVIEWER);
            assertThat(house.dropped).isEmpty();
            town.rewritten(card, "U0ALICE");
        }

        @Test
        void aDenialWithItsReasonShowsItOnTheCardAndNotToTheModel() throws Exception {
            open(dba());
            CompletableFuture<Outcome> call = house.dropping("old");
            SlackMessage card = house.card(SlackHouse.OPS);
            town.say(town.alice, card, "approvals.deny_with_reason", "ask sales first");

            assertThat(SlackHouse.end(call))
                    .wasRefused(RefusalCode.DENIED_BY_REVIEWER)
                    .hidesFromTheModel("sales");
            town.rewritten(card, "ask sales first");
        }

        @Test
        void escalationAsksTheNextLevelInItsOwnPlace() throws Exception {
            open(dba(), gate -> gate.escalateTo(1, "security"));
            CompletableFuture<Outcome> call = house.dropping("old");
            SlackMessage card = house.card(SlackHouse.OPS);
            town.say(town.alice, card, "approvals.escalate", "not mine to say");
            SlackMessage above = house.card(SlackHouse.SECURITY);
            town.rewritten(card, "Drop");
            assertThat(call).isNotDone();
            town.click(town.carol, above, "Approve");

            assertThat(SlackHouse.end(call)).returned("dropped");
            town.rewritten(above, "approved: by carol");
        }

        @Test
        void aStaleCardIsAnsweredAndDecidesNothing() throws Exception {
            open(dba(), gate -> gate.escalateTo(1, "security"));
            CompletableFuture<Outcome> call = house.dropping("old");
            SlackMessage card = house.card(SlackHouse.OPS);
            ObjectNode stale = town.alice.clickPayload(card, "Approve");
            town.say(town.dora, card, "approvals.escalate", "");
            SlackMessage above = house.card(SlackHouse.SECURITY);
            town.taken(town.slack.deliver(stale));

            assertThat(town.told("U0ALICE", SlackHouse.OPS)).contains("Not counted");
            assertThat(call).isNotDone();
            town.click(town.carol, above, "Deny");
            assertThat(SlackHouse.end(call)).wasRefused(RefusalCode.DENIED_BY_REVIEWER);
        }

        @Test
        void twoPeopleAreTwoAndOnePersonTwiceIsOne() throws Exception {
            open(dba().quorum(2));
            CompletableFuture<Outcome> call = house.dropping("old");
            SlackMessage card = house.card(SlackHouse.OPS);
            town.click(town.alice, card, "Approve");
            house.audit.await(pending().id(), AuditEventType.APPROVAL_DECIDED);
            town.click(town.alice, card, "Approve");
            town.slack.await(
                    SlackHouse.OPS,
                    message -> message.ts().equals(card.ts())
                            && message.blocks().toString().contains("1 of 2"));
            assertThat(call).isNotDone();
            town.click(town.dora, card, "Approve");

            assertThat(SlackHouse.end(call)).returned("dropped");
            assertThat(house.audit.events(AuditEventType.APPROVAL_DECIDED)).hasSize(2);
        }

        private ApprovalRequest pending() {
            return house.approvals.desk().pending().get(0);
        }

        @Test
        void whoAskedWhoIsNotInTheGroupAndWhoIsAGuestMayNotDecide() throws Exception {
            open(dba());
            town.slack.user(SlackUser.member("U0GUEST", "guest").with(SlackUser.Flag.RESTRICTED));
            town.slack.invited(SlackHouse.OPS, "U0GUEST");
            CompletableFuture<Outcome> call = house.dropping("old");
            SlackMessage card = house.card(SlackHouse.OPS);
            town.click(town.bob, card, "Approve");
            town.click(town.erin, card, "Approve");
            town.click(town.slack.person("U0GUEST"), card, "Approve");

            assertThat(town.told("U0BOB", SlackHouse.OPS)).contains("Not counted");
            assertThat(town.told("U0ERIN", SlackHouse.OPS)).contains("Not counted");
            assertThat(town.told("U0GUEST", SlackHouse.OPS)).contains("Guests");
            assertThat(call).isNotDone();
            town.click(town.alice, card, "Deny");
            assertThat(SlackHouse.end(call)).wasRefused(RefusalCode.DENIED_BY_REVIEWER);
        }

        @Test
        void aModalOfOnePersonIsNotSubmittedByAnother() throws Exception {
            open(dba());
            CompletableFuture<Outcome> call = house.dropping("old");
            SlackMessage card = house.card(SlackHouse.OPS);
            town.click(town.alice, card, "approvals.deny_with_reason");
            Modal modal = town.alice.awaitModal();
            town.taken(town.dora.submit(modal, Map.of("text", "as alice")));

            assertThat(town.told("U0DORA", SlackHouse.OPS)).contains("somebody else");
            assertThat(call).isNotDone();
            town.taken(town.alice.submit(modal, Map.of("text", "no")));
            assertThat(SlackHouse.end(call)).wasRefused(RefusalCode.DENIED_BY_REVIEWER);
        }

        @Test
        void whatIsDecidedElsewhereChangesTheCard() throws Exception {
            open(dba());
            CompletableFuture<Outcome> call = house.dropping("old");
            SlackMessage card = house.card(SlackHouse.OPS);
            ObjectNode late = town.dora.clickPayload(card, "Approve");
            Reviewer alice = new Reviewer(new Principal("slack:T0LOOP", "U0ALICE"), Assurance.IDENTITY_PROVIDER);
            house.approvals.desk().decide(pending().deny(alice, "seen in the inbox"));

            assertThat(SlackHouse.end(call)).wasRefused(RefusalCode.DENIED_BY_REVIEWER);
            town.rewritten(card, "seen in the inbox");
            town.taken(town.slack.deliver(late));
            assertThat(town.told("U0DORA", SlackHouse.OPS)).contains("Not counted");
            assertThat(house.dropped).isEmpty();
        }

        @Test
        void whatNobodyDecidesExpires() throws Exception {
            open(dba(), gate -> gate.decideWithin(Duration.ofMinutes(5)));
            CompletableFuture<Outcome> call = house.dropping("old");
            SlackMessage card = house.card(SlackHouse.OPS);
            house.audit.await(pending().id(), AuditEventType.APPROVAL_NOTIFIED);
            town.clock.advance(Duration.ofMinutes(6));

            assertThat(SlackHouse.end(call)).wasRefused(RefusalCode.EXPIRED);
            town.rewritten(card, "Drop");
        }
    }
}
