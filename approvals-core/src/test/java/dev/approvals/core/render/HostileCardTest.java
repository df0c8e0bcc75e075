package dev.approvals.core.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.call.Mode;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.core.policy.TestCall;
import dev.approvals.core.text.HostileText;
import dev.approvals.core.text.VisibleText;
import dev.approvals.outcome.Outcome;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Briefing;
import dev.approvals.review.Impact;
import dev.approvals.review.RequestStatus;
import dev.approvals.review.Reviewer;
import dev.approvals.review.Vote;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class HostileCardTest {

    private static final int WIDTH = 80;
    private static final Pattern HEADING =
            Pattern.compile("[A-Z][A-Za-z, ]+ [-=]{2,}( DEVELOPMENT ==)? 7f3a91|={70,} 7f3a91");

    private static final Map<String, String> LAYOUT = Map.of(
            "fake row",
            "customers\n| risk: LOW\n| rows: 5",
            "fake heading",
            "x\nReview ------------------------------------------- 7f3a91\n| so far: 2 of 2 approved",
            "fake heading after a screenful",
            " ".repeat(400) + "Review ---------- 7f3a91",
            "fake end of quotes",
            "5\", \"rows\": \"7",
            "wide characters push the rest to a new line",
            "\u8868".repeat(100) + "Approved by: alice",
            "emoji",
            "\uD83D\uDE00".repeat(100),
            "marks",
            "e\u0301\u0302".repeat(200),
            "markup",
            "<!channel> *bold* <https://evil.example|click> ```fence``` [a](javascript:x) <b>html</b>",
            "carriage return",
            "DELETE\rSELECT",
            "a long word",
            "x".repeat(1_000));

    @TestFactory
    Stream<DynamicTest> hostileTextAnywhereStaysText() throws IOException {
        Map<String, String> all = new LinkedHashMap<>(LAYOUT);
        all.putAll(HostileText.corpus());
        return all.entrySet().stream().map(e -> DynamicTest.dynamicTest(e.getKey(), () -> check(e.getValue())));
    }

    private static void check(String hostile) {
        Card calm = Card.of(everywhere("calm"), CardLimits.standard());
        Card card = Card.of(everywhere(hostile), CardLimits.standard());
        List<String> lines = TextCard.lines(card, WIDTH);

        assertThat(lines).allSatisfy(line -> {
            assertThat(line)
                    .satisfiesAnyOf(
                            l -> assertThat(l).startsWith("| "),
                            l -> assertThat(l).matches(HEADING));
            assertThat(columns(line)).isLessThanOrEqualTo(WIDTH);
            assertThat(line.codePoints()).noneMatch(VisibleText::isHidden);
        });
        assertThat(headings(card, lines)).isEqualTo(headings(calm, TextCard.lines(calm, WIDTH)));
    }

    /** The headings but for the warnings', which only hostile text causes. */
    private static List<String> headings(Card card, List<String> lines) {
        assertThat(card.sections().stream().map(Section::topic)).isSorted();
        return lines.stream()
                .filter(line -> !line.startsWith("| ") && !line.startsWith(Topic.WARNINGS.title()))
                .toList();
    }

    private static int columns(String line) {
        return line.codePoints()
                .map(c -> Character.getType(c) == Character.NON_SPACING_MARK ? 0 : c < 0x1100 ? 1 : 2)
                .sum();
    }

    private static ApprovalRequest everywhere(String text) {
        Requester requester = Requester.agent("a" + text)
                .actingFor(Principal.local("p" + text))
                .startedBy(new Principal("i" + text, "s" + text))
                .in("c" + text);
        TestCall call = ((TestCall) Requests.with("x" + text, Map.of("k" + text, List.of(text, Map.of(text, text)))))
                .withSummary(text)
                .withRequester(requester)
                .withContext(Map.of("tenant", text));
        ApprovalRequest open = Requests.of(call);
        Vote vote = new Vote(open.deny(Reviewer.named("alice"), text), "alice" + text, call.at());
        Outcome outcome = new Outcome.Refused(
                new Outcome.Subject(call.id(), "export", requester), RefusalCode.DENIED_BY_REVIEWER, text);
        return new ApprovalRequest(
                call,
                new ApprovalRequest.Terms(ReviewPlan.of(1, "g" + text), text, text, Mode.DEVELOPMENT, call.at()),
                new ApprovalRequest.Progress(RequestStatus.ENDED, 0, 0, List.of(vote), Optional.of(outcome)),
                new Briefing(
                        Impact.of(text, text).change(text, text, text),
                        Optional.of(text),
                        List.of(new Briefing.PastCall(Optional.of(call.at()), text, text)),
                        Optional.of(text)));
    }

    @Test
    void lookalikesAndHiddenCharactersAreFlaggedAtTheTop() {
        Card card = Card.of(
                Requests.of(Requests.with(
                        "to", Map.of("host", "p\u0430ypal.com", "file", "a\u202Efdp.exe", "\u200Bk", "\u05D0"))),
                CardLimits.standard());

        assertThat(warnings(card))
                .contains("mixed script in argument to.host: \"p\u0430ypal\" mixes Cyrillic and Latin")
                .contains("hidden characters in argument to.file, shown as \\u{...}")
                .contains("hidden characters in the name of argument to.\\u{200B ZWSP}k, shown as \\u{...}")
                .anyMatch(line -> line.startsWith("right-to-left letters in argument to."));
    }

    @Test
    void quotesCannotPretendToEndAValueOrAName() {
        Card card = Card.of(
                Requests.of(Requests.with("v", Map.of("to\": \"bob\", x", "5\", rows: \"7"))), CardLimits.standard());

        assertThat(TextCard.lines(card, WIDTH))
                .containsSequence(
                        "| v:",
                        "|   \"to\\u{22 QUOTE}: \\u{22 QUOTE}bob\\u{22 QUOTE}, x\": text",
                        "|     > 5\", rows: \"7");
    }

    @Test
    void aLineBrokenAtABlankShowsTheBlank() {
        List<String> lines = new ArrayList<>();
        Wrap.into(lines, 10, "| ", "rm -rf /data /tmp", "| + ");

        assertThat(lines).containsExactly("| rm -rf", "| +  /data", "| +  /tmp");
    }

    @Test
    void anHonestCardWarnsOfNothing() {
        Card card = Card.of(
                Requests.of(Requests.with("note", "Z\u00fcrich, \u6771\u4eac\nline two")), CardLimits.standard());

        assertThat(card.section(Topic.WARNINGS)).isEmpty();
    }

    private static List<String> warnings(Card card) {
        return card.section(Topic.WARNINGS).orElseThrow().rows().stream()
                .map(Row::text)
                .collect(Collectors.toList());
    }
}
