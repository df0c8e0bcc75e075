package dev.approvals.core.ledger;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.core.capture.Digests;
import dev.approvals.core.capture.LikenessKey;
import dev.approvals.core.capture.Payload;
import dev.approvals.core.lifecycle.GrantState;
import dev.approvals.core.lifecycle.GrantStep;
import dev.approvals.core.lifecycle.GrantTerms;
import dev.approvals.core.lifecycle.Grants;
import dev.approvals.core.lifecycle.Progress;
import dev.approvals.core.lifecycle.Roster;
import dev.approvals.core.request.CallFacts;
import dev.approvals.core.request.GrantFile;
import dev.approvals.core.request.GrantJson;
import dev.approvals.core.request.RequestFile;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.policy.Scope;
import dev.approvals.review.Grant;
import dev.approvals.review.Reviewer;
import dev.approvals.store.StoredRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The approvals that cover further calls. Thread-safe. */
public final class IssuedGrants {

    private final Shelf<GrantFile, GrantState> rows;
    private final Place place;
    private final LikenessKey likeness;

    /**
     * The grants of a place.
     *
     * @param likeness tells which calls are alike
     */
    public IssuedGrants(Place place, LikenessKey likeness) {
        this.rows = new Shelf<>(place, new GrantForm(place));
        this.place = place;
        this.likeness = likeness;
    }

    /** How grants are written and read. */
    private record GrantForm(Place place) implements Shelf.Form<GrantFile, GrantState> {

        @Override
        public StoredRow.Kind kind() {
            return StoredRow.Kind.GRANT;
        }

        @Override
        public String write(GrantFile file) {
            return GrantJson.write(file);
        }

        @Override
        public GrantFile readFile(String json) {
            return GrantJson.readFile(json);
        }

        @Override
        public String writeState(GrantState state) {
            return GrantJson.write(state);
        }

        @Override
        public GrantState readState(String json) {
            return GrantJson.readState(json);
        }

        @Override
        public boolean ended(GrantState state) {
            return state.ended();
        }

        @Override
        public Optional<Instant> dueAt(GrantFile file, GrantState state) {
            return state.dueAt(file.terms());
        }

        @Override
        public AuditEvent.Origin origin(GrantFile file) {
            return new AuditEvent.Origin(
                    place.realm(), place.mode(), file.tool(), file.terms().requester());
        }
    }

    /**
     * What became of a step.
     *
     * @param grant the grant as it is now
     * @param progress what the state machine said
     * @param recorded whether the audit took the event
     */
    public record Change(Grant grant, Progress<GrantState> progress, boolean recorded) {
        /** Whether the grant covers nothing any more. */
        public boolean over() {
            return grant.usesLeft() == 0;
        }
    }

    /** The id of the grant that a request's approval gives: whoever does it again finds it. */
    public static String id(String requestId) {
        return requestId + "-grant";
    }

    /** Gives the grant of an approved request, where its approval covers further calls and it was not given before. */
    public void issue(Requests.Request approved) {
        if (approved.state().scope().isEmpty()) {
            return;
        }
        RequestFile file = approved.file();
        GrantTerms terms = GrantTerms.of(id(file.id()), file.terms(), approved.state());
        CallFacts call = file.call().facts();
        GrantFile grant = new GrantFile(
                terms,
                call.tool().id(),
                call.tool().name(),
                likeness(call, file.payload(), terms.scope()),
                file.call().digest(),
                file.call().summary());
        Progress.Moved<GrantState> first = Grants.issue(terms);
        rows.create(
                grant.id(),
                RowKeys.tool(place.realm(), call.requester(), call.tool().id()),
                grant,
                first.next(),
                Optional.of(rows.event(grant.id(), grant, 1, first, rows.now())));
    }

    /** What calls have alike that one grant covers: everything but the arguments that may differ. */
    private String likeness(CallFacts call, Payload payload, Scope scope) {
        Payload bound = new Payload(payload.values().stream()
                .filter(value -> !scope.free().contains(value.name()))
                .toList());
        return Digests.likeness(likeness, call.header(), bound);
    }

    /** The grants that a call is covered by, as far as its requester and arguments go; oldest first. */
    public List<GrantFile> covering(CallFacts call, Payload payload) {
        return rows
                .open(RowKeys.tool(place.realm(), call.requester(), call.tool().id()))
                .stream()
                .map(Shelf.Entry::file)
                .filter(grant -> grant.likeness()
                        .equals(likeness(call, payload, grant.terms().scope())))
                .toList();
    }

    /** Whether a grant is of this gate's deployment: the realm is among what its group is made of. */
    private boolean isOfThisRealm(Shelf.Entry<GrantFile, GrantState> entry) {
        GrantFile grant = entry.file();
        String group = RowKeys.tool(place.realm(), grant.terms().requester(), grant.toolId());
        return entry.row().keys().group().equals(group);
    }

    /** {@return the grants that are not over, oldest first} */
    public List<Grant> open() {
        return rows.open("").stream()
                .filter(this::isOfThisRealm)
                .map(entry -> entry.file().at(entry.state()))
                .toList();
    }

    /**
     * Takes a use of a grant for a call; a grant that does not hold any more is ended.
     *
     * @return whether the use was taken, and is on record
     */
    public boolean use(String id, GrantStep.Use use) {
        Optional<Change> change = apply(id, any -> use);
        change.map(Change::progress).ifPresent(progress -> endIfInvalid(id, progress));
        return change.filter(Change::recorded)
                .filter(taken -> taken.progress() instanceof Progress.Moved<GrantState> moved
                        && moved.type().equals(AuditEventType.GRANT_USED))
                .isPresent();
    }

    private void endIfInvalid(String id, Progress<GrantState> progress) {
        if (progress instanceof Progress.Rejected<GrantState> rejected
                && rejected.code().equals(RefusalCode.INVALIDATED)) {
            apply(id, any -> new GrantStep.Invalidate(rejected.code(), rejected.message()));
        }
    }

    /**
     * A person ends a grant.
     *
     * @param rosters says who those that gave it are, and this person
     */
    public Optional<Change> revoke(String id, Reviewer reviewer, String reason, Function<GrantTerms, Roster> rosters) {
        return rows.find(id)
                .filter(this::isOfThisRealm)
                .flatMap(own ->
                        apply(id, grant -> new GrantStep.Revoke(reviewer, reason, rosters.apply(grant.terms()))));
    }

    /** Ends a grant whose time is over; told by whoever looks after rows that are due. */
    public void tick(String id) {
        apply(id, any -> new GrantStep.Tick());
    }

    /** A grant of an earlier life of the store is worth nothing in this one. */
    private Optional<Change> apply(String id, Function<GrantFile, GrantStep> step) {
        return rows.apply(id, (entry, now) -> {
                    GrantTerms terms = entry.file().terms();
                    boolean stale = terms.epoch() != place.store().epoch()
                            && !entry.state().ended();
                    GrantStep next = stale
                            ? new GrantStep.Invalidate(
                                    RefusalCode.INVALIDATED, "The store came back from a backup since it was given.")
                            : step.apply(entry.file());
                    return Grants.apply(terms, entry.state(), next, now);
                })
                .map(change -> new Change(
                        change.entry().file().at(change.entry().state()), change.progress(), change.recorded()));
    }
}
