package dev.approvals.testkit.tck;

import dev.approvals.audit.AuditEvent;
import dev.approvals.review.RequestStatus;
import dev.approvals.store.ApprovalStore;
import dev.approvals.store.StoredRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a store does, in the plainest words: rows in the order they were created. */
final class StoreModel {

    private final Map<String, StoredRow> rows = new LinkedHashMap<>();
    private final Map<String, List<AuditEvent>> events = new LinkedHashMap<>();

    /** The rows that a new one would meet: by its id or by one of its keys. */
    Set<StoredRow> inTheWayOf(StoredRow row) {
        return rows.values().stream()
                .filter(there -> there.id().equals(row.id())
                        || meets(there.keys().call(), row.keys().call())
                        || meets(there.keys().join(), row.keys().join()))
                .collect(Collectors.toSet());
    }

    private static boolean meets(String key, String other) {
        return !key.isEmpty() && key.equals(other);
    }

    StoredRow createOrFind(StoredRow row, List<AuditEvent> first) {
        Optional<StoredRow> there = inTheWayOf(row).stream().findFirst();
        if (there.isEmpty()) {
            rows.put(row.id(), row);
            events.put(row.id(), new ArrayList<>(first));
        }
        return there.orElse(row);
    }

    boolean compareAndSet(StoredRow next, List<AuditEvent> told) {
        StoredRow before = rows.get(next.id());
        if (before == null || before.version() + 1 != next.version()) {
            return false;
        }
        rows.put(
                next.id(),
                new StoredRow(
                        before.id(),
                        before.kind(),
                        next.version(),
                        next.keys(),
                        next.status(),
                        next.dueAt(),
                        before.content(),
                        next.state(),
                        next.seal()));
        events.computeIfAbsent(next.id(), id -> new ArrayList<>()).addAll(told);
        return true;
    }

    Optional<StoredRow> get(String id) {
        return Optional.ofNullable(rows.get(id));
    }

    List<AuditEvent> events(String id) {
        return events.getOrDefault(id, List.of());
    }

    /** All due rows; those due at one instant may come in any order. */
    List<StoredRow> due(Instant now) {
        return rows.values().stream()
                .filter(row -> row.dueAt().filter(at -> !at.isAfter(now)).isPresent())
                .sorted(Comparator.comparing(row -> row.dueAt().orElseThrow()))
                .toList();
    }

    List<StoredRow> list(ApprovalStore.Filter filter, String after, int limit) {
        List<StoredRow> ordered = new ArrayList<>(rows.values());
        if (filter.newestFirst()) {
            Collections.reverse(ordered);
        }
        Stream<StoredRow> all = ordered.stream();
        Stream<StoredRow> rest = after.isEmpty()
                ? all
                : all.dropWhile(row -> !row.id().equals(after)).skip(1);
        return rest.filter(filter::matches).limit(limit).toList();
    }

    /** The rows that have ended. */
    List<String> ended() {
        return rows.values().stream()
                .filter(row -> row.status() == RequestStatus.ENDED)
                .map(StoredRow::id)
                .toList();
    }

    /** Forgets rows that have ended; which of them, where there are more than the limit, is any store's own choice. */
    int forget(int limit) {
        List<String> some = ended().stream().limit(limit).toList();
        some.forEach(rows::remove);
        some.forEach(events::remove);
        return some.size();
    }
}
