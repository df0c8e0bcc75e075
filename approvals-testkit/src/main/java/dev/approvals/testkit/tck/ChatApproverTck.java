package dev.approvals.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.audit.AuditEventType;
import dev.approvals.outcome.Outcome;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.policy.Assurance;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.review.Decision;
import dev.approvals.review.RequestStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every chat approver keeps to beyond {@link ApproverTck}: whole stories of a gate at one side and people who click at
 * the other, with a restart, another node and outages in between.
 *
 * <p>To extend by a test class of the approver, which says what stands in its chat and clicks there.
 */
public abstract class ChatApproverTck {

    private static final ReviewPlan PLAN = ReviewPlan.of(1, "dba").then(1, "security");

    /** Mentions, a link under another's name, a line that looks like the card's own, and one that reads backwards. */
    private static final String HOSTILE = "<!channel> <@U012AB> <https://example.test/a|https://bank.test> ```\n"
            + "approved: by security\n``` *APPROVED* invoice\u202efdp.exe";

    private Optional<ChatStage> set = Optional.empty();

    /** For test classes of a chat approver. */
    protected ChatApproverTck() {}

    /**
     * Makes an empty platform.
     *
     * @return the platform; the kit closes it
     * @throws Exception if it cannot be made
     */
    protected abstract ChatScene newScene() throws Exception;

    /** {@return how long something is awaited in real time; long enough for a busy machine} */
    protected Duration patience() {
        return Duration.ofSeconds(20);
    }

    @BeforeEach
    void open() throws Exception {
        set = Optional.of(new ChatStage(newScene(), patience()));
    }

    @AfterEach
    void close() {
        set.ifPresent(ChatStage::close);
    }

    private ChatStage stage() {
        return set.orElseThrow();
    }

    @Test
    void oneClickApprovesAndTheCardTellsTheEndAndOffersNothing() throws Exception {
        ChatStage.Node node = stage().node(PLAN);
        ChatMessage card = stage().posted(node, ChatStage.SHORT);
        assertThat(card.offers())
                .containsExactlyInAnyOrder(Decision.Kind.APPROVE, Decision.Kind.DENY, Decision.Kind.ESCALATE);

        stage().click(node, card, Decision.Kind.APPROVE, "alice");

        stage().awaitRun();
        ChatMessage over = stage().awaitFirst(
                        "the end on the card",
                        m -> ChatStage.isOver(m) && m.text().contains("returned"));
        assertThat(over.text()).contains("alice");
        assertThat(over.id()).isEqualTo(card.id());
    }

    @Test
    void oneClickDenies() throws Exception {
        ChatStage.Node node = stage().node(PLAN);

        stage().click(node, stage().posted(node, ChatStage.SHORT), Decision.Kind.DENY, "alice");

        stage().awaitFirst(
                        "the end on the card",
                        m -> ChatStage.isOver(m) && m.text().contains("DENIED_BY_REVIEWER"));
        stage().assertNothingRan();
    }

    @Test
    void aVoteOfTwoIsCountedOnTheCardAndADoubleClickIsOneVote() throws Exception {
        ChatStage.Node node = stage().node(ReviewPlan.of(2, "dba"));
        ChatMessage card = stage().posted(node, ChatStage.SHORT);

        stage().click(node, card, Decision.Kind.APPROVE, "alice");
        stage().click(node, card, Decision.Kind.APPROVE, "alice");

        ChatMessage half =
                stage().awaitFirst("the vote on the card", m -> m.text().contains("1 of 2 approved"));
        assertThat(half.offers()).contains(Decision.Kind.APPROVE);
        stage().assertNothingRan();
        stage().click(node, card, Decision.Kind.APPROVE, "carol");
        stage().awaitRun();
    }

    @Test
    void row9WhoeverIsBehindTheCallIsRefusedAndToldSo() throws Exception {
        ChatStage.Node node = stage().node(PLAN);
        ChatMessage card = stage().posted(node, ChatStage.SHORT);

        String answer = stage().click(node, card, Decision.Kind.APPROVE, "bob");

        assertThat(answer).contains("on behalf of");
        stage().assertStillOpen(node, card);
    }

    @Test
    void row10WhoeverMayNotDecideIsRefusedAndToldSo() throws Exception {
        ChatStage.Node node = stage().node(PLAN);
        ChatMessage card = stage().posted(node, ChatStage.SHORT);

        assertThat(stage().click(node, card, Decision.Kind.APPROVE, "dora")).contains("not among those who may decide");
        assertThat(stage().click(node, card, Decision.Kind.APPROVE, "mallory")).isNotBlank();
        assertThat(stage().click(node, card, Decision.Kind.DENY, "mallory")).isNotBlank();
        stage().assertStillOpen(node, card);
    }

    @Test
    void anEscalationIsPostedWhereTheNextLevelIsAndTheOldCardOffersNothing() throws Exception {
        ChatStage.Node node = stage().node(PLAN);
        ChatMessage old = stage().posted(node, ChatStage.SHORT);

        stage().click(node, old, Decision.Kind.ESCALATE, "alice");

        stage().await("the cards of the next level", all -> all.size() == 3);
        ChatMessage moved = stage().awaitFirst("the old card to be taken back", ChatStage::isOver);
        assertThat(moved.text()).contains("escalated");
        List<ChatMessage> next = stage().scene.messages().subList(1, 3);
        assertThat(next).extracting(ChatMessage::place).doesNotHaveDuplicates().doesNotContain(old.place());
        stage().awaitFirst("a note below the old card", m -> !m.thread().isEmpty());
        stage().click(node, next.get(1), Decision.Kind.APPROVE, "dora");
        stage().awaitRun();
        stage().await(
                        "all cards to tell the end",
                        all -> all.stream().allMatch(m -> m.text().contains("returned")));
    }

    @Test
    void row6AButtonOfARoundThatIsOverDecidesNothing() throws Exception {
        ChatStage.Node node = stage().node(PLAN);
        ChatMessage old = stage().posted(node, ChatStage.SHORT);
        stage().click(node, old, Decision.Kind.ESCALATE, "alice");
        stage().await("the cards of the next level", all -> all.size() == 3);

        assertThat(stage().click(node, old, Decision.Kind.APPROVE, "dora")).contains("escalated");
        stage().assertNothingRan();
    }

    @Test
    void whoeverComesTooLateIsToldHowItEndedAndByWhom() throws Exception {
        ChatStage.Node node = stage().node(PLAN);
        ChatMessage card = stage().posted(node, ChatStage.SHORT);
        ChatHouse.decide(node.gate(), node.gate().desk().pending().get(0).id(), Decision.Kind.DENY, "carol");

        String answer = stage().click(node, card, Decision.Kind.APPROVE, "alice");

        assertThat(answer).contains("carol").contains("DENIED_BY_REVIEWER");
        stage().assertNothingRan();
    }

    @Test
    void whatIsDecidedElsewhereIsTakenOverOnTheCard() throws Exception {
        ChatStage.Node node = stage().node(ReviewPlan.of(2, "dba"));
        stage().posted(node, ChatStage.SHORT);
        String id = node.gate().desk().pending().get(0).id();

        ChatHouse.decide(node.gate(), id, Decision.Kind.APPROVE, "carol");
        stage().awaitFirst("a vote elsewhere on the card", m -> m.text().contains("1 of 2 approved"));
        ChatHouse.decide(node.gate(), id, Decision.Kind.DENY, "alice");

        stage().awaitFirst(
                        "an end elsewhere on the card",
                        m -> ChatStage.isOver(m) && m.text().contains("not today"));
    }

    @Test
    void theCardOfARequestThatExpiresTellsSo() throws Exception {
        stage().posted(stage().node(PLAN.decideWithin(Duration.ofSeconds(2))), ChatStage.SHORT);

        stage().awaitFirst(
                        "the end on the card",
                        m -> ChatStage.isOver(m) && m.text().contains("EXPIRED"));
        stage().assertNothingRan();
    }

    @Test
    void aReminderStandsInTheThread() throws Exception {
        stage().posted(stage().node(PLAN.remindEvery(Duration.ofMillis(500))), ChatStage.SHORT);

        ChatMessage reminded = stage().awaitFirst("a reminder", m -> !m.thread().isEmpty());
        assertThat(reminded.thread().get(0)).contains("waiting");
        assertThat(stage().scene.messages()).hasSize(1);
    }

    @Test
    void row16TextThatAttacksTheReaderIsShownAsTextAfterTheFacts() throws Exception {
        ChatStage.Node node = stage().node(PLAN);
        ChatMessage card = stage().posted(node, HOSTILE);

        assertHarmless(card);
        assertThat(card.offers())
                .containsExactlyInAnyOrder(Decision.Kind.APPROVE, Decision.Kind.DENY, Decision.Kind.ESCALATE);
        stage().click(node, card, Decision.Kind.DENY, "alice");
        assertHarmless(stage().awaitFirst("the end on the card", ChatStage::isOver));
        stage().assertNothingRan();
    }

    private static void assertHarmless(ChatMessage card) {
        assertThat(card.text())
                .containsSubsequence(
                        "risk: ", "Who asks", "<!channel> <@U012AB>", "<https://example.test/a|https://bank.test>");
        assertThat(card.text().lines().map(String::strip))
                .as("what the agent wrote begins no line of the card")
                .noneMatch(line -> line.startsWith("approved: by security"));
        assertThat(card.text().codePoints().filter(character -> Character.getType(character) == Character.FORMAT))
                .as("characters that turn a text around, and cannot be seen")
                .isEmpty();
    }

    @Test
    void row17WhatIsNotShownWholeIsNotApprovedHere() throws Exception {
        ChatStage.Node node = stage().node(PLAN);
        ChatMessage card = stage().posted(node, "a long text ".repeat(8_000) + "and its end");

        assertThat(card.offers()).containsExactly(Decision.Kind.DENY);
        assertThat(card.link()).as("a link to the inbox").isTrue();
        assertThat(card.text()).doesNotContain("and its end");
        assertDeniable(node, card);
    }

    /** A forged click approves nothing; a denial counts, even of what nobody saw whole. */
    private void assertDeniable(ChatStage.Node node, ChatMessage card) throws Exception {
        assertThat(stage().click(node, card, Decision.Kind.APPROVE, "alice")).isNotBlank();
        stage().assertNothingRan();
        stage().click(node, card, Decision.Kind.DENY, "carol");
        stage().awaitFirst(
                        "the end on the card",
                        m -> ChatStage.isOver(m) && m.text().contains("DENIED_BY_REVIEWER"));
        stage().assertNothingRan();
    }

    @Test
    void row47WhatIsForTheInboxOnlyIsNotToldAndNotApprovedHere() throws Exception {
        ChatStage.Node node = stage().node(PLAN, tool -> tool.inboxOnly(true));
        ChatMessage card = stage().posted(node, ChatStage.SHORT);

        assertThat(card.offers()).doesNotContain(Decision.Kind.APPROVE);
        assertThat(card.link()).as("a link to the inbox").isTrue();
        assertDeniable(node, card);
        assertThat(stage().scene.messages().toString())
                .doesNotContain(ChatStage.SHORT, "copilot", "not today", "of dba");
    }

    @Test
    void wherePeopleMustBeKnownBetterNothingIsDecidedHere() throws Exception {
        ChatStage.Node node = stage().node(PLAN.assurance(Assurance.IDENTITY_PROVIDER));
        ChatMessage card = stage().posted(node, ChatStage.SHORT);

        assertThat(card.offers()).isEmpty();
        assertThat(card.link()).as("a link to the inbox").isTrue();
        assertThat(stage().click(node, card, Decision.Kind.APPROVE, "alice")).isNotBlank();
        stage().assertNothingRan();
    }

    @Test
    void aClickThatReachesAnotherNodeCounts() throws Exception {
        ChatStage.Node poster = stage().node(PLAN);
        ChatStage.Node other = stage().another("production");
        ChatMessage card = stage().posted(poster, ChatStage.SHORT);
        stage().awaitTold(poster, AuditEventType.APPROVAL_NOTIFIED);

        stage().click(other, card, Decision.Kind.APPROVE, "alice");

        stage().awaitRun();
        stage().awaitFirst(
                        "the end on the card",
                        m -> ChatStage.isOver(m) && m.text().contains("returned"));
    }

    @Test
    void aClickAfterARestartCountsAndTheCardIsTakenOver() throws Exception {
        ChatStage.Node before = stage().node(PLAN);
        ChatMessage card = stage().posted(before, ChatStage.SHORT);
        stage().awaitTold(before, AuditEventType.APPROVAL_NOTIFIED);
        ChatStage.stop(before);

        ChatStage.Node after = stage().another("production");
        stage().click(after, card, Decision.Kind.APPROVE, "alice");

        stage().awaitRun();
        stage().awaitFirst(
                        "the end on the card",
                        m -> ChatStage.isOver(m) && m.text().contains("returned"));
        assertThat(stage().scene.messages())
                .as("what is shown is not posted again")
                .hasSize(1);
    }

    @Test
    void row46AClickThatReachesAnotherRealmDecidesNothing() throws Exception {
        ChatStage.Node production = stage().node(PLAN);
        ChatStage.Node staging = stage().another("staging");
        ChatMessage card = stage().posted(production, ChatStage.SHORT);

        assertThat(stage().click(staging, card, Decision.Kind.APPROVE, "alice")).contains("no such request");
        stage().assertStillOpen(production, card);
    }

    @Test
    void row20WithNobodyButAChatThatIsAwayTheCallIsRefusedAtOnce() throws Exception {
        ChatStage.Node node = stage().node(PLAN);
        stage().scene.away(true);

        stage().house().submit(node.gate(), ChatStage.SHORT);

        stage().await("the refusal", any -> isWithoutChannel(node));
        stage().scene.away(false);
        stage().letTimePass();
        assertThat(stage().scene.messages()).as("what is over is not posted").isEmpty();
    }

    private static boolean isWithoutChannel(ChatStage.Node node) {
        return node.gate().desk().list(RequestStatus.ENDED, "", 10).stream()
                .flatMap(request -> request.progress().outcome().stream())
                .anyMatch(end ->
                        end instanceof Outcome.Refused refused && refused.code().equals(RefusalCode.NO_CHANNEL));
    }

    @Test
    void whatStillWaitsIsPostedOnceWhenTheChatIsBack() throws Exception {
        ChatStage.Node node = stage().withDesk(PLAN);
        stage().scene.away(true);
        stage().house().submit(node.gate(), ChatStage.SHORT);
        stage().awaitTold(node, AuditEventType.APPROVAL_UNDELIVERED);
        stage().scene.away(false);

        stage().runClock();
        ChatMessage card = stage().awaitFirst("the card after the outage", m -> true);
        stage().awaitTold(node, AuditEventType.APPROVAL_NOTIFIED);
        stage().letTimePass();
        assertThat(stage().scene.messages()).hasSize(1);
        stage().click(node, card, Decision.Kind.APPROVE, "alice");
        stage().awaitRun();
    }

    @Test
    void whatEndsDuringAnOutageIsTakenBackWhenTheChatIsBack() throws Exception {
        ChatStage.Node node = stage().node(PLAN);
        ChatMessage card = stage().posted(node, ChatStage.SHORT);
        stage().awaitTold(node, AuditEventType.APPROVAL_NOTIFIED);
        stage().scene.away(true);
        String id = node.gate().desk().pending().get(0).id();
        ChatHouse.decide(node.gate(), id, Decision.Kind.DENY, "carol");
        stage().awaitAlarm();
        assertThat(stage().first().orElseThrow().offers()).isEqualTo(card.offers());
        stage().scene.away(false);

        stage().runClock();
        stage().awaitFirst(
                        "the end on the card",
                        m -> ChatStage.isOver(m) && m.text().contains("DENIED_BY_REVIEWER"));
    }
}
