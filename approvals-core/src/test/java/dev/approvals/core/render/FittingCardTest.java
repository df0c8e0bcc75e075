package dev.approvals.core.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.call.ToolCall;
import dev.approvals.core.policy.TestCall;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Briefing;
import dev.approvals.review.Impact;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FittingCardTest {

    private static final CardLimits LIMITS = CardLimits.standard();

    @Test
    void aCardThatFitsIsLeftAsItIs() {
        ApprovalRequest request = withLongHistory(Requests.export());

        assertThat(Card.fitting(request, LIMITS, card -> true)).isEqualTo(Card.of(request, LIMITS));
    }

    @Test
    void whatStandsBesideTheArgumentsIsShortenedBeforeAnyOfThem() {
        ApprovalRequest request = withLongHistory(Requests.with("note", "n".repeat(2_000)));
        int before = length(Card.of(request, LIMITS));

        Card card = Card.fitting(request, LIMITS, smaller -> length(smaller) < before / 2);

        assertThat(length(card)).isLessThan(before / 2);
        assertThat(card.whole()).isTrue();
        assertThat(card.section(Topic.ARGUMENTS))
                .isEqualTo(Card.of(request, LIMITS).section(Topic.ARGUMENTS));
        assertThat(card.section(Topic.HISTORY).orElseThrow().rows())
                .last()
                .extracting(Row::text)
                .asString()
                .matches("\\d+ more earlier calls are not shown");
    }

    @Test
    void argumentsThatDoNotFitLeaveAPartialCard() {
        ApprovalRequest request = withLongHistory(Requests.with("note", "n".repeat(9_000)));

        Card card = Card.fitting(request, LIMITS, smaller -> length(smaller) < 4_000);

        assertThat(length(card)).isLessThan(4_000);
        assertThat(card.whole()).isFalse();
    }

    @Test
    void theSmallestCardIsTheAnswerWhereNoneFits() {
        Card card = Card.fitting(Requests.of(Requests.export()), LIMITS, any -> false);

        assertThat(card.whole()).isFalse();
        assertThat(card).isEqualTo(Card.of(Requests.of(Requests.export()), new CardLimits(1, 1, 75, 2)));
    }

    @Test
    void aNameInTheContextThatDoesNotFitLeavesAPartialCard() {
        ApprovalRequest request =
                Requests.of(((TestCall) Requests.export()).withContext(Map.of("k".repeat(5_000), "acme")));

        Card card = Card.of(request, LIMITS);

        assertThat(length(card)).isLessThan(4_000);
        assertThat(card.whole()).isFalse();
    }

    private static int length(Card card) {
        return TextCard.lines(card, 80).stream().mapToInt(String::length).sum();
    }

    private static ApprovalRequest withLongHistory(ToolCall call) {
        List<Briefing.PastCall> log = IntStream.range(0, 30)
                .mapToObj(i -> new Briefing.PastCall(Optional.of(call.at()), "h".repeat(500), "returned"))
                .collect(Collectors.toList());
        return Requests.of(call, new Briefing(Impact.NONE, Optional.empty(), log, Optional.empty()));
    }
}
