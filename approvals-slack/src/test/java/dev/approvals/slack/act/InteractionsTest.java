package dev.approvals.slack.act;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.slack.api.model.block.InputBlock;
import com.slack.api.model.view.View;
import dev.approvals.call.Principal;
import dev.approvals.core.chat.Binding;
import dev.approvals.core.chat.Click;
import dev.approvals.core.chat.ClickAnswer;
import dev.approvals.policy.Assurance;
import dev.approvals.review.Decision;
import dev.approvals.slack.button.Button;
import dev.approvals.slack.receive.Acknowledgement;
import dev.approvals.slack.web.MessageId;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class InteractionsTest {

    private static final Acknowledgement TAKEN = new Acknowledgement.Taken();

    private final Desk desk = new Desk();

    @ParameterizedTest
    @EnumSource(names = {"APPROVE", "DENY"})
    void oneClickDecides(Button button) {
        assertThat(desk.take("e1", SamplePayloads.press(button))).isEqualTo(TAKEN);

        assertThat(desk.done().clicks).singleElement().satisfies(click -> {
            assertThat(click.binding().text()).isEqualTo(SamplePayloads.BINDING);
            assertThat(click.kind()).isEqualTo(button.offer().kind());
            assertThat(click.reviewer().account()).isEqualTo(new Principal("slack:T1", "U1"));
            assertThat(click.reviewer().assurance()).isEqualTo(Assurance.CHAT_PLATFORM);
            assertThat(click.comment()).isEmpty();
            assertThat(click.reference()).isEqualTo("C1/1767603600.000100");
        });
        assertThat(desk.told).isEmpty();
    }

    @Test
    void aClickThatDoesNotCountIsAnsweredToThatPerson() {
        desk.answer = new ClickAnswer(false, "You asked for it yourself.");
        desk.take("e1", SamplePayloads.press(Button.APPROVE));

        assertThat(desk.done().told).containsExactly("C1 U1: You asked for it yourself.");
    }

    @Test
    void whatComesTwiceIsActedUponOnce() {
        assertThat(desk.take("e1", SamplePayloads.press(Button.APPROVE))).isEqualTo(TAKEN);
        assertThat(desk.take("e1", SamplePayloads.press(Button.APPROVE))).isEqualTo(TAKEN);
        desk.take("e2", SamplePayloads.press(Button.APPROVE));

        assertThat(desk.done().clicks).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"APPROVE_WITH_REASON", "DENY_WITH_REASON", "ESCALATE", "ESCALATE_WITH_REASON"})
    void aButtonThatAsksForWordsOpensAModalAndDecidesNothing(Button button) {
        desk.take("e1", SamplePayloads.press(button));

        assertThat(desk.done().clicks).isEmpty();
        assertThat(desk.triggers).containsExactly("13345224609.738474920.8088930838d88f008e0");
        View modal = desk.opened.get(0);
        assertThat(Slip.of(modal.getPrivateMetadata()))
                .contains(new Slip(
                        button,
                        "U1",
                        new MessageId("C1", "1767603600.000100", ""),
                        Binding.of(SamplePayloads.BINDING).orElseThrow()));
        assertThat(modal.getTitle().getText()).hasSizeLessThanOrEqualTo(24);
        assertThat(((InputBlock) modal.getBlocks().get(0)).isOptional()).isEqualTo(button == Button.ESCALATE);
    }

    @Test
    void theModalsWordsComeWithTheDecision() {
        desk.take("e1", SamplePayloads.submission(Button.DENY_WITH_REASON, "  too many rows \n"));

        assertThat(desk.done().clicks).singleElement().satisfies(click -> {
            assertThat(click.kind()).isEqualTo(Decision.Kind.DENY);
            assertThat(click.comment()).isEqualTo("too many rows");
            assertThat(click.binding().text()).isEqualTo(SamplePayloads.BINDING);
        });
    }

    @Test
    void aModalWithoutTheWordsItNeedsStaysOpenAndSaysSo() {
        Acknowledgement answer = desk.take("e1", SamplePayloads.submission(Button.DENY_WITH_REASON, " \n "));

        assertThat(answer).isInstanceOfSatisfying(Acknowledgement.Errors.class, errors -> {
            assertThat(errors.body().path("response_action").asText()).isEqualTo("errors");
            assertThat(errors.body().at("/errors/words").asText()).contains("Say why");
        });
        assertThat(desk.done().clicks).isEmpty();
    }

    @Test
    void wordsMayBeLeftOutWhereTheyAreOptional() {
        desk.take("e1", SamplePayloads.submission(Button.ESCALATE, null));

        assertThat(desk.done().clicks)
                .singleElement()
                .satisfies(click -> assertThat(click.comment()).isEmpty());
    }

    @Test
    void aModalOpenedByOnePersonIsNotSubmittedByAnother() {
        ObjectNode payload = SamplePayloads.submission(Button.DENY_WITH_REASON, "no");
        ((ObjectNode) payload.get("user")).put("id", "U2");
        desk.take("e1", payload);

        assertThat(desk.done().clicks).isEmpty();
        assertThat(desk.told).singleElement().asString().startsWith("C1 U2: ").contains("somebody else");
    }

    @Test
    void whoMayNotDecideIsToldSoWhereverTheyPress() {
        for (Button button : Button.values()) {
            ObjectNode payload = SamplePayloads.press(button);
            ((ObjectNode) payload.get("user")).put("id", "UGUEST");
            desk.take(button.name(), payload);
        }

        assertThat(desk.done().clicks).isEmpty();
        assertThat(desk.opened).isEmpty();
        assertThat(desk.told)
                .hasSize(Button.values().length)
                .allSatisfy(text -> assertThat(text).startsWith("C1 UGUEST: Guests"));
    }

    @Test
    void somebodyOfAnotherWorkspaceIsToldSo() {
        ObjectNode own = SamplePayloads.press(Button.APPROVE);
        ((ObjectNode) own.get("user")).put("team_id", "T2");
        ObjectNode place = SamplePayloads.press(Button.APPROVE);
        ((ObjectNode) place.get("team")).put("id", "T2");
        ObjectNode organisation = SamplePayloads.press(Button.APPROVE);
        organisation.putObject("enterprise").put("id", "E2");
        ObjectNode above = SamplePayloads.press(Button.APPROVE);
        ((ObjectNode) above.get("team")).put("enterprise_id", "E2");
        desk.take("e1", own);
        desk.take("e2", place);
        desk.take("e3", organisation);
        desk.take("e4", above);

        assertThat(desk.done().clicks).isEmpty();
        assertThat(desk.told).hasSize(4).allSatisfy(text -> assertThat(text).contains("another Slack workspace"));
    }

    @Test
    void whatDecidesNothingIsAcknowledgedAndNothingMore() {
        ObjectNode link = SamplePayloads.press(Button.APPROVE);
        ((ObjectNode) link.at("/actions/0")).put("action_id", Button.INBOX_LINK);
        ObjectNode closed =
                SamplePayloads.submission(Button.DENY_WITH_REASON, "x").put("type", "view_closed");
        ObjectNode othersModal = SamplePayloads.submission(Button.DENY_WITH_REASON, "x");
        ((ObjectNode) othersModal.get("view")).put("callback_id", "survey");

        assertThat(desk.take("e1", link)).isEqualTo(TAKEN);
        assertThat(desk.take("e2", closed)).isEqualTo(TAKEN);
        assertThat(desk.take("e3", othersModal)).isEqualTo(TAKEN);
        assertThat(desk.done().clicks).isEmpty();
        assertThat(desk.told).isEmpty();
    }

    @Test
    void aBrokenDecisionIsToldAndNotHidden() {
        desk.broken = new IllegalStateException("the store is gone");
        desk.take("e1", SamplePayloads.press(Button.APPROVE));

        assertThat(desk.done().told).singleElement().asString().contains("Something broke", "Look at the card");
    }

    @Test
    void aModalThatDoesNotOpenAndAnAnswerThatIsNotTakenHurtNobody() {
        desk.slackDown = true;
        desk.take("e1", SamplePayloads.press(Button.ESCALATE));
        desk.take("e2", SamplePayloads.press(Button.DENY));

        assertThat(desk.done().clicks)
                .singleElement()
                .satisfies(click -> assertThat(click.kind()).isEqualTo(Decision.Kind.DENY));
    }

    @Test
    void aClickTooManyIsNotAcknowledgedAndCanBeMadeAgain() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Hands few = new Hands(1, 1);
        Desk busy = new Desk(few);
        few.willDo(() -> {
            begun.countDown();
            awaitQuietly(release);
        });
        begun.await();
        assertThat(busy.take("e1", SamplePayloads.press(Button.APPROVE))).isEqualTo(TAKEN);
        assertThat(busy.take("e2", SamplePayloads.press(Button.DENY))).isEqualTo(new Acknowledgement.Busy());
        release.countDown();
        while (!busy.take("e2", SamplePayloads.press(Button.DENY)).equals(TAKEN)) {
            Thread.onSpinWait();
        }

        assertThat(busy.done().clicks)
                .extracting(Click::kind)
                .containsExactly(Decision.Kind.APPROVE, Decision.Kind.DENY);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void takesNothingMoreOnceClosed() {
        desk.done();

        assertThat(desk.take("e1", SamplePayloads.press(Button.APPROVE))).isEqualTo(new Acknowledgement.Busy());
    }

    @Test
    void remembersABoundedNumberOfWhatItTook() {
        Seen seen = new Seen();
        for (int i = 0; i <= 10_000; i++) {
            assertThat(seen.first("e" + i)).isTrue();
        }

        assertThat(seen.first("e10000")).isFalse();
        assertThat(seen.first("e0")).isTrue();
    }
}
