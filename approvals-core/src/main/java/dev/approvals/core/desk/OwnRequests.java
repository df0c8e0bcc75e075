package dev.approvals.core.desk;

import dev.approvals.audit.AuditEvent;
import dev.approvals.core.ledger.Requests;
import dev.approvals.core.ledger.Requests.Change;
import dev.approvals.core.ledger.Requests.Request;
import dev.approvals.core.lifecycle.Step;
import dev.approvals.store.ApprovalStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The requests of one realm, in a store that may hold those of others too: of these a desk knows nothing.
 *
 * @param requests all requests of the store
 * @param realm whose are shown
 */
record OwnRequests(Requests requests, String realm) {

    private boolean isOwn(Request request) {
        return request.file().call().realm().equals(realm);
    }

    Optional<Request> find(String id) {
        return requests.find(id).filter(this::isOwn);
    }

    /** As many as are wanted where there are so many, however many of other realms stand between them. */
    List<Request> list(ApprovalStore.Filter filter, String after, int limit) {
        List<Request> own = new ArrayList<>();
        List<Request> page;
        String last = after;
        do {
            page = requests.list(filter, last, limit);
            page.stream().filter(this::isOwn).limit(limit - own.size()).forEach(own::add);
            last = page.isEmpty() ? last : page.get(page.size() - 1).file().id();
        } while (page.size() == limit && own.size() < limit);
        return List.copyOf(own);
    }

    void each(ApprovalStore.Filter filter, Consumer<Request> look) {
        requests.each(filter, request -> {
            if (isOwn(request)) {
                look.accept(request);
            }
        });
    }

    /** As {@link Requests#apply}; a request's realm never changes, so it is looked at once. */
    Optional<Change> apply(String id, Function<Request, Step> steps) {
        return find(id).flatMap(own -> requests.apply(id, steps));
    }

    List<AuditEvent> history(String id) {
        return requests.history(id).stream()
                .filter(event -> event.origin().realm().equals(realm))
                .toList();
    }
}
