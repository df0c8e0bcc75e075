package dev.approvals.core.chat;

import dev.approvals.policy.Assurance;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Decision;
import dev.approvals.review.RequestStatus;
import java.util.ArrayList;
import java.util.List;

/** What can be decided on a card: nothing that the gate would refuse to anybody who clicks it. */
final class Offers {

    private Offers() {}

    /**
     * The buttons of a card.
     *
     * @param request the request, as the card shows it
     * @param whole whether the card shows the whole call
     * @return the buttons, in order
     */
    static List<Offer> of(ApprovalRequest request, boolean whole) {
        List<Offer> offers = new ArrayList<>();
        if (request.progress().status() != RequestStatus.PENDING || !knowsWell(request)) {
            return offers;
        }
        if (whole) {
            boolean explained = request.terms().plan().demands().comment();
            offers.add(new Offer(Decision.Kind.APPROVE, explained ? Offer.Comment.REQUIRED : Offer.Comment.NONE));
        }
        offers.add(new Offer(Decision.Kind.DENY, Offer.Comment.NONE));
        offers.add(new Offer(Decision.Kind.DENY, Offer.Comment.REQUIRED));
        if (whole && hasNextLevel(request)) {
            offers.add(new Offer(Decision.Kind.ESCALATE, Offer.Comment.OPTIONAL));
        }
        return offers;
    }

    /** Whether a chat platform knows people as well as the plan demands. Where not, no vote of theirs counts there. */
    static boolean knowsWell(ApprovalRequest request) {
        return request.terms().plan().assurance().compareTo(Assurance.CHAT_PLATFORM) <= 0;
    }

    private static boolean hasNextLevel(ApprovalRequest request) {
        return request.progress().level() + 1 < request.terms().plan().levels().size();
    }
}
