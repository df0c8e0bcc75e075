package dev.approvals.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.review.RequestStatus;
import dev.approvals.store.ApprovalStore;
import dev.approvals.store.StoredRow;
import dev.approvals.testkit.random.RandomSource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One thing to do with a store and its model alike, and to compare what both say. */
sealed interface StoreStep {

    List<String> IDS = List.of("a", "b", "c", "d", "e");

    /** Does it; a step that does not apply does nothing. */
    void on(StoreModel model, ApprovalStore store);

    static StoreStep any(RandomSource random) {
        return random.<StoreStep>oneOf(
                Create::any, Replace::any, Create::any, Replace::any, Due::any, Page::any, Forget::any);
    }

    private static StoredRow.Keys anyKeys(RandomSource random) {
        return new StoredRow.Keys(
                random.pick("", "k1", "k2", "k3"), random.pick("", "k1", "k2"), random.pick("", "g1", "g2"));
    }

    private static StoredRow.Kind anyKind(RandomSource random) {
        return random.pick(List.of(StoredRow.Kind.values()));
    }

    private static Optional<Instant> anyDue(RandomSource random) {
        return random.flip() ? Optional.of(at(random.between(0, 9))) : Optional.empty();
    }

    private static Instant at(int second) {
        return Samples.START.plusSeconds(second);
    }

    /** Puts a row in or finds the one that is there. */
    record Create(String id, StoredRow.Kind kind, StoredRow.Keys keys, int version, Optional<Instant> due)
            implements StoreStep {

        static Create any(RandomSource random) {
            return new Create(random.pick(IDS), anyKind(random), anyKeys(random), random.between(1, 3), anyDue(random));
        }

        @Override
        public void on(StoreModel model, ApprovalStore store) {
            StoredRow row =
                    new StoredRow(id, kind, version, keys, RequestStatus.PENDING, due, "content of " + this, "{}");
            // With two in the way, which of them is found is the store's own choice.
            if (model.inTheWayOf(row).size() < 2) {
                var events = Samples.events(id, version);
                assertThat(store.createOrFind(row, events)).isEqualTo(model.createOrFind(row, events));
            }
        }
    }

    /** Replaces a row, by the right version or a wrong one. */
    record Replace(String id, int off, StoredRow.Keys keys, RequestStatus status, Optional<Instant> due)
            implements StoreStep {

        static Replace any(RandomSource random) {
            return new Replace(
                    random.pick(IDS),
                    random.pick(0, 0, 0, -1, 1, 2),
                    anyKeys(random),
                    random.pick(List.of(RequestStatus.values())),
                    anyDue(random));
        }

        @Override
        public void on(StoreModel model, ApprovalStore store) {
            long version = model.get(id).map(StoredRow::version).orElse(0L) + 1 + off;
            StoredRow next = new StoredRow(
                            id,
                            StoredRow.Kind.REQUEST,
                            version,
                            keys,
                            status,
                            due,
                            "another content",
                            "state of " + this)
                    .sealed("seal of " + this);
            boolean keysAreFree =
                    model.inTheWayOf(next).stream().allMatch(row -> row.id().equals(id));
            if (keysAreFree) {
                var event = List.of(Samples.event(id, version));
                assertThat(store.compareAndSet(next, event)).isEqualTo(model.compareAndSet(next, event));
            }
            assertThat(store.get(id)).isEqualTo(model.get(id));
            assertThat(store.events(id)).isEqualTo(model.events(id));
        }
    }

    /** Lists what time changes. */
    record Due(int second, int limit) implements StoreStep {

        static Due any(RandomSource random) {
            return new Due(random.between(0, 10), random.between(1, 6));
        }

        @Override
        public void on(StoreModel model, ApprovalStore store) {
            List<StoredRow> expected = model.due(at(second));
            List<StoredRow> found = store.due(at(second), limit);
            assertThat(found).doesNotHaveDuplicates().isSubsetOf(expected);
            assertThat(found.stream().map(StoredRow::dueAt))
                    .containsExactlyElementsOf(
                            expected.stream().map(StoredRow::dueAt).limit(limit).toList());
        }
    }

    /** Lists a page by a filter, and reads versions. */
    record Page(ApprovalStore.Filter filter, String after, int limit) implements StoreStep {

        static Page any(RandomSource random) {
            return new Page(
                    new ApprovalStore.Filter(
                            anyKind(random),
                            Set.copyOf(random.listOf(0, 3, each -> each.pick(List.of(RequestStatus.values())))),
                            random.pick("", "", "g1", "g2"),
                            random.flip()),
                    random.pick("", "a", "b", "c", "d", "e"),
                    random.between(1, 4));
        }

        @Override
        public void on(StoreModel model, ApprovalStore store) {
            assertThat(store.list(filter, after, limit)).isEqualTo(model.list(filter, after, limit));
            Map<String, Long> versions = IDS.stream()
                    .flatMap(id -> model.get(id).stream())
                    .collect(Collectors.toMap(StoredRow::id, StoredRow::version));
            assertThat(store.versions(IDS)).isEqualTo(versions);
        }
    }

    /** Forgets all that has ended, or nothing. */
    record Forget(boolean all) implements StoreStep {

        static Forget any(RandomSource random) {
            return new Forget(random.flip());
        }

        @Override
        public void on(StoreModel model, ApprovalStore store) {
            Instant before = store.now().plusSeconds(all ? 1 : -1_000);
            int expected = all ? model.forget(IDS.size()) : 0;
            assertThat(store.forget(before, IDS.size())).isEqualTo(expected);
        }
    }
}
