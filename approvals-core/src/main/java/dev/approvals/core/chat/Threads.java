package dev.approvals.core.chat;

import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Decision;
import dev.approvals.review.ReviewDesk;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes in the threads below cards. One that the platform does not take is not made up for: it would come too late. */
final class Threads {

    private static final Logger LOG = LoggerFactory.getLogger(Threads.class);

    private final ChatPlatform platform;
    private final ChatRoutes routes;
    private final Known known;

    Threads(ChatPlatform platform, ChatRoutes routes, Known known) {
        this.platform = platform;
        this.routes = routes;
        this.known = known;
    }

    /** Tells those who are asked that a request still waits. */
    void reminded(ApprovalRequest request, ReviewDesk desk) {
        String text = "Still waiting" + soFar(request) + ". Decide by "
                + request.terms().decideBy() + ".";
        note(request, desk, true, new ChatNote(text, routes.onCall(request.level())));
    }

    private static String soFar(ApprovalRequest request) {
        long approved = request.progress().votes().stream()
                .filter(vote -> vote.decision().kind() == Decision.Kind.APPROVE)
                .count();
        return request.inboxOnly()
                ? ""
                : " for " + Faces.asked(request) + ", " + approved + " of "
                        + request.level().people() + " approved";
    }

    /** Tells those who were asked that others are, and those others that it is their turn. */
    void escalated(ApprovalRequest request, ReviewDesk desk) {
        note(request, desk, false, new ChatNote("Escalated: it is for " + Faces.asked(request) + " now.", List.of()));
        callUpon(request, desk);
    }

    /** Tells those who are asked after an escalation that it is their turn, where their card stands. */
    void callUpon(ApprovalRequest request, ReviewDesk desk) {
        List<String> onCall = routes.onCall(request.level());
        if (!onCall.isEmpty()) {
            String text = "Escalated to you. Decide by " + request.terms().decideBy() + ".";
            note(request, desk, true, new ChatNote(text, onCall));
        }
    }

    private void note(ApprovalRequest request, ReviewDesk desk, boolean ofThisRound, ChatNote note) {
        int round = request.progress().round();
        known.of(request.id(), desk).stream()
                .filter(messages -> ofThisRound ? messages.round() == round : messages.round() == round - 1)
                .flatMap(messages -> messages.references().stream())
                .forEach(reference -> reply(request, reference, note));
    }

    private void reply(ApprovalRequest request, String reference, ChatNote note) {
        try {
            platform.reply(reference, note);
        } catch (IOException | RuntimeException e) {
            LOG.warn("A note on request {} was not posted below {}: {}", request.id(), reference, String.valueOf(e));
        }
    }
}
