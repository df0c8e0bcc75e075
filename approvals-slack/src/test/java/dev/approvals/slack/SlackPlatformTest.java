package dev.approvals.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvals.core.chat.Binding;
import dev.approvals.core.chat.ChatCard;
import dev.approvals.core.chat.ChatNote;
import dev.approvals.core.chat.Offer;
import dev.approvals.core.chat.Place;
import dev.approvals.core.render.Card;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Decision;
import dev.approvals.slack.blocks.CardBlocks;
import dev.approvals.slack.loopback.Faults.Fault;
import dev.approvals.slack.loopback.LoopbackSlack;
import dev.approvals.slack.loopback.SlackMessage;
import dev.approvals.slack.loopback.SlackUser;
import dev.approvals.slack.web.SlackWeb;
import dev.approvals.testkit.call.TestCall;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlackPlatformTest {

    private static final Place PLACE = new Place("C0APPROVALS");
    private static final ApprovalRequest REQUEST = TestCall.of("export")
            .summary("Export {table}")
            .with("table", "customers <!channel>")
            .request();
    private static final Card CARD = Card.fitting(REQUEST, CardBlocks.limits(), CardBlocks::fits);
    private static final List<Offer> OFFERS = List.of(
            new Offer(Decision.Kind.APPROVE, Offer.Comment.NONE),
            new Offer(Decision.Kind.DENY, Offer.Comment.NONE),
            new Offer(Decision.Kind.DENY, Offer.Comment.REQUIRED),
            new Offer(Decision.Kind.ESCALATE, Offer.Comment.OPTIONAL),
            new Offer(Decision.Kind.BREAK_GLASS, Offer.Comment.REQUIRED));

    private final LoopbackSlack slack = LoopbackSlack.start();
    private final SlackPlatform platform =
            new SlackPlatform(SlackWeb.of(slack.botToken(), Optional.of(slack.endpoint())), Readiness.given());

    SlackPlatformTest() {
        slack.user(SlackUser.member("U0ALICE", "alice"));
        slack.channel(PLACE.address(), "approvals", "U0ALICE");
    }

    @AfterEach
    void close() {
        platform.close();
        slack.close();
    }

    @Test
    void eachOfferIsAButtonThatCarriesTheBindingButNobodyBreaksTheGlassInChat() throws IOException {
        platform.post(PLACE, card(OFFERS, ""));

        assertThat(only().buttons())
                .extracting(button -> button.at("/text/text").asText())
                .containsExactly("Approve", "Deny", "Deny with reason\u2026", "Escalate\u2026", "Open in inbox");
        assertThat(only().buttons().subList(0, 4))
                .extracting(button -> button.path("value").asText())
                .containsOnly(Binding.of(REQUEST).text());
    }

    @Test
    void wordsThatAreRequiredAreAskedFor() throws IOException {
        platform.post(
                PLACE,
                card(
                        List.of(
                                new Offer(Decision.Kind.APPROVE, Offer.Comment.REQUIRED),
                                new Offer(Decision.Kind.DENY, Offer.Comment.REQUIRED),
                                new Offer(Decision.Kind.ESCALATE, Offer.Comment.REQUIRED)),
                        ""));

        assertThat(only().buttons())
                .extracting(button -> button.path("action_id").asText())
                .containsExactly(
                        "approvals.approve_with_reason",
                        "approvals.deny_with_reason",
                        "approvals.escalate_with_reason",
                        "approvals.inbox");
    }

    @Test
    void whatDoesNotFitHangsInTheThreadUntilTheCardHasNoneAnyMore() throws IOException {
        String reference = platform.post(PLACE, card(OFFERS, "the rest"));
        assertThat(slack.files())
                .singleElement()
                .satisfies(file -> assertThat(file.text()).isEqualTo("the rest"));

        platform.rewrite(reference, card(OFFERS, "the rest"));
        assertThat(slack.calls("files.delete")).isEmpty();

        platform.rewrite(reference, card(List.of(), ""));
        assertThat(slack.calls("files.delete")).hasSize(1);
        assertThat(only().edits()).isEqualTo(2);
    }

    @Test
    void aFileThatSlackDoesNotTakeKeepsNoCardAway() throws IOException {
        slack.faults().always("files.getUploadURLExternal", new Fault.Status(503));

        String reference = platform.post(PLACE, card(OFFERS, "the rest"));

        assertThat(reference).isEqualTo(PLACE.address() + "/" + only().ts());
    }

    @Test
    void aNoteNotifiesWhomTheConfigurationNamesAndNobodyElse() throws IOException {
        String reference = platform.post(PLACE, card(OFFERS, ""));

        platform.reply(reference, new ChatNote("Still waits <!here> *now*", List.of("U0ALICE", "S0DBA")));

        SlackMessage note = slack.everything(PLACE.address()).stream()
                .filter(SlackMessage::inThread)
                .findFirst()
                .orElseThrow();
        assertThat(note.text()).isEqualTo("Still waits &lt;!here&gt; *now*");
        assertThat(note.blocks().at("/0/text/type").asText()).isEqualTo("plain_text");
        JsonNode mentions = note.blocks().at("/1/elements/0/elements");
        assertThat(mentions.at("/0/user_id").asText()).isEqualTo("U0ALICE");
        assertThat(mentions.at("/1/usergroup_id").asText()).isEqualTo("S0DBA");
    }

    @Test
    void aCardThatSomebodyDeletedNeedsNoRewriting() throws IOException {
        platform.rewrite(PLACE.address() + "/1700000000.000100", card(List.of(), ""));

        assertThat(slack.messages(PLACE.address())).isEmpty();
    }

    @Test
    void aReferenceOfAnotherApproverIsSaidToBeOne() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> platform.rewrite("desk", card(List.of(), "")))
                .withMessageContaining("\"desk\" is no message of Slack's");
    }

    private SlackMessage only() {
        List<SlackMessage> cards = slack.messages(PLACE.address()).stream()
                .filter(message -> !message.inThread())
                .toList();
        assertThat(cards).hasSize(1);
        return cards.get(0);
    }

    private static ChatCard card(List<Offer> offers, String spill) {
        return new ChatCard(
                CARD, Binding.of(REQUEST), offers, Optional.of(URI.create("https://inbox.example.test/#/r/1")), spill);
    }
}
