package dev.approvals.slack.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.approvals.call.Mode;
import dev.approvals.core.render.Card;
import dev.approvals.core.render.Row;
import dev.approvals.core.render.Section;
import dev.approvals.core.render.Topic;
import dev.approvals.outcome.Outcome;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Briefing;
import dev.approvals.review.Impact;
import dev.approvals.review.RequestStatus;
import dev.approvals.review.Reviewer;
import dev.approvals.review.Vote;
import dev.approvals.slack.button.Button;
import dev.approvals.testkit.call.TestCall;
import dev.approvals.testkit.random.HostileText;
import dev.approvals.testkit.random.Property;
import dev.approvals.tool.Risk;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CardBlocksTest {

    private static final Choices ALL = new Choices(
            "v1.7f3a91.0.digest",
            List.of(Button.APPROVE, Button.DENY, Button.DENY_WITH_REASON, Button.ESCALATE),
            Optional.of(URI.create("https://inbox.example.test/#/r/7f3a91")));

    @Test
    void aCardOfAnyRequestIsWhatSlackTakes() {
        Property.forAll(AnyCards::request).holds(request -> {
            Card card = Card.fitting(request, CardBlocks.limits(), CardBlocks::fits);

            new Looked(CardBlocks.of(card, ALL)).isWhatSlackTakes();
            assertThat(CardBlocks.fallback(card))
                    .matches("([A-Z]+: )?Approval request(, ended)? [0-9a-f]{6}, risk [A-Z]+");
        });
    }

    @Test
    void anyCardIsWhatSlackTakesOrIsRefused() {
        Property.forAll(AnyCards::card).times(300).holds(card -> {
            if (CardBlocks.fits(card)) {
                new Looked(CardBlocks.of(card, ALL)).isWhatSlackTakes();
            } else {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> CardBlocks.of(card, ALL))
                        .withMessageContaining("8000 characters or 50 blocks")
                        .withMessageContaining("Card.fitting");
            }
        });
    }

    @Test
    void allThatTheCardSaysIsInTheMessageInItsOrder() {
        Card card = card(export().request());

        String text = new Looked(CardBlocks.of(card, ALL)).text();

        assertThat(text)
                .containsSubsequence(Stream.concat(
                                Stream.of("Approval request " + card.code(), "Export 48211 rows of customers"),
                                card.sections().stream()
                                        .flatMap(section -> section.rows().stream())
                                        .filter(row -> !row.label().equals("what"))
                                        .flatMap(row -> Lines.of(row).stream()))
                        .toList());
    }

    @Test
    void theAgentsWordsStandFencedBelowALabelAfterTheFacts() {
        Looked looked = new Looked(CardBlocks.of(card(export().request()), ALL));

        assertThat(looked.text())
                .containsSubsequence(
                        "risk: HIGH",
                        "rows: 48211",
                        "so far: 0 of 1 approved",
                        "*Claimed by the agent, not checked*",
                        "> for the monthly report",
                        "request: ",
                        "call: ");
        assertThat(looked.fenced()).last().isEqualTo("> for the monthly report");
    }

    @Test
    void theButtonsComeLastAndCarryTheBindingOnly() {
        Looked looked = new Looked(CardBlocks.of(card(export().request()), ALL));

        assertThat(looked.labels())
                .containsExactly("Approve", "Deny", "Deny with reason\u2026", "Escalate\u2026", "Open in inbox");
        assertThat(looked.json().get(looked.json().size() - 1).path("type").asText())
                .isEqualTo("actions");
        assertThat(looked.buttons().map(button -> button.path("value").asText("(none)")))
                .containsExactly(ALL.binding(), ALL.binding(), ALL.binding(), ALL.binding(), "(none)");
        assertThat(looked.buttons().map(button -> button.path("action_id").asText()))
                .containsExactly(
                        "approvals.approve",
                        "approvals.deny",
                        "approvals.deny_with_reason",
                        "approvals.escalate",
                        "approvals.inbox");
    }

    @Test
    void anEndedCardTellsTheOutcomeFirstAndHasNoButtons() {
        ApprovalRequest open = export().request();
        Vote vote = new Vote(
                open.deny(Reviewer.named("alice"), "not now"),
                "alice",
                open.call().at());
        Outcome outcome = new Outcome.Refused(
                new Outcome.Subject(open.id(), "export", open.call().requester()), RefusalCode.DENIED_BY_REVIEWER, "");
        ApprovalRequest ended = new ApprovalRequest(
                open.call(),
                open.terms(),
                new ApprovalRequest.Progress(RequestStatus.ENDED, 0, 0, List.of(vote), Optional.of(outcome)),
                open.briefing());

        Looked looked = new Looked(CardBlocks.of(card(ended), Choices.none()));

        looked.isWhatSlackTakes();
        assertThat(looked.labels()).isEmpty();
        assertThat(looked.json().get(0).path("text").path("text").asText())
                .isEqualTo("Approval request, ended " + open.id().substring(0, 6));
        assertThat(looked.json().get(1).path("text").path("text").asText())
                .contains("now: it did not run, DENIED_BY_REVIEWER", "denied: by alice at ", "not now");
    }

    @Test
    void aCardThatSaysTooMuchForOneMessageLeavesOutWhatStandsBesideTheCallFirst() {
        ApprovalRequest request =
                export().with("note", "n".repeat(5_000)).briefing(longHistory()).request();

        Card card = card(request);

        assertThat(card.whole()).isTrue();
        assertThat(new Looked(CardBlocks.of(card, ALL)).text()).contains("n".repeat(2_000));
        assertThat(card(export().with("note", "n".repeat(7_000)).request()).whole())
                .isFalse();
    }

    @Test
    void developmentIsStampedOnTheHeading() {
        ApprovalRequest request = export().mode(Mode.DEVELOPMENT).request();

        assertThat(CardBlocks.fallback(card(request)))
                .isEqualTo("DEVELOPMENT: Approval request " + request.id().substring(0, 6) + ", risk HIGH");
    }

    @Test
    void notificationsTellNothingThatOthersWrote() {
        HostileText.all().forEach(hostile -> {
            Card card = new Card(
                    "7f3a91c2",
                    "Approval request",
                    "",
                    List.of(new Section(Topic.WHAT, List.of(new Row(0, "risk", hostile, List.of())))),
                    true);
            assertThat(CardBlocks.fallback(card)).isEqualTo("Approval request 7f3a91");
        });
        Card card = new Card("<!here>", "a & b", "", List.of(), true);
        assertThat(CardBlocks.fallback(card)).isEqualTo("a &amp; b &lt;!here");
    }

    @Test
    void aBindingOrAddressThatIsTooLongIsRefused() {
        Card card = card(export().request());

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        CardBlocks.of(card, new Choices("b".repeat(2_001), List.of(Button.DENY), Optional.empty())))
                .withMessageContaining("binding of a card has at most 2000 characters")
                .withMessageContaining("2001");
    }

    private static TestCall export() {
        return TestCall.of("export")
                .summary("Export {rows} rows of {table}")
                .with("table", "customers")
                .with("rows", 48_211)
                .sensitive("token", "hunter2hunter2")
                .because("for the monthly report")
                .risk(Risk.HIGH)
                .reviewers(1, "dba");
    }

    private static Briefing longHistory() {
        return new Briefing(
                Impact.NONE,
                Optional.empty(),
                Collections.nCopies(30, new Briefing.PastCall(Optional.empty(), "h".repeat(500), "returned")),
                Optional.empty());
    }

    private static Card card(ApprovalRequest request) {
        return Card.fitting(request, CardBlocks.limits(), CardBlocks::fits);
    }
}
