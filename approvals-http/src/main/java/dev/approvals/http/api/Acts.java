package dev.approvals.http.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvals.core.text.VisibleText;
import dev.approvals.http.exchange.Json;
import dev.approvals.outcome.Outcome;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Decision;
import dev.approvals.review.Receipt;
import dev.approvals.review.RequestStatus;
import dev.approvals.review.ReviewDesk;
import java.util.Optional;
import java.util.Set;

/** What somebody may do about a request, and why not: what the desk would say now, which decides it then. */
final class Acts {

    /** Stands for the words that a decision may need. */
    private static final String WORDS = "-";

    /** Refusals that go when the person opens the request and takes the time that the plan asks for. */
    private static final Set<RefusalCode> UNREAD =
            Set.of(RefusalCode.PARTIAL_VIEW, RefusalCode.NOT_DELIVERED, RefusalCode.TOO_SOON);

    /** Refusals that are about the person, and not about where the request stands. */
    private static final Set<RefusalCode> PERSONAL = Set.of(
            RefusalCode.SELF_APPROVAL,
            RefusalCode.NOT_ELIGIBLE,
            RefusalCode.UNKNOWN_REVIEWER,
            RefusalCode.ASSURANCE_TOO_WEAK,
            RefusalCode.IDENTITY_FAILED,
            RefusalCode.STORE_FAILED);

    private final Shelf shelf;

    Acts(Shelf shelf) {
        this.shelf = shelf;
    }

    private ReviewDesk desk() {
        return shelf.inbox().desk();
    }

    boolean mayDecide(ApprovalRequest request, Viewer viewer) {
        return objection(request, viewer).isEmpty();
    }

    /** The request in a few lines, with what it means for somebody. */
    ObjectNode summary(ApprovalRequest request, Viewer viewer) {
        ObjectNode json = shelf.summary(request);
        Optional<String> objection = objection(request, viewer);
        ObjectNode mine = json.putObject("mine").put("mayDecide", objection.isEmpty());
        objection.ifPresent(why -> mine.put("why", VisibleText.escape(why)));
        return json;
    }

    private Optional<String> objection(ApprovalRequest request, Viewer viewer) {
        if (request.progress().status() != RequestStatus.PENDING) {
            return Optional.of("The request is decided.");
        }
        if (request.progress().votes().stream()
                .anyMatch(vote -> vote.person().equals(viewer.person().id()))) {
            return Optional.of("You have decided.");
        }
        Receipt receipt = desk().check(request.approve(viewer.reviewer(), WORDS));
        return receipt.refusal().filter(code -> !UNREAD.contains(code)).map(code -> receipt.message());
    }

    /** What somebody may do who has just been shown the request. */
    ObjectNode actions(ApprovalRequest request, Viewer viewer) {
        ObjectNode actions = Json.object();
        Reading reading = new Reading(desk(), request, viewer.person());
        vote(actions, "approve", request.approve(viewer.reviewer(), WORDS), reading);
        vote(actions, "deny", request.deny(viewer.reviewer(), WORDS), reading);
        vote(actions, "escalate", request.escalate(viewer.reviewer(), WORDS), reading);
        if (!request.terms().plan().permits().breakGlass().isEmpty()) {
            vote(actions, "breakGlass", request.breakGlass(viewer.reviewer(), WORDS), reading);
        }
        afterwards(actions, request, viewer);
        return actions;
    }

    private void vote(ObjectNode actions, String name, Decision decision, Reading reading) {
        Receipt receipt = desk().check(decision);
        boolean soon = receipt.refusal().filter(RefusalCode.TOO_SOON::equals).isPresent();
        Optional<RefusalCode> refusal = receipt.refusal().filter(code -> !soon);
        ObjectNode act = actions.putObject(name)
                .put("may", refusal.isEmpty())
                .put("comment", needsWords(decision) ? "required" : "offered");
        if (soon) {
            act.put("wait", reading.left().toString());
        }
        refusal.ifPresent(code -> {
            act.put("code", code.name()).put("why", VisibleText.escape(receipt.message()));
            if (code.equals(RefusalCode.ASSURANCE_TOO_WEAK)) {
                act.put("stepUp", true);
            }
        });
    }

    private boolean needsWords(Decision decision) {
        Decision silent = new Decision(
                decision.requestId(), decision.round(), decision.digest(), decision.kind(), decision.reviewer(), "");
        return desk().check(silent)
                .refusal()
                .filter(RefusalCode.COMMENT_REQUIRED::equals)
                .isPresent();
    }

    private void afterwards(ObjectNode actions, ApprovalRequest request, Viewer viewer) {
        Optional<String> stranger = stranger(request, viewer);
        RequestStatus status = request.progress().status();
        boolean unknown = request.progress()
                .outcome()
                .filter(outcome -> outcome instanceof Outcome.Unknown)
                .isPresent();
        act(actions, "withdraw", status == RequestStatus.APPROVED, stranger, "There is no approval to withdraw.");
        act(actions, "close", unknown, stranger, "Only a call of which nobody knows how it ended needs a note.");
        boolean owed = desk().owedReviews().stream()
                .anyMatch(review -> review.requestId().equals(request.id())
                        && !review.person().equals(viewer.person().id()));
        act(actions, "review", owed, stranger, "No review of yours is owed here.");
    }

    private Optional<String> stranger(ApprovalRequest request, Viewer viewer) {
        Receipt receipt = desk().check(request.deny(viewer.reviewer(), WORDS));
        return receipt.refusal().filter(PERSONAL::contains).map(code -> receipt.message());
    }

    private static void act(
            ObjectNode actions, String name, boolean possible, Optional<String> stranger, String otherwise) {
        boolean may = possible && stranger.isEmpty();
        ObjectNode act = actions.putObject(name).put("may", may).put("comment", "required");
        if (!may) {
            act.put("why", VisibleText.escape(possible ? stranger.orElse(otherwise) : otherwise));
        }
    }
}
