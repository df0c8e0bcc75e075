package dev.approvals.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.review.RequestStatus;
import dev.approvals.store.ApprovalStore;
import dev.approvals.store.StoredRow;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every store keeps to that says it is durable: rows outlive the store that wrote them, and a process that is killed.
 * To extend beside {@link ApprovalStoreTck}.
 */
public abstract class DurableStoreTck {

    private static final Executor IN_A_MINUTE = CompletableFuture.delayedExecutor(60, TimeUnit.SECONDS);
    private static final int MANY = 1_000_000;

    /** For test classes of a store. */
    protected DurableStoreTck() {}

    /**
     * Opens the store in this process, and in others.
     *
     * @return a public class with a public constructor without parameters
     */
    protected abstract Class<? extends StoreOpener> opener();

    /**
     * Names a place where no store is yet.
     *
     * @return what the opener takes
     * @throws Exception if there is none
     */
    protected abstract String newPlace() throws Exception;

    /**
     * How many writers are killed, one after the other.
     *
     * @return what the system property {@code approvals.kills} says, or 5
     */
    protected int kills() {
        return Integer.getInteger("approvals.kills", 5);
    }

    final ApprovalStore open(String place) throws Exception {
        return opener().getDeclaredConstructor().newInstance().open(place);
    }

    @Test
    void whatWasWrittenIsThereWhenTheStoreIsOpenedAgain() throws Exception {
        String place = newPlace();
        StoredRow first = StoreFixture.row("id-1", new StoredRow.Keys("call", "join", "group"));
        StoredRow next = StoreFixture.next(first, RequestStatus.APPROVED, "{}").sealed("proof");
        List<String> others =
                IntStream.range(0, 9).mapToObj(i -> "row-" + i * 5 % 9).toList();
        long epoch;
        try (ApprovalStore store = open(place)) {
            assertThat(store.capabilities().durable()).isTrue();
            store.createOrFind(first, Samples.events("id-1", 1));
            store.compareAndSet(next, List.of(StoreFixture.eventOf(next)));
            others.forEach(id -> store.createOrFind(StoreFixture.row(id), List.of()));
            epoch = store.epoch();
        }
        try (ApprovalStore store = open(place)) {
            assertThat(store.get("id-1")).contains(next);
            assertThat(store.events("id-1")).containsExactly(StoreFixture.eventOf(first), StoreFixture.eventOf(next));
            assertThat(store.createOrFind(StoreFixture.row("id-2", first.keys()), List.of()))
                    .isEqualTo(next);
            assertThat(StoreFixture.ids(StoreFixture.allOf(store, RequestStatus.PENDING, 4)))
                    .isEqualTo(others);
            assertThat(store.epoch()).isEqualTo(epoch);
        }
    }

    @Test
    void theClockOfAStoreThatIsOpenedAgainIsNotBehind() throws Exception {
        String place = newPlace();
        Instant latest;
        try (ApprovalStore store = open(place)) {
            latest = store.now();
            store.createOrFind(StoreFixture.row("id-1"), List.of());
        }
        try (ApprovalStore store = open(place)) {
            assertThat(store.now()).isAfterOrEqualTo(latest);
        }
    }

    @Test
    void nothingThatWasAcknowledgedIsLostWhenTheWriterIsKilled() throws Exception {
        String place = newPlace();
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Map<String, Long> acknowledged = new HashMap<>();
        for (int round = 1; round <= kills(); round++) {
            acknowledged.putAll(killed(place, "round-" + round, 20 + random.nextInt(200)));
            try (ApprovalStore store = open(place)) {
                assertThat(store.versions(acknowledged.keySet()))
                        .as("round %d, seed %d", round, seed)
                        .allSatisfy((id, version) ->
                                assertThat(version).as(id).isGreaterThanOrEqualTo(acknowledged.getOrDefault(id, 0L)))
                        .hasSameSizeAs(acknowledged);
                assertThatRowsAndEventsAgree(store);
            }
        }
        assertThat(acknowledged).hasSizeGreaterThan(kills());
    }

    /** What a writer said before it was killed, after so many lines: the highest version of each row. */
    private Map<String, Long> killed(String place, String name, int lines) throws IOException, InterruptedException {
        Process child = start(place, name, MANY);
        begin(child);
        Map<String, Long> said = new HashMap<>();
        try (BufferedReader output = output(child)) {
            int heard = 0;
            String line = output.readLine();
            while (line != null) {
                note(line, said);
                heard++;
                if (heard == lines) {
                    // Not by the process itself, which would close what it said, too.
                    child.toHandle().destroyForcibly();
                }
                line = output.readLine();
            }
        }
        assertThat(child.waitFor()).as("a killed process does not end well").isNotZero();
        return said;
    }

    /** One that is stuck is ended after a minute. */
    final Process start(String place, String name, int times) throws IOException {
        Process child = StoreChild.start(opener(), place, name, String.valueOf(times));
        IN_A_MINUTE.execute(child.toHandle()::destroyForcibly);
        return child;
    }

    static void begin(Process child) throws IOException {
        OutputStream input = child.getOutputStream();
        input.write('\n');
        input.flush();
    }

    static BufferedReader output(Process child) {
        return new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
    }

    /** A line that was cut off names an earlier version, or no row: that is no harm. */
    static void note(String line, Map<String, Long> said) {
        String[] words = line.split(" ", -1);
        if (words.length == 2 && !words[0].equals("ready") && !words[1].isEmpty()) {
            said.merge(words[0], Long.parseLong(words[1]), Math::max);
        }
    }

    static void assertThatRowsAndEventsAgree(ApprovalStore store) {
        List<StoredRow> rows = StoreFixture.allOf(store, RequestStatus.PENDING, 500);
        rows.addAll(StoreFixture.allOf(store, RequestStatus.APPROVED, 500));
        assertThat(rows)
                .isNotEmpty()
                .allSatisfy(
                        row -> assertThat(store.events(row.id())).as(row.id()).hasSize((int) row.version()));
    }
}
