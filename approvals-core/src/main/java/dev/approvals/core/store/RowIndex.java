package dev.approvals.core.store;

import dev.approvals.review.RequestStatus;
import dev.approvals.store.ApprovalStore;
import dev.approvals.store.StoredRow;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Entries by key, by what lists ask for in the order of creation, and by due time. The entries themselves stand in its
 * sets, for a process may hold very many. Not thread-safe.
 */
final class RowIndex {

    private static final Comparator<Entry> BY_CREATION = Comparator.comparingLong(Entry::order);
    private static final Comparator<Entry> BY_DUE_TIME = Comparator.comparing(
                    (Entry entry) -> entry.row().dueAt().orElse(Instant.MAX))
            .thenComparing(Entry::id);

    private final Map<String, String> byCall = new HashMap<>();
    private final Map<String, String> byJoin = new HashMap<>();
    private final Map<Shelf, NavigableSet<Entry>> byShelf = new HashMap<>();
    private final NavigableSet<Entry> due = new TreeSet<>(BY_DUE_TIME);
    /** The rows that have ended, in the order in which they did. */
    private final Map<String, Entry> ended = new LinkedHashMap<>();

    private long created;
    private long characters;

    /** Where rows stand that have kind, status and group in common; all groups together stand under the empty one. */
    private record Shelf(StoredRow.Kind kind, RequestStatus status, String group) {

        static Stream<Shelf> of(StoredRow row) {
            Stream<String> groups = Stream.of("", row.keys().group()).distinct();
            return groups.map(group -> new Shelf(row.kind(), row.status(), group));
        }

        static Stream<Shelf> of(ApprovalStore.Filter filter) {
            Stream<RequestStatus> statuses =
                    filter.statuses().isEmpty() ? Stream.of(RequestStatus.values()) : filter.statuses().stream();
            return statuses.map(status -> new Shelf(filter.kind(), status, filter.group()));
        }
    }

    /** The next place in the order of creation. */
    long place() {
        return created++;
    }

    void add(Entry entry) {
        StoredRow row = entry.row();
        set(byCall, row.keys().call(), row.id());
        set(byJoin, row.keys().join(), row.id());
        Shelf.of(row)
                .forEach(shelf -> byShelf.computeIfAbsent(shelf, any -> new TreeSet<>(BY_CREATION))
                        .add(entry));
        if (row.dueAt().isPresent()) {
            due.add(entry);
        }
        if (entry.ended()) {
            characters += entry.characters();
            ended.put(row.id(), entry);
        }
    }

    private static void set(Map<String, String> ids, String key, String id) {
        if (!key.isEmpty()) {
            ids.put(key, id);
        }
    }

    void replace(Entry before, Entry after) {
        take(before);
        add(after);
        if (!after.ended()) {
            ended.remove(after.id());
        }
    }

    void remove(Entry entry) {
        take(entry);
        ended.remove(entry.id());
    }

    /** An entry that has ended keeps its place among those that have. */
    private void take(Entry entry) {
        StoredRow row = entry.row();
        byCall.remove(row.keys().call(), row.id());
        byJoin.remove(row.keys().join(), row.id());
        Shelf.of(row)
                .forEach(shelf -> byShelf.computeIfPresent(shelf, (any, entries) -> {
                    entries.remove(entry);
                    return entries.isEmpty() ? null : entries;
                }));
        if (row.dueAt().isPresent()) {
            due.remove(entry);
        }
        if (entry.ended()) {
            characters -= entry.characters();
        }
    }

    /** The id of a row that has one of these keys; a call's key and a join key live apart. */
    Optional<String> find(StoredRow.Keys keys) {
        return Optional.ofNullable(byCall.get(keys.call())).or(() -> Optional.ofNullable(byJoin.get(keys.join())));
    }

    List<StoredRow> due(Instant now, int limit) {
        return due.stream()
                .map(Entry::row)
                .takeWhile(row -> !row.dueAt().orElse(Instant.MAX).isAfter(now))
                .limit(limit)
                .toList();
    }

    /** The entries that a filter lets through, in its order. */
    Stream<Entry> list(ApprovalStore.Filter filter, Optional<Entry> after) {
        List<NavigableSet<Entry>> shelves = Shelf.of(filter)
                .flatMap(shelf -> Optional.ofNullable(byShelf.get(shelf)).stream())
                .map(entries -> filter.newestFirst() ? entries.descendingSet() : entries)
                .map(entries -> after.map(last -> entries.tailSet(last, false)).orElse(entries))
                .toList();
        if (shelves.size() == 1) {
            return shelves.get(0).stream();
        }
        NavigableSet<Entry> merged = new TreeSet<>(filter.newestFirst() ? BY_CREATION.reversed() : BY_CREATION);
        shelves.forEach(merged::addAll);
        return merged.stream();
    }

    /** The entries that have ended, in the order in which they did. */
    Collection<Entry> ended() {
        return ended.values();
    }

    /** How many characters the contents of ended rows hold. */
    long characters() {
        return characters;
    }
}
