package dev.approvals.core.store;

import dev.approvals.review.RequestStatus;
import dev.approvals.store.ApprovalStore;
import dev.approvals.store.StoredRow;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Ids of rows by key, by shelf and by group in the order of creation, and by due time. Not thread-safe. */
final class RowIndex {

    private record Due(Instant at, String id) {}

    private final Map<String, String> byKey = new HashMap<>();
    private final Map<Shelf, NavigableMap<Long, String>> byShelf = new HashMap<>();
    private final Map<String, NavigableMap<Long, String>> byGroup = new HashMap<>();
    private final NavigableSet<Due> due =
            new TreeSet<>(Comparator.comparing(Due::at).thenComparing(Due::id));
    /** The rows that have ended, in the order in which they did. */
    private final Set<String> ended = new LinkedHashSet<>();

    private long created;
    private long characters;

    /** Where rows stand that have the kind and the status in common. */
    private record Shelf(StoredRow.Kind kind, RequestStatus status) {}

    /** Adds a row and gives its place in the order of creation. */
    long add(StoredRow row) {
        long order = created++;
        put(row, order);
        return order;
    }

    void replace(StoredRow before, StoredRow after, long order) {
        take(before, order);
        put(after, order);
        if (after.status() != RequestStatus.ENDED) {
            ended.remove(after.id());
        }
    }

    private void put(StoredRow row, long order) {
        keys(row.keys()).forEach(key -> byKey.put(key, row.id()));
        shelf(row.kind(), row.status()).put(order, row.id());
        if (!row.keys().group().isEmpty()) {
            byGroup.computeIfAbsent(row.keys().group(), any -> new TreeMap<>()).put(order, row.id());
        }
        characters += held(row);
        row.dueAt().ifPresent(at -> due.add(new Due(at, row.id())));
        if (row.status() == RequestStatus.ENDED) {
            ended.add(row.id());
        }
    }

    void remove(StoredRow row, long order) {
        take(row, order);
        ended.remove(row.id());
    }

    private void take(StoredRow row, long order) {
        keys(row.keys()).forEach(key -> byKey.remove(key, row.id()));
        shelf(row.kind(), row.status()).remove(order);
        byGroup.computeIfPresent(row.keys().group(), (any, rows) -> {
            rows.remove(order);
            return rows.isEmpty() ? null : rows;
        });
        characters -= held(row);
        row.dueAt().ifPresent(at -> due.remove(new Due(at, row.id())));
    }

    private NavigableMap<Long, String> shelf(StoredRow.Kind kind, RequestStatus status) {
        return byShelf.computeIfAbsent(new Shelf(kind, status), any -> new TreeMap<>());
    }

    Optional<String> find(StoredRow.Keys keys) {
        return keys(keys).filter(byKey::containsKey).map(byKey::get).findFirst();
    }

    /** A call's key and a join key live apart, though a store may keep them in one place. */
    private static Stream<String> keys(StoredRow.Keys keys) {
        return Stream.of(
                        Optional.of(keys.call()).filter(k -> !k.isEmpty()).map("call:"::concat),
                        Optional.of(keys.join()).filter(k -> !k.isEmpty()).map("join:"::concat))
                .flatMap(Optional::stream);
    }

    List<String> due(Instant now, int limit) {
        return due.stream()
                .takeWhile(d -> !d.at().isAfter(now))
                .limit(limit)
                .map(Due::id)
                .toList();
    }

    /** Ids that may match a filter, in the order of creation: those of its group, or of its shelves. */
    Stream<String> candidates(ApprovalStore.Filter filter, long after) {
        if (!filter.group().isEmpty()) {
            NavigableMap<Long, String> rows = byGroup.get(filter.group());
            return rows == null ? Stream.empty() : rows.tailMap(after, false).values().stream();
        }
        Set<RequestStatus> statuses = filter.statuses().isEmpty() ? Set.of(RequestStatus.values()) : filter.statuses();
        if (statuses.size() == 1) {
            RequestStatus only = statuses.iterator().next();
            return shelf(filter.kind(), only).tailMap(after, false).values().stream();
        }
        NavigableMap<Long, String> merged = new TreeMap<>();
        statuses.forEach(status -> merged.putAll(shelf(filter.kind(), status).tailMap(after, false)));
        return merged.values().stream();
    }

    /** How many rows have ended. */
    int ended() {
        return ended.size();
    }

    /** How many characters the contents of ended rows hold. */
    long characters() {
        return characters;
    }

    private static long held(StoredRow row) {
        return row.status() == RequestStatus.ENDED ? row.content().length() : 0;
    }

    /** The row that ended first. */
    String firstEnded() {
        return ended.iterator().next();
    }
}
