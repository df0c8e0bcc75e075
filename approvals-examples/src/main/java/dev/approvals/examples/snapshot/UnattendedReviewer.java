package dev.approvals.examples.snapshot;

import dev.approvals.core.render.Card;
import dev.approvals.core.render.CardLimits;
import dev.approvals.core.render.Section;
import dev.approvals.core.render.TextCard;
import dev.approvals.core.render.Topic;
import dev.approvals.review.Answer;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Approver;
import dev.approvals.review.Decision;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Alice, where nobody sits at a terminal: she lets a small export be written and lets no personal data out. */
final class UnattendedReviewer implements Approver {

    private static final int SMALL = 500;
    private static final Set<Topic> LEFT_OUT = EnumSet.of(Topic.WHO, Topic.REVIEW, Topic.EVIDENCE);

    private final Narrator narrator;

    UnattendedReviewer(Narrator narrator) {
        this.narrator = narrator;
    }

    @Override
    public Answer review(ApprovalRequest request) {
        narrator.shows(TextCard.lines(glance(request), Narrator.WIDTH - 2));
        Decision decision = decide(request);
        String verb = decision.kind() == Decision.Kind.APPROVE ? "approves: " : "denies: ";
        narrator.says("Alice", verb + decision.comment());
        return decision;
    }

    /** The card without the parts that tell this demonstration's reader nothing new; a person is shown all of it. */
    private static Card glance(ApprovalRequest request) {
        Card card = Card.of(request, CardLimits.standard());
        List<Section> told = card.sections().stream()
                .filter(section -> !LEFT_OUT.contains(section.topic()))
                .toList();
        return new Card(card.requestId(), card.title(), card.stamp(), told, card.whole());
    }

    private static Decision decide(ApprovalRequest request) {
        Integer rows = request.call().tool().name().equals("export")
                ? request.call().arguments().get("rows", Integer.class)
                : null;
        return rows != null && rows <= SMALL
                ? request.approve(People.ALICE, "a small sample, kept in the house")
                : request.deny(People.ALICE, "personal data stays in the house");
    }
}
