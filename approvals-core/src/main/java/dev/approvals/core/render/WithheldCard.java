package dev.approvals.core.render;

import dev.approvals.core.text.VisibleText;
import dev.approvals.outcome.Outcome;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.RequestStatus;
import java.util.ArrayList;
import java.util.List;

/** What chat is told of a request that is for the inbox only. Made from few parts by name, so that nothing slips in. */
final class WithheldCard {

    private WithheldCard() {}

    static Card of(ApprovalRequest request, String where) {
        List<Section> sections = new ArrayList<>();
        if (request.progress().status() != RequestStatus.PENDING) {
            sections.add(new Section(Topic.OUTCOME, List.of(Row.of("now", stands(request)))));
        }
        sections.add(new Section(
                Topic.WHAT,
                List.of(
                        Row.of("what", "a call that is shown in the inbox only"),
                        Row.of("risk", request.call().risk().name()),
                        Row.of("open", VisibleText.escape(where)))));
        sections.add(new Section(
                Topic.WARNINGS,
                List.of(Row.note(0, "this view shows nothing of the call: it can be denied here, not approved"))));
        sections.add(new Section(
                Topic.REVIEW, List.of(Row.of("until", Texts.time(request.terms().decideBy())))));
        return new Card(request.id(), CardMaker.title(request), CardMaker.stamp(request), sections, false);
    }

    /** How far it is, without anybody's words: what a tool threw or a reviewer said may tell what the call was about. */
    private static String stands(ApprovalRequest request) {
        return request.progress()
                .outcome()
                .map(WithheldCard::ended)
                .orElse(ReviewRows.stands(request.progress().status()));
    }

    private static String ended(Outcome outcome) {
        if (outcome instanceof Outcome.Returned) {
            return "the tool ran and returned";
        }
        if (outcome instanceof Outcome.Threw) {
            return "the tool ran and failed";
        }
        if (outcome instanceof Outcome.Refused refused) {
            return "it did not run, " + refused.code();
        }
        return "the tool was started, and nobody knows whether it finished";
    }
}
