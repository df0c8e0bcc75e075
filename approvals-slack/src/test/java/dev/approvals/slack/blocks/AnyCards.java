package dev.approvals.slack.blocks;

import dev.approvals.call.Mode;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.core.render.Card;
import dev.approvals.core.render.Row;
import dev.approvals.core.render.Section;
import dev.approvals.core.render.Topic;
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
import dev.approvals.testkit.call.TestCall;
import dev.approvals.testkit.random.RandomSource;
import dev.approvals.tool.Risk;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Requests and cards full of text that attacks whoever shows it. */
final class AnyCards {

    private AnyCards() {}

    /** A request with hostile text wherever others write text. */
    static ApprovalRequest request(RandomSource random) {
        Requester requester = Requester.agent("a" + random.hostileText())
                .actingFor(Principal.local("p" + random.hostileText()))
                .in("c" + random.hostileText());
        TestCall call = TestCall.of("export")
                .with("table", random.hostileText())
                .with("tree", tree(random, 3))
                .because(random.hostileText())
                .risk(random.pick(List.of(Risk.values())))
                .by(requester)
                .context("k" + random.hostileText(), random.hostileText())
                .plan(ReviewPlan.of(1, "g" + random.hostileText()))
                .mode(random.pick(List.of(Mode.values())))
                .briefing(briefing(random));
        return random.flip() ? call.request() : ended(call.request(), random);
    }

    private static Object tree(RandomSource random, int depth) {
        if (depth == 0 || random.oneIn(3)) {
            return random.hostileText();
        }
        if (random.flip()) {
            return random.listOf(0, 12, inner -> tree(inner, depth - 1));
        }
        Map<String, Object> map = new HashMap<>();
        random.listOf(0, 12, RandomSource::hostileText).forEach(key -> map.put(key, tree(random, depth - 1)));
        return map;
    }

    private static Briefing briefing(RandomSource random) {
        Impact impact = Impact.NONE;
        for (String what : random.listOf(0, 25, RandomSource::hostileText)) {
            impact = impact.change(what, random.hostileText(), random.hostileText());
        }
        List<Briefing.PastCall> log = random.listOf(
                0, 25, past -> new Briefing.PastCall(Optional.empty(), past.hostileText(), past.hostileText()));
        return new Briefing(impact, Optional.of(random.hostileText()), log, Optional.empty());
    }

    private static ApprovalRequest ended(ApprovalRequest open, RandomSource random) {
        Vote vote = new Vote(
                open.deny(Reviewer.named("alice"), "n" + random.text(200)),
                "alice" + random.hostileText(),
                open.call().at());
        Outcome outcome = new Outcome.Refused(
                new Outcome.Subject(open.id(), "export", open.call().requester()),
                RefusalCode.DENIED_BY_REVIEWER,
                random.hostileText());
        return new ApprovalRequest(
                open.call(),
                open.terms(),
                new ApprovalRequest.Progress(RequestStatus.ENDED, 0, 0, List.of(vote), Optional.of(outcome)),
                open.briefing());
    }

    /** Sections that no request makes: of any number, with rows of any number and length. */
    static Card card(RandomSource random) {
        List<Section> sections = random.listOf(
                0, 12, each -> new Section(each.pick(List.of(Topic.values())), each.listOf(0, 30, AnyCards::row)));
        return new Card(random.text(40), random.text(200), random.pick("", "DEVELOPMENT"), sections, random.flip());
    }

    private static Row row(RandomSource random) {
        return new Row(
                random.between(0, 20),
                random.pick("", "what", "risk", visible(random)),
                random.pick("", visible(random)),
                random.oneIn(5) ? random.listOf(0, 10, AnyCards::visible) : List.of());
    }

    private static String visible(RandomSource random) {
        String text = VisibleText.escape(random.hostileText());
        return text.substring(0, Math.min(text.length(), random.pick(20, 300, 4_000)));
    }
}
