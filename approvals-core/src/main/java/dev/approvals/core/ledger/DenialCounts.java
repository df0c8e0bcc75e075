package dev.approvals.core.ledger;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Requester;
import dev.approvals.core.lifecycle.Denials;
import dev.approvals.core.lifecycle.Facts;
import dev.approvals.core.request.DenialsJson;
import dev.approvals.review.Decision;
import dev.approvals.review.Vote;
import dev.approvals.store.StoredRow;
import dev.approvals.tool.ToolSpec;
import java.time.Instant;
import java.util.Optional;

/** How often people denied a requester a tool of late; enough of that locks it. Thread-safe. */
public final class DenialCounts {

    /** Denials of somebody's calls of a tool: there is nothing in them that never changes. */
    private static final String NOTHING = "{}";

    private final Shelf<String, Denials> rows;
    private final Place place;
    private final Denials.Limit limit;

    public DenialCounts(Place place, Denials.Limit limit) {
        this.rows = new Shelf<>(place, new DenialsForm(place, limit));
        this.place = place;
        this.limit = limit;
    }

    /** How denials are written and read; they make no events of their own. */
    private record DenialsForm(Place place, Denials.Limit limit) implements Shelf.Form<String, Denials> {

        @Override
        public StoredRow.Kind kind() {
            return StoredRow.Kind.DENIALS;
        }

        @Override
        public String write(String file) {
            return file;
        }

        @Override
        public String readFile(String json) {
            return json;
        }

        @Override
        public String writeState(Denials state) {
            return DenialsJson.write(state);
        }

        @Override
        public Denials readState(String json) {
            return DenialsJson.read(json);
        }

        @Override
        public boolean ended(Denials state) {
            return state.equals(Denials.NONE);
        }

        @Override
        public Optional<Instant> dueAt(String file, Denials state) {
            return state.dueAt(limit);
        }

        @Override
        public AuditEvent.Origin origin(String file) {
            return new AuditEvent.Origin(place.realm(), place.mode(), "", Requester.UNKNOWN);
        }

        /** Above where it was: made again after the store forgot it, it must not look like an old row that was put back. */
        @Override
        public long begins() {
            return place.store().now().getEpochSecond();
        }
    }

    private String id(Requester requester, ToolSpec tool) {
        return "denials-" + RowKeys.tool(place.realm(), requester, tool.id());
    }

    /** Until when a tool is locked for a requester; empty where it is not. */
    public Optional<Instant> lockedUntil(Requester requester, ToolSpec tool) {
        Instant now = rows.now();
        return rows.find(id(requester, tool))
                .map(Shelf.Entry::state)
                .filter(denials -> denials.locked(now))
                .flatMap(Denials::lockedUntil);
    }

    /** Counts the denial of a request by a person. */
    public void add(Requests.Request denied) {
        Requester requester = denied.file().call().requester();
        ToolSpec tool = denied.file().call().tool();
        Instant now = deniedAt(denied);
        while (true) {
            Shelf.Entry<String, Denials> before =
                    rows.create(id(requester, tool), "", NOTHING, Denials.NONE, Optional.empty());
            Denials next = before.state().add(now, limit);
            if (rows.replace(before, next)) {
                if (next.locked(now) && !before.state().locked(now)) {
                    tell(denied, next.lockedUntil().orElseThrow(), now);
                }
                return;
            }
        }
    }

    /** When the person said so, however much later it is counted. */
    private Instant deniedAt(Requests.Request denied) {
        return denied.state().votes().stream()
                .filter(vote -> vote.decision().kind() == Decision.Kind.DENY)
                .map(Vote::at)
                .max(Instant::compareTo)
                .orElseGet(rows::now);
    }

    /** A lock is a life of one event: what it locks outlives the request that was denied last. */
    private void tell(Requests.Request denied, Instant until, Instant now) {
        AuditEvent.Origin origin = new AuditEvent.Origin(
                place.realm(),
                place.mode(),
                denied.file().call().tool().name(),
                denied.file().call().requester());
        rows.record(new AuditEvent(
                AuditEventType.TOOL_LOCKED,
                now,
                Ids.random(),
                1,
                origin,
                Facts.of(
                        "denials", String.valueOf(limit.most()),
                        "within", limit.within().toString(),
                        "until", until.toString(),
                        "request", denied.file().id())));
    }

    /** Forgets denials that say nothing any more; told by whoever looks after rows that are due. */
    public void tick(String id) {
        rows.find(id)
                .filter(entry -> entry.state().over(rows.now(), limit))
                .ifPresent(entry -> rows.replace(entry, Denials.NONE));
    }
}
