package dev.approvals.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.review.RequestStatus;
import dev.approvals.store.ApprovalStore;
import dev.approvals.store.ApprovalStore.Filter;
import dev.approvals.store.StoredRow;
import dev.approvals.testkit.random.HostileText;
import dev.approvals.testkit.random.Property;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every store keeps to: one row of an id and of a key, one change of a version, events with their rows, and lists that
 * miss nothing. Among its tests are races of 64 threads, and random sequences against a plain model.
 *
 * <p>To extend by a test class of the store. Content and state are JSON as the engine writes it: any characters but the
 * halves of one, and no raw control characters.
 */
public abstract class ApprovalStoreTck extends StoreKeeping {

    private static final StoredRow.Keys KEYS = new StoredRow.Keys("call-key", "join-key");
    private static final int MEGABYTE = 1_000_000;

    /** For test classes of a store. */
    protected ApprovalStoreTck() {}

    /**
     * How many random sequences are tried against the model; each gets a store of its own.
     *
     * @return 200; fewer for a store that is slow to make
     */
    protected int sequences() {
        return 200;
    }

    @Test
    void aNewRowIsThereWithItsEvents() {
        StoredRow row = withVersion(row("id-1", KEYS), 3);
        List<AuditEvent> events = Samples.events("id-1", 3);

        assertThat(store().createOrFind(row, events)).isEqualTo(row);

        assertThat(store().get("id-1")).contains(row);
        assertThat(store().events("id-1")).isEqualTo(events);
        assertThat(store().versions(List.of("id-1", "absent"))).isEqualTo(Map.of("id-1", 3L));
    }

    @Test
    void whatIsNotThereIsEmpty() {
        assertThat(store().get("absent")).isEmpty();
        assertThat(store().events("absent")).isEmpty();
        assertThat(store().versions(List.of("absent"))).isEmpty();
        assertThat(store().versions(List.of())).isEmpty();
        assertThat(store().list(requests(RequestStatus.PENDING), "", 10)).isEmpty();
        assertThat(store().due(DUE, 10)).isEmpty();
    }

    @Test
    void aRowOfAnIdThatIsThereIsNotCreatedAgain() {
        StoredRow first = create(row("id-1"));
        StoredRow now = next(first, RequestStatus.APPROVED, "{\"votes\":1}");
        replace(now);

        assertThat(create(row("id-1", KEYS))).isEqualTo(now);

        assertThat(store().events("id-1")).hasSize(2);
        assertThat(create(row("id-2", KEYS)).id())
                .as("the keys of a row that was not created stay free")
                .isEqualTo("id-2");
    }

    @Test
    void aRowIsFoundByItsCallKeyAndByItsJoinKey() {
        StoredRow first = create(row("id-1", KEYS));

        assertThat(create(row("id-2", new StoredRow.Keys("call-key", "another"))))
                .isEqualTo(first);
        assertThat(create(row("id-3", new StoredRow.Keys("another", "join-key"))))
                .isEqualTo(first);
        assertThat(store().get("id-2")).isEmpty();
        assertThat(store().get("id-3")).isEmpty();
        assertThat(store().events("id-1")).hasSize(1);
    }

    @Test
    void aCallKeyIsNoJoinKeyAndNoKeyMeetsNothing() {
        create(row("id-1", new StoredRow.Keys("one", "two")));

        assertThat(create(row("id-2", new StoredRow.Keys("two", "one"))).id()).isEqualTo("id-2");
        assertThat(create(row("id-3", StoredRow.Keys.NONE)).id()).isEqualTo("id-3");
        assertThat(create(row("id-4", StoredRow.Keys.NONE)).id()).isEqualTo("id-4");
    }

    @Test
    void aRowIsReplacedByItsNextVersionOnly() {
        StoredRow first = create(row("id-1"));
        StoredRow second = next(first, RequestStatus.APPROVED, "{\"votes\":1}");

        assertThat(replace(withVersion(second, 1))).isFalse();
        assertThat(replace(withVersion(second, 3))).isFalse();
        assertThat(replace(next(row("absent"), RequestStatus.ENDED, "{}"))).isFalse();
        assertThat(store().get("id-1")).contains(first);
        assertThat(store().events("id-1")).containsExactly(eventOf(first));

        assertThat(replace(second)).isTrue();
        assertThat(replace(second)).isFalse();
        assertThat(store().get("id-1")).contains(second);
        assertThat(store().events("id-1")).containsExactly(eventOf(first), eventOf(second));
        assertThat(store().versions(Set.of("id-1"))).isEqualTo(Map.of("id-1", 2L));
        assertThat(store().get("absent")).isEmpty();
    }

    @Test
    void contentStaysAsItWasWhenARowIsReplaced() {
        StoredRow first = create(row("id-1"));
        StoredRow other = new StoredRow(
                "id-1",
                first.kind(),
                2,
                first.keys(),
                RequestStatus.ENDED,
                Optional.empty(),
                "{\"call\":\"another\"}",
                "{}");

        assertThat(replace(other)).isTrue();

        assertThat(store().get("id-1").orElseThrow().content()).isEqualTo(first.content());
        assertThat(store().get("id-1").orElseThrow().state()).isEqualTo("{}");
    }

    @Test
    void keysThatARowGivesUpAreFreeAndNewOnesFindIt() {
        StoredRow first = create(row("id-1", KEYS));
        StoredRow released = next(first, new StoredRow.Keys("call-key", ""));
        replace(released);

        assertThat(create(row("id-2", new StoredRow.Keys("", "join-key"))).id()).isEqualTo("id-2");
        assertThat(create(row("id-3", new StoredRow.Keys("call-key", "")))).isEqualTo(released);

        StoredRow renamed = next(released, new StoredRow.Keys("new-key", ""));
        replace(renamed);
        assertThat(create(row("id-4", new StoredRow.Keys("new-key", "")))).isEqualTo(renamed);
        assertThat(create(row("id-5", new StoredRow.Keys("call-key", ""))).id()).isEqualTo("id-5");
    }

    @Test
    void keysOfAChangeThatFailedAreNotTaken() {
        StoredRow first = create(row("id-1", KEYS));
        replace(withVersion(next(first, new StoredRow.Keys("new-key", "new-join")), 7));

        assertThat(create(row("id-2", new StoredRow.Keys("new-key", "new-join")))
                        .id())
                .isEqualTo("id-2");
        assertThat(create(row("id-3", KEYS))).isEqualTo(first);
    }

    @Test
    void dueRowsComeEarliestFirstUpToTheTimeAndTheLimit() {
        create(dueAt(row("third"), DUE.plusSeconds(3)));
        create(dueAt(row("first"), DUE.plusSeconds(1)));
        create(dueAt(row("second"), DUE.plusSeconds(2)));
        StoredRow ended = create(dueAt(row("ended"), DUE));
        replace(next(ended, RequestStatus.ENDED, "{}"));

        assertThat(ids(store().due(DUE.plusSeconds(1).minusMillis(1), 10))).isEmpty();
        assertThat(ids(store().due(DUE.plusSeconds(1), 10))).containsExactly("first");
        assertThat(ids(store().due(DUE.plusSeconds(9), 10))).containsExactly("first", "second", "third");
        assertThat(ids(store().due(DUE.plusSeconds(9), 2))).containsExactly("first", "second");
    }

    @Test
    void aChangedDueTimeCounts() {
        StoredRow first = create(dueAt(row("id-1"), DUE));

        replace(withVersion(dueAt(first, DUE.plusSeconds(60)), 2));

        assertThat(store().due(DUE.plusSeconds(59), 10)).isEmpty();
        assertThat(ids(store().due(DUE.plusSeconds(60), 10))).containsExactly("id-1");
    }

    @Test
    void listsComeInTheOrderOfCreationPageByPage() {
        List<String> created = IntStream.range(0, 25)
                .mapToObj(i -> "row-" + (i * 7 % 25))
                .map(id -> create(row(id)).id())
                .toList();

        assertThat(ids(allOf(store(), RequestStatus.PENDING, 4))).isEqualTo(created);
        assertThat(ids(store().list(requests(RequestStatus.PENDING), created.get(22), 10)))
                .isEqualTo(created.subList(23, 25));
        assertThat(store().list(requests(RequestStatus.ENDED), "", 10)).isEmpty();
    }

    @Test
    void asManyRowsAreCountedAsAreListed() {
        IntStream.range(0, 7).forEach(i -> create(row("row-" + i)));

        for (Filter filter : List.of(
                requests(RequestStatus.PENDING),
                requests(RequestStatus.ENDED),
                Filter.of(StoredRow.Kind.REQUEST),
                Filter.of(StoredRow.Kind.GRANT),
                requests(RequestStatus.PENDING).inGroup(row("row-0").keys().group()),
                requests(RequestStatus.PENDING).inGroup("nobody's"))) {
            for (int most : List.of(1, 6, 7, 8)) {
                assertThat(store().count(filter, most))
                        .as("at most %d of %s", most, filter)
                        .isEqualTo(store().list(filter, "", most).size());
            }
        }
    }

    @Test
    void listsComeNewestFirstPageByPageWhereThatIsWanted() {
        List<String> created = IntStream.range(0, 9)
                .mapToObj(i -> create(row("row-" + (i * 7 % 9))).id())
                .toList();
        Filter newest = requests(RequestStatus.PENDING).fromTheNewest();

        assertThat(ids(store().list(newest, "", 2))).containsExactly(created.get(8), created.get(7));
        assertThat(ids(store().list(newest, created.get(7), 100)))
                .startsWith(created.get(6), created.get(5))
                .endsWith(created.get(0))
                .hasSize(7);
        assertThat(store().list(newest, "absent", 10)).isEmpty();
    }

    @Test
    void aRowThatLeavesTheListWhileItIsPagedKeepsItsPlace() {
        List<StoredRow> rows =
                IntStream.range(0, 4).mapToObj(i -> create(row("row-" + i))).toList();

        replace(next(rows.get(1), RequestStatus.ENDED, "{}"));

        assertThat(ids(store().list(requests(RequestStatus.PENDING), "row-1", 10)))
                .containsExactly("row-2", "row-3");
        assertThat(ids(store().list(requests(RequestStatus.ENDED), "row-0", 10)))
                .containsExactly("row-1");
    }

    @Test
    void largeContentAndEveryCharacterComeBackAsTheyWere() {
        String text = "{\"text\":\""
                + "\u00e4\u20ac\ud83d\ude00\u202e\ufffe'\\\\\\\"\\u0000 %s $1 {} -- /* ".repeat(40_000) + "\"}";
        StoredRow large = new StoredRow(
                "id-1",
                StoredRow.Kind.REQUEST,
                1,
                new StoredRow.Keys("k'\u00e4\ud83d\ude00 \"%_\\".repeat(20), ""),
                RequestStatus.PENDING,
                Optional.empty(),
                text,
                text.substring(text.length() - 500));

        create(large);

        assertThat(text).hasSizeGreaterThan(MEGABYTE);
        assertThat(store().get("id-1")).contains(large);
        assertThat(create(row("id-2", large.keys()))).isEqualTo(large);
    }

    @Test
    void hostileTextInEventsComesBackAsItWas() {
        List<String> texts =
                HostileText.all().stream().filter(Samples::isWellFormed).toList();
        for (int i = 0; i < texts.size(); i++) {
            String id = "id-" + i;
            AuditEvent first = Samples.eventSaying(texts.get(i), id);
            StoredRow row = store().createOrFind(row(id), List.of(first));
            AuditEvent second = Samples.event(id, 2, AuditEventType.APPROVAL_DECIDED, Map.of("comment", texts.get(i)));
            store().compareAndSet(next(row, RequestStatus.ENDED, "{}"), List.of(second));

            assertThat(store().events(id)).containsExactly(first, second);
        }
    }

    @Test
    void aWatcherIsToldOfNewAndChangedRows() throws Exception {
        Set<String> told = new ConcurrentSkipListSet<>();
        CountDownLatch both = new CountDownLatch(2);
        try (ApprovalStore.Watch watch = store().watch(id -> {
            if (told.add(id)) {
                both.countDown();
            }
        })) {
            StoredRow first = create(row("changed"));
            replace(next(first, RequestStatus.APPROVED, "{}"));
            create(row("new"));

            // One hint may be lost, but a store of which none arrives is watched by nobody.
            assertThat(both.await(20, TimeUnit.SECONDS)).as("told of " + told).isTrue();
            assertThat(told).containsExactlyInAnyOrder("changed", "new");
            assertThat(watch).isNotNull();
        }
    }

    @Test
    void aWatcherThatThrowsStopsNoWriterAndNoOtherWatcher() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        try (ApprovalStore.Watch faulty = store().watch(id -> {
                    throw new IllegalStateException("a fault in a listener");
                });
                ApprovalStore.Watch sound = store().watch(id -> told.countDown())) {
            StoredRow first = create(row("id-1"));

            assertThat(replace(next(first, RequestStatus.ENDED, "{}"))).isTrue();
            assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(List.of(faulty, sound)).doesNotContainNull();
        }
    }

    @Test
    void aWatchAndAStoreMayBeClosedTwice() {
        ApprovalStore.Watch watch = store().watch(id -> {});

        assertThatCode(() -> {
                    watch.close();
                    watch.close();
                    store().close();
                    store().close();
                })
                .doesNotThrowAnyException();
    }

    @Test
    void itsClockTellsTheTime() {
        Instant before = store().now();

        assertThat(store().now()).isBetween(before, before.plus(Duration.ofMinutes(5)));
    }

    @Test
    void anySequenceOfStepsDoesWhatTheModelDoes() {
        Property.<List<StoreStep>>forAll(random -> random.listOf(0, 60, StoreStep::any))
                .times(sequences())
                .holds(steps -> {
                    StoreModel model = new StoreModel();
                    try (ApprovalStore fresh = newStore()) {
                        steps.forEach(step -> step.on(model, fresh));
                    }
                });
    }
}
