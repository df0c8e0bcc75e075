package dev.approvals.core.engine;

import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Requester;
import dev.approvals.core.judge.Conversation;
import dev.approvals.core.judge.Screening;
import dev.approvals.core.ledger.Requests;
import dev.approvals.core.ledger.RowKeys;
import dev.approvals.core.ledger.Steps;
import dev.approvals.core.lifecycle.Facts;
import dev.approvals.core.request.RequestFile;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.store.StoredRow;
import java.util.Optional;

/**
 * Opens a request, or finds the one of an equal call of the same requester: one that is open is joined, and one that was
 * denied in this conversation answers for the next.
 */
final class Joining {

    private final String realm;
    private final Requests requests;
    private final Caps caps;

    Joining(String realm, Requests requests, Caps caps) {
        this.realm = realm;
        this.requests = requests;
        this.caps = caps;
    }

    /** What came of it. */
    sealed interface Joined {
        /** The request, opened or found. */
        record Open(Requests.Request request) implements Joined {}

        /** Nobody is asked. */
        record Over(Screening.Refusal refusal) implements Joined {}
    }

    /**
     * Opens a request or finds one.
     *
     * @param request the request, whose keys are not known yet
     * @param likeness the call's likeness digest
     */
    Joined open(Requests.Opening request, String likeness, Conversation conversation, Steps steps) {
        RequestFile file = request.file();
        Requester requester = file.call().requester();
        boolean reused = conversation.reusesId(requester.toolCallId(), likeness);
        String group = RowKeys.requester(realm, requester);
        String call = requester.toolCallId().isEmpty() ? "" : RowKeys.call(requester, likeness);
        String join = RowKeys.join(requester, likeness);
        while (true) {
            StoredRow.Keys keys = new StoredRow.Keys(call, join, group);
            Requests.Opening opening = request.foundBy(keys, reused);
            Joined joined = caps.inTurn(
                    group,
                    () -> crowded(opening)
                            .<Joined>map(Joined.Over::new)
                            .orElseGet(() -> new Joined.Open(requests.open(opening, steps))));
            if (!(joined instanceof Joined.Open open)
                    || open.request().file().id().equals(file.id())) {
                return joined;
            }
            Optional<String> denied = deniedBefore(open.request(), keys);
            if (denied.isEmpty()) {
                String found = open.request().file().id();
                steps.tell(AuditEventType.ACTION_JOINED, Facts.of("request", found));
                return open;
            }
            if (!file.terms().plan().permits().askAgain()) {
                return new Joined.Over(Screening.Refusal.remembered(denied.get()));
            }
            join = RowKeys.again(join, denied.get());
        }
    }

    /** What is covered keeps nobody waiting. */
    private Optional<Screening.Refusal> crowded(Requests.Opening opening) {
        return opening.grant().isPresent()
                ? Optional.empty()
                : caps.tooMany(opening.file().call().requester(), opening.keys());
    }

    /** The request of another call than this one that a person denied. */
    private static Optional<String> deniedBefore(Requests.Request found, StoredRow.Keys keys) {
        boolean thisCall =
                !keys.call().isEmpty() && keys.call().equals(found.row().keys().call());
        boolean denied = found.state()
                .ending()
                .filter(ending -> ending.refusal().equals(RefusalCode.DENIED_BY_REVIEWER))
                .isPresent();
        return denied
                        && !thisCall
                        && !found.file().call().requester().conversation().isEmpty()
                ? Optional.of(found.file().id())
                : Optional.empty();
    }
}
