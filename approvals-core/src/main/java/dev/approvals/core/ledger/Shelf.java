package dev.approvals.core.ledger;

import com.google.common.util.concurrent.Striped;
import dev.approvals.audit.AuditEvent;
import dev.approvals.core.audit.AuditFailedException;
import dev.approvals.core.lifecycle.Progress;
import dev.approvals.review.RequestStatus;
import dev.approvals.store.ApprovalStore;
import dev.approvals.store.StoredRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows of one kind that stand beside the requests: read, changed by compare-and-set, recorded. Thread-safe.
 *
 * @param <F> what never changes of a row
 * @param <S> how far it is
 */
final class Shelf<F, S> {

    private static final Logger LOG = LoggerFactory.getLogger(Shelf.class);

    private final Place place;
    private final Form<F, S> form;
    /** Keeps the events of one row in order on their way to the sinks. */
    private final Striped<Lock> turns = Striped.lazyWeakLock(1 << 8);

    /** How rows of one kind are written and read. */
    interface Form<F, S> {
        StoredRow.Kind kind();

        String write(F file);

        F readFile(String json);

        String writeState(S state);

        S readState(String json);

        boolean ended(S state);

        Optional<Instant> dueAt(F file, S state);

        AuditEvent.Origin origin(F file);

        /** The first version of a row that begins without an event. */
        default long begins() {
            return 0;
        }
    }

    /** A row at one moment. */
    record Entry<F, S>(StoredRow row, F file, S state) {
        String id() {
            return row.id();
        }
    }

    /**
     * What became of a step.
     *
     * @param entry the row as it is now
     * @param progress what the state machine said
     * @param recorded whether the audit took the event
     */
    record Change<F, S>(Entry<F, S> entry, Progress<S> progress, boolean recorded) {
        /** Whether the step counts, now for the first time, and is on record. */
        boolean counts() {
            return recorded && progress instanceof Progress.Moved;
        }
    }

    Shelf(Place place, Form<F, S> form) {
        this.place = place;
        this.form = form;
    }

    Instant now() {
        return place.store().now();
    }

    Optional<Entry<F, S>> find(String id) {
        return place.store().get(id).filter(row -> row.kind() == form.kind()).map(this::entry);
    }

    private Entry<F, S> entry(StoredRow row) {
        return new Entry<>(row, form.readFile(row.content()), form.readState(row.state()));
    }

    /** The rows that are not over, oldest first; those of every group where none is named. */
    List<Entry<F, S>> open(String group) {
        return all(ApprovalStore.Filter.of(form.kind(), RequestStatus.PENDING).inGroup(group));
    }

    /** The rows of every status, oldest first. */
    List<Entry<F, S>> all() {
        return all(ApprovalStore.Filter.of(form.kind()));
    }

    private List<Entry<F, S>> all(ApprovalStore.Filter filter) {
        List<Entry<F, S>> all = new ArrayList<>();
        Pages.each(place.store(), filter, row -> all.add(entry(row)));
        return all;
    }

    /**
     * Puts a row in, unless one of that id is there.
     *
     * @param group what rows that are listed together have in common
     * @param first the event of the beginning; empty for what nobody needs to hear of
     * @return the row that is there now
     */
    Entry<F, S> create(String id, String group, F file, S state, Optional<AuditEvent> first) {
        return inTurn(
                id,
                () -> find(id).orElseGet(() -> {
                    StoredRow row = new StoredRow(
                            id,
                            form.kind(),
                            first.map(AuditEvent::sequence).orElseGet(form::begins),
                            new StoredRow.Keys("", "", group),
                            status(state),
                            form.dueAt(file, state),
                            form.write(file),
                            form.writeState(state));
                    StoredRow there =
                            place.store().createOrFind(row, first.stream().toList());
                    place.due().accept(there.dueAt());
                    Entry<F, S> entry = new Entry<>(there, file, form.readState(there.state()));
                    if (first.isPresent() && !record(first.get())) {
                        // What could not be recorded must not go on.
                        drop(entry);
                    }
                    return entry;
                }));
    }

    private RequestStatus status(S state) {
        return form.ended(state) ? RequestStatus.ENDED : RequestStatus.PENDING;
    }

    /**
     * Applies a step to a row, again from the start where somebody else was faster.
     *
     * @param step makes of the row and the store's time what the state machine says
     * @return what became of it, or empty where there is no such row
     */
    Optional<Change<F, S>> apply(String id, BiFunction<Entry<F, S>, Instant, Progress<S>> step) {
        while (true) {
            Optional<Entry<F, S>> found = find(id);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            Optional<Change<F, S>> change = attempt(found.get(), step);
            if (change.isPresent()) {
                return change;
            }
        }
    }

    private Optional<Change<F, S>> attempt(Entry<F, S> entry, BiFunction<Entry<F, S>, Instant, Progress<S>> step) {
        Instant now = now();
        Progress<S> progress = step.apply(entry, now);
        if (!(progress instanceof Progress.Moved<S> moved)) {
            return Optional.of(new Change<>(entry, progress, true));
        }
        AuditEvent event = event(entry.id(), entry.file(), entry.row().version() + 1, moved, now);
        return inTurn(
                entry.id(),
                () -> replaced(entry, moved.next(), status(moved.next()), List.of(event))
                        .map(after -> new Change<>(after, progress, record(event))));
    }

    /** Replaces a row without an event; false where somebody else was faster. */
    boolean replace(Entry<F, S> entry, S next) {
        return replaced(entry, next, status(next), List.of()).isPresent();
    }

    /** Ends a row that stands for nothing, whatever its state says, without an event. */
    void drop(Entry<F, S> entry) {
        replaced(entry, entry.state(), RequestStatus.ENDED, List.of());
    }

    private Optional<Entry<F, S>> replaced(Entry<F, S> before, S state, RequestStatus status, List<AuditEvent> events) {
        StoredRow row = new StoredRow(
                before.id(),
                form.kind(),
                before.row().version() + 1,
                before.row().keys(),
                status,
                status == RequestStatus.ENDED ? Optional.empty() : form.dueAt(before.file(), state),
                before.row().content(),
                form.writeState(state));
        if (!place.store().compareAndSet(row, events)) {
            return Optional.empty();
        }
        place.due().accept(row.dueAt());
        return Optional.of(new Entry<>(row, before.file(), state));
    }

    /** The event of a step that moved a row. */
    AuditEvent event(String id, F file, long sequence, Progress.Moved<S> moved, Instant now) {
        return new AuditEvent(moved.type(), now, id, sequence, form.origin(file), moved.facts());
    }

    /** Tells the audit; false where it does not take the event. */
    boolean record(AuditEvent event) {
        try {
            place.trail().record(event);
            return true;
        } catch (AuditFailedException e) {
            LOG.error("{} of {} was not recorded", event.type(), event.callId(), e);
            return false;
        }
    }

    private <T> T inTurn(String id, Supplier<T> step) {
        Lock turn = turns.get(id);
        turn.lock();
        try {
            return step.get();
        } finally {
            turn.unlock();
        }
    }
}
