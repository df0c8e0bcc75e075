package dev.approvals.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.review.RequestStatus;
import dev.approvals.store.ApprovalStore.Filter;
import dev.approvals.store.StoredRow;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** What a store keeps of a row, and what it forgets: kinds, groups, seals, times; and its own life. */
abstract class StoreKeeping extends StoreRaces {

    private static final long AN_HOUR = 3_600;

    private static StoredRow of(String id, StoredRow.Kind kind, RequestStatus status, String group) {
        return new StoredRow(
                id, kind, 1, new StoredRow.Keys("call " + id, "", group), status, Optional.empty(), "{}", "{}");
    }

    @Test
    void listsAreOfOneKindAndOfTheStatusesAndTheGroupAskedFor() {
        for (StoredRow.Kind kind : StoredRow.Kind.values()) {
            for (RequestStatus status : RequestStatus.values()) {
                create(of(kind + " " + status + " in a", kind, status, "a"));
                create(of(kind + " " + status + " in none", kind, status, ""));
            }
        }

        assertThat(ids(store().list(Filter.of(StoredRow.Kind.GRANT, RequestStatus.APPROVED), "", 100)))
                .containsExactly("GRANT APPROVED in a", "GRANT APPROVED in none");
        assertThat(ids(store().list(Filter.of(StoredRow.Kind.NODE).inGroup("a"), "", 100)))
                .containsExactly("NODE PENDING in a", "NODE APPROVED in a", "NODE CLAIMED in a", "NODE ENDED in a");
        assertThat(ids(store().list(
                                new Filter(
                                        StoredRow.Kind.REVIEW,
                                        Set.of(RequestStatus.PENDING, RequestStatus.ENDED),
                                        "a",
                                        false),
                                "REVIEW PENDING in a",
                                100)))
                .containsExactly("REVIEW ENDED in a");
        assertThat(store().list(Filter.of(StoredRow.Kind.DENIALS).inGroup("b"), "", 100))
                .isEmpty();
    }

    @Test
    void aRowMayChangeItsGroupAndItsListsFollow() {
        StoredRow first = create(of("id-1", StoredRow.Kind.GRANT, RequestStatus.APPROVED, "a"));

        replace(next(first, new StoredRow.Keys("", "", "b")));

        assertThat(store().list(Filter.of(StoredRow.Kind.GRANT).inGroup("a"), "", 10))
                .isEmpty();
        assertThat(ids(store().list(Filter.of(StoredRow.Kind.GRANT).inGroup("b"), "", 10)))
                .containsExactly("id-1");
    }

    @Test
    void afterARowThatIsNotThereComesNothing() {
        create(row("id-1"));

        assertThat(store().list(requests(RequestStatus.PENDING), "absent", 10)).isEmpty();
    }

    @Test
    void sealsAreKeptAndReplaced() {
        StoredRow sealed = row("id-1").sealed("proof of the first ' \u20ac");
        StoredRow next = next(sealed, RequestStatus.APPROVED, "{}").sealed("proof of the second");

        store().createOrFind(sealed, Samples.events("id-1", 1));
        assertThat(store().get("id-1")).contains(sealed);

        assertThat(replace(next)).isTrue();
        assertThat(store().get("id-1")).contains(next);
        assertThat(store().list(requests(RequestStatus.APPROVED), "", 10)).containsExactly(next);
    }

    @Test
    void whatNobodyNeedsToHearOfIsKeptWithoutEvents() {
        StoredRow first = store().createOrFind(row("id-1"), List.of());
        StoredRow second = next(first, RequestStatus.APPROVED, "{}");
        StoredRow third = next(second, RequestStatus.ENDED, "{}");

        assertThat(store().events("id-1")).isEmpty();
        assertThat(store().compareAndSet(second, List.of())).isTrue();
        assertThat(store().compareAndSet(second, List.of())).isFalse();
        assertThat(replace(third)).isTrue();

        assertThat(store().get("id-1")).contains(third);
        assertThat(store().events("id-1")).containsExactly(eventOf(third));
    }

    @Test
    void dueTimesComeBackToTheNanosecondWheneverTheyAre() {
        List<String> times = List.of(
                "1969-12-31T23:59:59.999999999Z",
                "2026-01-05T09:00:00.123456788Z",
                "2026-01-05T09:00:00.123456789Z",
                "9999-12-31T23:59:59.999999999Z");
        for (String time : times) {
            StoredRow row = create(dueAt(row(time), Instant.parse(time)));

            assertThat(store().get(time)).contains(row);
        }

        assertThat(ids(store().due(Instant.parse(times.get(1)), 10))).isEqualTo(times.subList(0, 2));
        assertThat(ids(store().due(Instant.parse(times.get(3)), 10))).isEqualTo(times);
    }

    @Test
    void forgottenAreEndedRowsOfEveryKindUpToTheLimitAndTheirEvents() {
        for (StoredRow.Kind kind : StoredRow.Kind.values()) {
            create(of("ended " + kind, kind, RequestStatus.ENDED, "a"));
            create(of("open " + kind, kind, RequestStatus.CLAIMED, "a"));
        }
        int kinds = StoredRow.Kind.values().length;

        assertThat(store().forget(store().now().minusSeconds(AN_HOUR), 100)).isZero();
        assertThat(store().forget(store().now().plusSeconds(AN_HOUR), 2)).isEqualTo(2);
        assertThat(store().forget(store().now().plusSeconds(AN_HOUR), 100)).isEqualTo(kinds - 2);
        assertThat(store().forget(store().now().plusSeconds(AN_HOUR), 100)).isZero();

        for (StoredRow.Kind kind : StoredRow.Kind.values()) {
            assertThat(store().get("ended " + kind)).isEmpty();
            assertThat(store().events("ended " + kind)).isEmpty();
            assertThat(ids(store().list(Filter.of(kind).inGroup("a"), "", 10))).containsExactly("open " + kind);
            assertThat(store().events("open " + kind)).hasSize(1);
        }
    }

    @Test
    void theIdAndTheKeysOfAForgottenRowAreFree() {
        StoredRow ended = create(of("id-1", StoredRow.Kind.REQUEST, RequestStatus.ENDED, "a"));
        store().forget(store().now().plusSeconds(AN_HOUR), 10);

        assertThat(replace(next(ended, RequestStatus.ENDED, "{}"))).isFalse();
        StoredRow again = next(ended, RequestStatus.PENDING, "{\"again\":true}");
        assertThat(create(again)).isEqualTo(again);
        assertThat(store().get("id-1")).contains(again);
        assertThat(store().events("id-1")).hasSize(2);
    }

    @Test
    void whoeverReadsOnWhileOthersCreateMissesNothing() {
        int creators = 8;
        int each = 60;
        AtomicInteger created = new AtomicInteger();
        Set<String> read = new HashSet<>();

        Race.of(creators + 1, racer -> {
            if (racer == 0) {
                readOn(read, () -> created.get() == creators * each);
            } else {
                for (int i = 0; i < each; i++) {
                    create(row("id-" + racer + "-" + i));
                    created.incrementAndGet();
                }
            }
            return racer;
        });

        assertThat(read).as("read by one who always went on after the last row").hasSize(creators * each);
    }

    /** Until nothing more comes though all are there. */
    private void readOn(Set<String> read, BooleanSupplier allAreThere) {
        String after = "";
        boolean more = true;
        while (more) {
            boolean last = allAreThere.getAsBoolean();
            List<StoredRow> page = store().list(requests(RequestStatus.PENDING), after, 50);
            ids(page)
                    .forEach(id ->
                            assertThat(read.add(id)).as("%s is listed once", id).isTrue());
            after = page.isEmpty() ? after : page.get(page.size() - 1).id();
            more = !last || !page.isEmpty();
        }
    }

    @Test
    void itsClockNeverGoesBack() {
        AtomicReference<Instant> latest = new AtomicReference<>(store().now());

        Race.of(4, racer -> {
            for (int i = 0; i < 2_000; i++) {
                Instant before = latest.get();
                Instant now = store().now();
                assertThat(now).isAfterOrEqualTo(before);
                latest.accumulateAndGet(now, (a, b) -> a.isAfter(b) ? a : b);
            }
            return racer;
        });
    }

    @Test
    void itsEpochAndWhatItCanDoStayAsTheyAre() {
        long epoch = store().epoch();

        assertThat(epoch).isNotNegative();
        assertThat(store().epoch()).isEqualTo(epoch);
        assertThat(store().capabilities()).isEqualTo(store().capabilities());
        assertThat(store().describe()).doesNotContainKey("").doesNotContainValue("");
    }
}
