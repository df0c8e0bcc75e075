package dev.approvals.core.chat;

import com.google.common.util.concurrent.Striped;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.RequestStatus;
import dev.approvals.review.ReviewDesk;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes all messages of a request show what the store says of it: votes, its end, that it has moved on. */
final class Rewriting {

    private static final Logger LOG = LoggerFactory.getLogger(Rewriting.class);
    /** How often a request is looked at again that changes while its messages are rewritten. */
    private static final int LOOKS = 5;

    private final ChatPlatform platform;
    private final Faces faces;
    private final Known known;
    /** One at a time of each request, or an older card might come last. */
    private final Striped<Lock> turns = Striped.lazyWeakLock(1 << 10);

    Rewriting(ChatPlatform platform, Faces faces, Known known) {
        this.platform = platform;
        this.faces = faces;
        this.known = known;
    }

    /**
     * Brings all messages of a request up to date.
     *
     * @param desk where it is looked up
     * @param id its id
     * @param told what is known of it where the store no longer knows it
     * @return whether every message shows what it should; false where that is to be tried again
     */
    boolean upToDate(ReviewDesk desk, String id, Optional<ApprovalRequest> told) {
        Lock turn = turns.get(id);
        turn.lock();
        try {
            return settle(desk, id, told);
        } catch (RuntimeException e) {
            LOG.warn("The messages of request {} could not be brought up to date; it is tried again", id, e);
            return false;
        } finally {
            turn.unlock();
        }
    }

    private boolean settle(ReviewDesk desk, String id, Optional<ApprovalRequest> told) {
        for (int look = 0; look < LOOKS; look++) {
            Optional<ApprovalRequest> request = desk.find(id).or(() -> told);
            if (request.isEmpty()) {
                return true;
            }
            if (!rewrite(desk, request.get())) {
                return false;
            }
            if (stands(desk.find(id).or(() -> told)).equals(stands(request))) {
                return true;
            }
        }
        return false;
    }

    /** What of a request its messages show, and what changes. */
    private record Stand(RequestStatus status, int round, int votes) {}

    private static Optional<Stand> stands(Optional<ApprovalRequest> request) {
        return request.map(ApprovalRequest::progress)
                .map(now -> new Stand(now.status(), now.round(), now.votes().size()));
    }

    private boolean rewrite(ReviewDesk desk, ApprovalRequest request) {
        List<Messages> all = known.of(request.id(), desk);
        boolean done = true;
        for (Messages messages : all) {
            ChatCard card = faces.of(request, messages.round());
            for (String reference : messages.references()) {
                done &= rewrite(reference, card);
            }
        }
        if (done && request.progress().status() == RequestStatus.ENDED) {
            known.forget(request.id(), all);
        }
        return done;
    }

    private boolean rewrite(String reference, ChatCard card) {
        if (known.doesShow(reference, card)) {
            return true;
        }
        try {
            platform.rewrite(reference, card);
            known.shows(reference, card);
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "Message {} of request {} could not be rewritten; it is tried again: {}",
                    reference,
                    card.card().requestId(),
                    String.valueOf(e));
            return false;
        }
    }
}
