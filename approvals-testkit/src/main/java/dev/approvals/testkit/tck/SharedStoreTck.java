package dev.approvals.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.review.RequestStatus;
import dev.approvals.store.ApprovalStore;
import dev.approvals.store.StoredRow;
import java.io.BufferedReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * What every store keeps to that says it is shared: several processes use the same rows as if they were one. To extend beside
 * {@link ApprovalStoreTck}.
 */
public abstract class SharedStoreTck extends DurableStoreTck {

    private static final int EACH = 80;

    /** For test classes of a store. */
    protected SharedStoreTck() {}

    /**
     * How many processes work on one store at once.
     *
     * @return what the system property {@code approvals.processes} says, or 2
     */
    protected int processes() {
        return Integer.getInteger("approvals.processes", 2);
    }

    /**
     * How long a watcher may wait to hear of a change by another process.
     *
     * @return 20 seconds
     */
    protected Duration longestHint() {
        return Duration.ofSeconds(20);
    }

    @Test
    void whatOneWritesTheOtherReadsAtOnce() throws Exception {
        String place = newPlace();
        try (ApprovalStore one = open(place);
                ApprovalStore other = open(place)) {
            assertThat(one.capabilities().shared()).isTrue();
            StoredRow first = StoreFixture.row("id-1", new StoredRow.Keys("call", "join"));
            one.createOrFind(first, Samples.events("id-1", 1));

            assertThat(other.get("id-1")).contains(first);
            assertThat(other.createOrFind(StoreFixture.row("id-2", first.keys()), List.of()))
                    .isEqualTo(first);
            StoredRow next = StoreFixture.next(first, RequestStatus.APPROVED, "{}");
            assertThat(other.compareAndSet(next, List.of(StoreFixture.eventOf(next))))
                    .isTrue();
            assertThat(one.compareAndSet(next, List.of(StoreFixture.eventOf(next))))
                    .isFalse();
            assertThat(one.get("id-1")).contains(next);
            assertThat(one.events("id-1")).hasSize(2);
            assertThat(one.versions(Set.of("id-1"))).containsEntry("id-1", 2L);
        }
    }

    @Test
    void theyTellTheSameTimeAndTheSameEpoch() throws Exception {
        String place = newPlace();
        try (ApprovalStore one = open(place);
                ApprovalStore other = open(place)) {
            assertThat(Duration.between(one.now(), other.now()).abs()).isLessThan(Duration.ofSeconds(5));
            assertThat(one.epoch()).isEqualTo(other.epoch());
        }
    }

    @Test
    void aWatcherHearsOfWhatOthersChange() throws Exception {
        String place = newPlace();
        Set<String> told = new ConcurrentSkipListSet<>();
        CountDownLatch both = new CountDownLatch(2);
        try (ApprovalStore one = open(place);
                ApprovalStore other = open(place)) {
            StoredRow first = StoreFixture.row("changed");
            one.createOrFind(first, List.of());
            one.watch(id -> {
                if (told.add(id)) {
                    both.countDown();
                }
            });

            other.compareAndSet(StoreFixture.next(first, RequestStatus.APPROVED, "{}"), List.of());
            other.createOrFind(StoreFixture.row("new"), List.of());

            assertThat(both.await(longestHint().toMillis(), TimeUnit.MILLISECONDS))
                    .as("told of " + told)
                    .isTrue();
        }
    }

    @Test
    void ofSeveralProcessesThatReplaceOneRowNoneLosesAChange() throws Exception {
        String place = newPlace();
        List<Process> children = new ArrayList<>();
        for (int i = 0; i < processes(); i++) {
            children.add(start(place, "process-" + i, EACH));
        }
        Map<String, Long> said = new HashMap<>();
        List<BufferedReader> outputs =
                children.stream().map(DurableStoreTck::output).toList();
        for (BufferedReader output : outputs) {
            assertThat(output.readLine()).isEqualTo("ready 0");
        }
        for (Process child : children) {
            begin(child);
        }
        for (int i = 0; i < processes(); i++) {
            outputs.get(i).lines().forEach(line -> note(line, said));
            assertThat(children.get(i).waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(children.get(i).exitValue()).isZero();
        }
        try (ApprovalStore store = open(place)) {
            assertThat(store.get(StoreChild.COUNT).orElseThrow().version()).isEqualTo(1L + (long) processes() * EACH);
            assertThat(store.versions(said.keySet())).isEqualTo(said);
            assertThatRowsAndEventsAgree(store);
        }
    }
}
