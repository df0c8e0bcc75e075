package dev.approvals.core.store;

import dev.approvals.review.RequestStatus;
import dev.approvals.store.StoredRow;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Ids of rows by key, by status in the order of creation, and by due time. Not thread-safe. */
final class RowIndex {

    private record Due(Instant at, String id) {}

    private final Map<String, String> byKey = new HashMap<>();
    private final Map<RequestStatus, NavigableMap<Long, String>> byStatus = new EnumMap<>(RequestStatus.class);
    private final NavigableSet<Due> due =
            new TreeSet<>(Comparator.comparing(Due::at).thenComparing(Due::id));
    /** The rows that have ended, in the order in which they did. */
    private final Set<String> ended = new LinkedHashSet<>();

    private long created;
    private long characters;

    RowIndex() {
        for (RequestStatus status : RequestStatus.values()) {
            byStatus.put(status, new TreeMap<>());
        }
    }

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
        at(row.status()).put(order, row.id());
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
        at(row.status()).remove(order);
        characters -= held(row);
        row.dueAt().ifPresent(at -> due.remove(new Due(at, row.id())));
    }

    private NavigableMap<Long, String> at(RequestStatus status) {
        return Objects.requireNonNull(byStatus.get(status), "every status has its rows");
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

    List<String> list(RequestStatus status, long after, int limit) {
        return at(status).tailMap(after, false).values().stream().limit(limit).toList();
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
