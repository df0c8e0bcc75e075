package dev.approvals.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.audit.AuditEvent;
import dev.approvals.store.ApprovalStore;
import dev.approvals.store.StoredRow;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Stores with one fault each: the kit finds every one of them. */
class StoreDefectsTest {

    private static final long ROOM_FOR_OTHERS = 2_000_000;

    @Test
    void aStoreWithoutFaultPasses() {
        assertThat(Kits.failures(ModelStoreTest.class)).isEmpty();
    }

    @Test
    void aReplaceInTwoStepsIsFound() {
        assertThat(Kits.failures(TwoSteps.class)).contains("ofManyWhoReplaceOneVersionOneDoes");
    }

    static class TwoSteps extends ApprovalStoreTck {
        @Override
        protected ApprovalStore newStore() {
            return new ModelStore() {
                @Override
                public boolean compareAndSet(StoredRow next, List<AuditEvent> events) {
                    boolean mayReplace = get(next.id())
                            .filter(row -> row.version() + 1 == next.version())
                            .isPresent();
                    LockSupport.parkNanos(ROOM_FOR_OTHERS);
                    return mayReplace && locked(() -> overwrite(next, events));
                }

                private boolean overwrite(StoredRow next, List<AuditEvent> events) {
                    return model.compareAndSet(next, events) || mayOverwrite(next);
                }

                private boolean mayOverwrite(StoredRow next) {
                    return model.get(next.id()).isPresent();
                }
            };
        }
    }

    @Test
    void aCreateInTwoStepsIsFound() {
        assertThat(Kits.failures(CreateInTwoSteps.class))
                .containsAnyOf(
                        "ofManyWhoCreateOneRowOneDoesAndAllGetTheSame",
                        "ofManyWhoCreateRowsOfOneKeyOneDoesAndAllGetIt");
    }

    static class CreateInTwoSteps extends ApprovalStoreTck {
        @Override
        protected ApprovalStore newStore() {
            return new ModelStore() {
                @Override
                public StoredRow createOrFind(StoredRow row, List<AuditEvent> events) {
                    Optional<StoredRow> there =
                            locked(() -> model.inTheWayOf(row).stream().findFirst());
                    LockSupport.parkNanos(ROOM_FOR_OTHERS);
                    if (there.isEmpty()) {
                        super.createOrFind(row, events);
                    }
                    return there.orElse(row);
                }
            };
        }
    }

    @Test
    void anyLaterVersionTakenForTheNextIsFound() {
        assertThat(Kits.failures(AnyLaterVersion.class))
                .contains("aRowIsReplacedByItsNextVersionOnly", "anySequenceOfStepsDoesWhatTheModelDoes");
    }

    static class AnyLaterVersion extends ApprovalStoreTck {
        @Override
        protected ApprovalStore newStore() {
            return new ModelStore() {
                @Override
                public boolean compareAndSet(StoredRow next, List<AuditEvent> events) {
                    boolean later = get(next.id())
                            .filter(row -> row.version() + 1 < next.version())
                            .isPresent();
                    return super.compareAndSet(next, events) || later;
                }
            };
        }
    }

    @Test
    void aDeadlineThatCountsTooLateIsFound() {
        assertThat(Kits.failures(DueTooLate.class)).contains("dueRowsComeEarliestFirstUpToTheTimeAndTheLimit");
    }

    static class DueTooLate extends ApprovalStoreTck {
        @Override
        protected ApprovalStore newStore() {
            return new ModelStore() {
                @Override
                public List<StoredRow> due(Instant now, int limit) {
                    return super.due(now.minusMillis(1), limit);
                }
            };
        }
    }

    @Test
    void aListByIdInPlaceOfCreationIsFound() {
        assertThat(Kits.failures(ListedById.class)).contains("listsComeInTheOrderOfCreationPageByPage");
    }

    static class ListedById extends ApprovalStoreTck {
        @Override
        protected ApprovalStore newStore() {
            return new ModelStore() {
                @Override
                public List<StoredRow> list(Filter filter, String after, int limit) {
                    return super.list(filter, "", 1_000).stream()
                            .filter(row -> row.id().compareTo(after) > 0)
                            .sorted(Comparator.comparing(StoredRow::id))
                            .limit(limit)
                            .toList();
                }
            };
        }
    }

    @Test
    void oneNamespaceForBothKindsOfKeysIsFound() {
        assertThat(Kits.failures(OneKindOfKeys.class)).contains("aCallKeyIsNoJoinKeyAndNoKeyMeetsNothing");
    }

    static class OneKindOfKeys extends ApprovalStoreTck {
        @Override
        protected ApprovalStore newStore() {
            return new ModelStore() {
                @Override
                public StoredRow createOrFind(StoredRow row, List<AuditEvent> events) {
                    StoredRow swapped = row(
                            row.id(),
                            new StoredRow.Keys(row.keys().join(), row.keys().call()));
                    return locked(() -> model.inTheWayOf(swapped).stream().findFirst())
                            .orElseGet(() -> super.createOrFind(row, events));
                }
            };
        }
    }

    @Test
    void aWatchThatTellsNothingIsFoundAndSoIsOneThatLetsAListenerThrow() {
        assertThat(Kits.failures(LetsThrow.class))
                .containsExactlyInAnyOrder(
                        "aWatcherIsToldOfNewAndChangedRows", "aWatcherThatThrowsStopsNoWriterAndNoOtherWatcher");
    }

    static class LetsThrow extends ApprovalStoreTck {
        @Override
        protected ApprovalStore newStore() {
            return new ModelStore() {
                @Override
                public Watch watch(Consumer<String> listener) {
                    return super.watch(id -> {
                        throw new UnsupportedOperationException("the fault of this store");
                    });
                }
            };
        }
    }
}
