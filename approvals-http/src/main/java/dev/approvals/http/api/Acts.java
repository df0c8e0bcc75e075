package dev.approvals.http.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvals.http.exchange.Json;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Directory;
import dev.approvals.review.Person;
import dev.approvals.review.RequestStatus;
import java.util.Optional;

/** What somebody may do about a request, and why not. Only the desk decides it; this is what it would say now. */
final class Acts {

    private final Shelf shelf;
    private final Directory directory;

    Acts(Shelf shelf, Directory directory) {
        this.shelf = shelf;
        this.directory = directory;
    }

    boolean mayDecide(ApprovalRequest request, Viewer viewer) {
        return objection(request, viewer).isEmpty();
    }

    /** The request in a few lines, with what it means for somebody. */
    ObjectNode summary(ApprovalRequest request, Viewer viewer) {
        ObjectNode json = shelf.summary(request);
        Optional<String> objection = objection(request, viewer);
        ObjectNode mine = json.putObject("mine").put("mayDecide", objection.isEmpty());
        objection.ifPresent(why -> mine.put("why", why));
        return json;
    }

    ObjectNode actions(ApprovalRequest request, Viewer viewer) {
        ObjectNode actions = Json.object();
        Optional<String> objection = objection(request, viewer);
        for (String act : new String[] {"approve", "deny", "escalate"}) {
            ObjectNode one =
                    actions.putObject(act).put("may", objection.isEmpty()).put("comment", "offered");
            objection.ifPresent(why -> one.put("why", why));
        }
        return actions;
    }

    private Optional<String> objection(ApprovalRequest request, Viewer viewer) {
        Person person = viewer.person();
        if (request.progress().status() != RequestStatus.PENDING) {
            return Optional.of("The request is decided.");
        }
        boolean behind = request.call().requester().accounts().stream()
                .anyMatch(account -> account.equals(viewer.reviewer().account())
                        || directory
                                .resolve(account)
                                .filter(p -> p.id().equals(person.id()))
                                .isPresent());
        if (behind) {
            return Optional.of("The call is made on your behalf: somebody else decides.");
        }
        if (request.progress().votes().stream().anyMatch(vote -> vote.person().equals(person.id()))) {
            return Optional.of("You have decided before.");
        }
        boolean asked = request.level().seats().stream().anyMatch(seat -> seat.admits(person.groups()));
        return asked
                ? Optional.empty()
                : Optional.of("You are not among those who may decide: "
                        + request.level().describe());
    }
}
