package dev.approvals.core.ledger;

import com.google.common.util.concurrent.Striped;
import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.core.audit.AuditFailedException;
import dev.approvals.core.audit.Trail;
import dev.approvals.core.lifecycle.Ending;
import dev.approvals.core.lifecycle.Lifecycle;
import dev.approvals.core.lifecycle.Progress;
import dev.approvals.core.lifecycle.RequestState;
import dev.approvals.core.lifecycle.Step;
import dev.approvals.core.request.RequestFile;
import dev.approvals.core.request.RequestFileJson;
import dev.approvals.core.request.RowCodec;
import dev.approvals.core.seal.BrokenSealException;
import dev.approvals.core.store.InMemoryApprovalStore;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.review.RequestStatus;
import dev.approvals.store.ApprovalStore;
import dev.approvals.store.StoredRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where requests change: read, apply the step, compare and set, record, tell what moved. */
public final class Requests {

    private static final Logger LOG = LoggerFactory.getLogger(Requests.class);

    private final ApprovalStore store;
    private final Trail trail;
    private final Rows rows;
    /** What this process last saw of the requests that it opened and that have not ended; saves reading their JSON. */
    private final Map<String, Request> open = new ConcurrentHashMap<>();
    /** Keeps the events of one request in order on their way to the sinks; requests do not wait for each other. */
    private final Striped<Lock> turns = Striped.lazyWeakLock(1 << 12);

    private volatile Listener listener = Listener.NOBODY;

    /** Told of what this process did to requests: of each request in order, under its turn, so it must not block. */
    public interface Listener {
        Listener NOBODY = new Listener() {};

        default void opened(Request request) {}

        default void moved(Request before, Request after, AuditEventType type) {}

        /** Another process changed a request that this one knows, once or more often. */
        default void movedElsewhere(Request before, Request after) {}
    }

    /**
     * A request that is about to be opened.
     *
     * @param file what never changes
     * @param state how it begins
     * @param keys what it is found by
     * @param idReused whether the model gave the call the id of another one
     * @param grant the grant that covers it, so that nobody is asked; empty for what people are asked about
     */
    public record Opening(
            RequestFile file, RequestState state, StoredRow.Keys keys, boolean idReused, Optional<String> grant) {

        /** A request that people are asked about, or that a grant covers. */
        public static Opening of(RequestFile file, RequestState state, Optional<String> grant) {
            return new Opening(file, state, StoredRow.Keys.NONE, false, grant);
        }

        /** This one, found by some keys. */
        public Opening foundBy(StoredRow.Keys others, boolean reused) {
            return new Opening(file, state, others, reused, grant);
        }
    }

    /** A request at one moment. */
    public record Request(RequestFile file, RequestState state, StoredRow row) {}

    /**
     * What became of a step.
     *
     * @param request the request as it is now
     * @param progress what the state machine said
     * @param recorded whether the audit took the event
     */
    public record Change(Request request, Progress<RequestState> progress, boolean recorded) {
        public boolean moved() {
            return progress instanceof Progress.Moved;
        }
    }

    public Requests(ApprovalStore store, Trail trail, RequestFileJson.Tools tools, RowCodec codec) {
        this.store = store;
        this.trail = trail;
        rows = store instanceof InMemoryApprovalStore memory
                ? new LiveRows(memory, tools)
                : new WrittenRows(store, codec, tools, open);
    }

    /** {@return the store's epoch, which a new request is born in} */
    public long epoch() {
        return store.epoch();
    }

    /** {@return whether other processes may wait for the same requests} */
    public boolean shared() {
        return store.capabilities().shared();
    }

    /** Names the one that is told of moves; before any request. */
    public void tell(Listener moves) {
        listener = moves;
    }

    /**
     * Opens a request, or finds the one that an equal call opened before.
     *
     * @return the request; its id is another one's where it was found
     */
    public Request open(Opening opening, Steps steps) {
        RequestFile file = opening.file();
        RequestState state = opening.state();
        Lock turn = turns.get(file.id());
        turn.lock();
        try {
            AuditEvent opened = steps.draft(RequestFacts.first(opening), RequestFacts.opened(opening));
            List<AuditEvent> events = new ArrayList<>(steps.told());
            events.add(opened);
            StoredRow row = rows.first(file, state, opening.keys(), opened.sequence());
            Request first = new Request(file, state, row);
            // Before the row is there: whoever is told of it finds the request.
            open.put(file.id(), first);
            Request request = created(first, events);
            if (!request.file().id().equals(file.id())) {
                open.remove(file.id());
                return request;
            }
            if (!record(opened)) {
                return stopUnrecorded(request);
            }
            if (opening.grant().isEmpty()) {
                listener.opened(request);
            }
            return request;
        } finally {
            turn.unlock();
        }
    }

    /** A store that throws may have put the row in all the same: only reading it again tells. */
    private Request created(Request first, List<AuditEvent> events) {
        String id = first.file().id();
        try {
            return rows.createOrFind(first, events);
        } catch (RuntimeException e) {
            return afterFailure(e, () -> find(id)).orElseThrow(() -> {
                open.remove(id);
                return e;
            });
        }
    }

    /** As {@link #created}: the last event tells whose change it was. */
    private boolean replaced(Request next, AuditEvent event) {
        try {
            return rows.compareAndSet(next, List.of(event));
        } catch (RuntimeException e) {
            return afterFailure(
                            e, () -> Optional.of(store.events(next.row().id())).filter(all -> all.contains(event)))
                    .map(any -> true)
                    .orElseThrow(() -> e);
        }
    }

    private static <T> Optional<T> afterFailure(RuntimeException failure, Supplier<Optional<T>> read) {
        try {
            return read.get();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
            return Optional.empty();
        }
    }

    public Optional<Request> find(String id) {
        return rows.find(id);
    }

    /** Finds a request as it is once the sinks were told so: whoever acts on it must not be ahead of the audit. */
    public Optional<Request> settled(String id) {
        Lock turn = turns.get(id);
        turn.lock();
        try {
            return find(id);
        } finally {
            turn.unlock();
        }
    }

    /** What a row says, or what a newer one of its request does; empty where it is gone. */
    public Optional<Request> read(StoredRow row) {
        return rows.read(row);
    }

    /**
     * Applies a step to a request, again from the start where somebody else was faster.
     *
     * @param id the request
     * @param steps makes the step from the request as it is
     * @return what became of it, or empty where there is no such request
     */
    public Optional<Change> apply(String id, Function<Request, Step> steps) {
        while (true) {
            Optional<Request> found = find(id);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            Request request = found.get();
            long epoch = store.epoch();
            boolean outlived =
                    !request.state().ended() && request.file().terms().epoch() != epoch;
            Optional<Change> change = attempt(request, outlived ? new Step.OtherEpoch(epoch) : steps.apply(request));
            // What was open before a backup ends here; the step then meets what has ended.
            if (change.isPresent() && !outlived) {
                return change;
            }
        }
    }

    /** What would become of a step, were it applied now. */
    public Progress<RequestState> preview(Request request, Step step) {
        return Lifecycle.apply(request.file().terms(), request.state(), step, store.now());
    }

    /** {@return the store's time} */
    public Instant now() {
        return store.now();
    }

    /** Applies a step to the version that was read; empty where that is no longer the newest. */
    private Optional<Change> attempt(Request request, Step step) {
        // One time for both: no event of a vote that was in time may say that it was late.
        Instant now = store.now();
        Progress<RequestState> progress = Lifecycle.apply(request.file().terms(), request.state(), step, now);
        if (progress instanceof Progress.Moved<RequestState> moved) {
            return write(request, moved.next(), event(request, moved.type(), moved.facts(), now), progress);
        }
        if (progress instanceof Progress.Rejected<RequestState> rejected && RequestFacts.isPersonal(step)) {
            AuditEvent refused =
                    event(request, AuditEventType.APPROVAL_REFUSED, RequestFacts.refused(step, rejected), now);
            return write(request, request.state(), refused, progress);
        }
        return Optional.of(new Change(request, progress, true));
    }

    private Optional<Change> write(
            Request request, RequestState next, AuditEvent event, Progress<RequestState> progress) {
        RequestFile file = request.file();
        Request after =
                new Request(file, next, rows.next(request, next, RequestFacts.keys(request, next), event.sequence()));
        Lock turn = turns.get(file.id());
        turn.lock();
        try {
            if (!replaced(after, event)) {
                return Optional.empty();
            }
            open.computeIfPresent(file.id(), (id, seen) -> next.ended() ? null : newer(seen, after));
            boolean recorded = record(event);
            if (!recorded && isOpen(next)) {
                return Optional.of(new Change(stopUnrecorded(after), progress, false));
            }
            if (progress instanceof Progress.Moved) {
                listener.moved(request, after, event.type());
            }
            return Optional.of(new Change(after, progress, recorded));
        } finally {
            turn.unlock();
        }
    }

    /** What could not be recorded must not go on; a call that was claimed is stopped by whoever claimed it. */
    private static boolean isOpen(RequestState state) {
        return state.status() == RequestStatus.PENDING || state.status() == RequestStatus.APPROVED;
    }

    /** Stops a request whose last step was not recorded, before that step's turn ends: nobody here acts upon it. */
    private Request stopUnrecorded(Request request) {
        Ending ending = Ending.refused(RefusalCode.AUDIT_FAILED, "The audit did not take an event.");
        Step stop = request.state().status() == RequestStatus.CLAIMED
                ? new Step.Finish(request.state().holder().executionId(), ending)
                : new Step.CallOff(ending.refusal(), ending.text());
        return apply(request.file().id(), any -> stop).map(Change::request).orElse(request);
    }

    private static Request newer(Request one, Request other) {
        return one.row().version() > other.row().version() ? one : other;
    }

    private static AuditEvent event(Request request, AuditEventType type, Map<String, String> facts, Instant now) {
        RequestFile file = request.file();
        return new AuditEvent(
                type,
                now,
                file.id(),
                request.row().version() + 1,
                new AuditEvent.Origin(
                        file.call().realm(),
                        file.mode(),
                        file.call().tool().name(),
                        file.call().requester()),
                facts);
    }

    private boolean record(AuditEvent event) {
        try {
            trail.record(event);
            return true;
        } catch (AuditFailedException e) {
            LOG.error("{} of call {} was not recorded", event.type(), event.callId(), e);
            return false;
        }
    }

    /** {@return the ids of the requests that this process looks after and has not seen end} */
    public Set<String> known() {
        return Set.copyOf(open.keySet());
    }

    /** What this process last saw of a request that it looks after. */
    public Optional<Request> known(String id) {
        return Optional.ofNullable(open.get(id));
    }

    /** Looks after a request from now on, that a process opened which is gone. */
    public void adopt(Request request) {
        open.putIfAbsent(request.file().id(), request);
    }

    /** Looks whether another process has changed a request that this one looks after, and tells of it. */
    public void refresh(String id) {
        Lock turn = turns.get(id);
        turn.lock();
        try {
            known(id).ifPresent(seen -> find(id).ifPresentOrElse(now -> refresh(seen, now), () -> open.remove(id)));
        } catch (BrokenSealException e) {
            LOG.debug("Request {} is not looked after any more", id, e);
            open.remove(id);
        } finally {
            turn.unlock();
        }
    }

    private void refresh(Request seen, Request now) {
        if (now.row().version() > seen.row().version()) {
            open.computeIfPresent(seen.file().id(), (any, before) -> now.state().ended() ? null : newer(before, now));
            listener.movedElsewhere(seen, now);
        }
    }

    public ApprovalStore.Watch watch(Consumer<String> listener) {
        return store.watch(listener);
    }

    /** Looks at all requests that a filter lets through, in the order of the list, but for those that are gone. */
    public void each(ApprovalStore.Filter filter, Consumer<Request> look) {
        Pages.each(store, filter, row -> rows.read(row).ifPresent(look));
    }

    public List<Request> list(ApprovalStore.Filter filter, String after, int limit) {
        return store.list(filter, after, limit).stream()
                .flatMap(row -> rows.read(row).stream())
                .toList();
    }

    /** Whether as many of a group wait for votes as there may be, and none of them is one that these keys find. */
    public boolean crowded(StoredRow.Keys keys, int most) {
        ApprovalStore.Filter waiting = ApprovalStore.Filter.of(StoredRow.Kind.REQUEST, RequestStatus.PENDING)
                .inGroup(keys.group());
        List<StoredRow> rows = store.count(waiting, most) < most ? List.of() : store.list(waiting, "", most);
        return rows.size() >= most
                && rows.stream()
                        .map(StoredRow::keys)
                        .noneMatch(there -> there.join().equals(keys.join())
                                || (!keys.call().isEmpty() && there.call().equals(keys.call())));
    }

    public List<AuditEvent> history(String id) {
        return store.events(id);
    }
}
