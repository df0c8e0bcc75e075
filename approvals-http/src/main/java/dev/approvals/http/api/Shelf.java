package dev.approvals.http.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import dev.approvals.http.exchange.Problem;
import dev.approvals.http.exchange.ProblemException;
import dev.approvals.http.live.Inbox;
import dev.approvals.http.view.CardView;
import dev.approvals.http.view.SummaryView;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Person;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** The requests that one person sees. */
final class Shelf {

    private static final int FLAGS = 10_000;

    private final Inbox inbox;
    private final Visibility visibility;
    /** What a call looks like never changes, so it is looked at once. */
    private final Cache<String, List<String>> flags =
            CacheBuilder.newBuilder().maximumSize(FLAGS).build();

    Shelf(Inbox inbox, Visibility visibility) {
        this.inbox = inbox;
        this.visibility = visibility;
    }

    Inbox inbox() {
        return inbox;
    }

    boolean sees(Person person, ApprovalRequest request) {
        return visibility.sees(person, request);
    }

    Optional<ApprovalRequest> find(Person person, String id) {
        return inbox.desk().find(id).filter(request -> sees(person, request));
    }

    /** The request of a visit; the same answer where it is not there and where it is not for this person. */
    ApprovalRequest the(Visit visit) {
        return find(visit.viewer().person(), visit.id()).orElseThrow(Shelf::unknown);
    }

    static ProblemException unknown() {
        return Problem.of(404, "UNKNOWN_REQUEST", "There is no such request")
                .saying("It was never there, is no longer kept, or is not for you.")
                .toException();
    }

    ObjectNode summary(ApprovalRequest request) {
        try {
            return SummaryView.of(request, flags.get(request.id(), () -> CardView.flags(request)));
        } catch (ExecutionException e) {
            throw new IllegalStateException("The warnings of " + request.id() + " could not be found", e);
        }
    }
}
