package dev.approvals.testkit.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Mode;
import dev.approvals.core.lifecycle.Lifecycle;
import dev.approvals.core.lifecycle.Progress;
import dev.approvals.core.lifecycle.RequestState;
import dev.approvals.core.lifecycle.Step;
import dev.approvals.core.lifecycle.Terms;
import dev.approvals.core.request.RequestStateJson;
import dev.approvals.store.ApprovalStore;
import dev.approvals.store.StoredRow;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One request's row in a store: every step reads it, applies, and compares and sets, as a node does. */
final class StoredLife implements Story.Machine {

    private final ApprovalStore store;
    private final String id;
    private final Terms terms;

    private StoredLife(ApprovalStore store, String id, Terms terms) {
        this.store = store;
        this.id = id;
        this.terms = terms;
    }

    /** Puts a row for a request into a store. */
    static StoredLife begin(ApprovalStore store, String id, Terms terms, RequestState first) {
        StoredLife life = new StoredLife(store, id, terms);
        StoredRow row = life.row(1, first);
        AuditEvent opened = life.event(1, AuditEventType.APPROVAL_REQUESTED, Map.of(), Story.START);
        assertThat(store.createOrFind(row, List.of(opened))).isEqualTo(row);
        return life;
    }

    /** A step of a story: what the store has must be what the story has, before it and after. */
    @Override
    public Progress<RequestState> apply(Terms same, RequestState state, Step step, Instant now) {
        assertThat(read()).isEqualTo(row(read().version(), state));
        Progress<RequestState> progress = take(step, now);
        if (progress instanceof Progress.Moved<RequestState> moved) {
            assertThat(read()).isEqualTo(row(read().version(), moved.next()));
            assertThat(store.compareAndSet(row(read().version(), state), List.of()))
                    .as("a node that had read the row before overwrites it")
                    .isFalse();
        }
        return progress;
    }

    /** Takes a step, from the start again where another node was faster. */
    Progress<RequestState> take(Step step, Instant now) {
        return take(step, now, () -> {});
    }

    /** The same, with a pause after the first look at the row, in which other nodes may look at it as well. */
    Progress<RequestState> take(Step step, Instant now, Runnable pause) {
        StoredRow row = read();
        pause.run();
        while (true) {
            Progress<RequestState> progress = Lifecycle.apply(terms, RequestStateJson.read(row.state()), step, now);
            if (!(progress instanceof Progress.Moved<RequestState> moved)
                    || store.compareAndSet(
                            row(row.version() + 1, moved.next()),
                            List.of(event(row.version() + 1, moved.type(), moved.facts(), now)))) {
                return progress;
            }
            row = read();
        }
    }

    RequestState state() {
        return RequestStateJson.read(read().state());
    }

    List<AuditEvent> events() {
        return store.events(id);
    }

    private StoredRow read() {
        return store.get(id).orElseThrow(() -> new AssertionError("Row " + id + " is gone"));
    }

    private StoredRow row(long version, RequestState state) {
        return new StoredRow(
                id,
                StoredRow.Kind.REQUEST,
                version,
                new StoredRow.Keys(
                        "call of " + id,
                        state.ended() ? "" : "like " + id,
                        terms.tool().name()),
                state.status(),
                state.dueAt(terms),
                "{\"request\":\"" + id + "\"}",
                RequestStateJson.write(state));
    }

    private AuditEvent event(long version, AuditEventType type, Map<String, String> facts, Instant now) {
        AuditEvent.Origin origin =
                new AuditEvent.Origin("test", Mode.ENFORCING, terms.tool().name(), terms.requester());
        return new AuditEvent(type, now, id, version, origin, facts);
    }
}
