package dev.approvals.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.audit.AuditEvent;
import dev.approvals.store.ApprovalStore;
import dev.approvals.store.StoredRow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Stores that keep, list or forget wrongly: the kit finds every one of them. */
class StoreKeepingDefectsTest {

    @Test
    void aListThatPassesOverTheGroupIsFound() {
        assertThat(Kits.failures(AnyGroup.class))
                .contains(
                        "listsAreOfOneKindAndOfTheStatusesAndTheGroupAskedFor",
                        "aRowMayChangeItsGroupAndItsListsFollow",
                        "anySequenceOfStepsDoesWhatTheModelDoes");
    }

    static class AnyGroup extends ApprovalStoreTck {
        @Override
        protected ApprovalStore newStore() {
            return new ModelStore() {
                @Override
                public List<StoredRow> list(Filter filter, String after, int limit) {
                    return super.list(filter.inGroup(""), after, limit);
                }
            };
        }
    }

    @Test
    void aListThatBeginsAnewAfterARowThatIsNotThereIsFound() {
        assertThat(Kits.failures(BeginsAnew.class)).contains("afterARowThatIsNotThereComesNothing");
    }

    static class BeginsAnew extends ApprovalStoreTck {
        @Override
        protected ApprovalStore newStore() {
            return new ModelStore() {
                @Override
                public List<StoredRow> list(Filter filter, String after, int limit) {
                    return super.list(filter, get(after).isPresent() ? after : "", limit);
                }
            };
        }
    }

    @Test
    void aSealThatStaysWhenARowIsReplacedIsFound() {
        assertThat(Kits.failures(OldSeal.class)).contains("sealsAreKeptAndReplaced");
    }

    static class OldSeal extends ApprovalStoreTck {
        @Override
        protected ApprovalStore newStore() {
            return new ModelStore() {
                @Override
                public boolean compareAndSet(StoredRow next, List<AuditEvent> events) {
                    String old = get(next.id()).map(StoredRow::seal).orElse("");
                    return super.compareAndSet(next.sealed(old), events);
                }
            };
        }
    }

    @Test
    void aChangeThatIsRefusedForWantOfAnEventIsFound() {
        assertThat(Kits.failures(WantsEvents.class)).contains("whatNobodyNeedsToHearOfIsKeptWithoutEvents");
    }

    static class WantsEvents extends ApprovalStoreTck {
        @Override
        protected ApprovalStore newStore() {
            return new ModelStore() {
                @Override
                public boolean compareAndSet(StoredRow next, List<AuditEvent> events) {
                    return !events.isEmpty() && super.compareAndSet(next, events);
                }
            };
        }
    }

    @Test
    void dueTimesCutToMicrosecondsAreFound() {
        assertThat(Kits.failures(Micros.class)).contains("dueTimesComeBackToTheNanosecondWheneverTheyAre");
    }

    static class Micros extends ApprovalStoreTck {
        @Override
        protected ApprovalStore newStore() {
            return new ModelStore() {
                @Override
                public Optional<StoredRow> get(String id) {
                    return super.get(id)
                            .map(row -> row.dueAt()
                                    .map(at -> dueAt(row, at.truncatedTo(ChronoUnit.MICROS)))
                                    .orElse(row));
                }
            };
        }
    }

    @Test
    void forgettingMoreThanWasAskedForIsFound() {
        assertThat(Kits.failures(ForgetsAll.class))
                .contains("forgottenAreEndedRowsOfEveryKindUpToTheLimitAndTheirEvents");
    }

    static class ForgetsAll extends ApprovalStoreTck {
        @Override
        protected ApprovalStore newStore() {
            return new ModelStore() {
                @Override
                public int forget(Instant before, int limit) {
                    return super.forget(before, Integer.MAX_VALUE);
                }
            };
        }
    }

    @Test
    void eventsThatOutliveTheirRowAreFound() {
        assertThat(Kits.failures(KeepsEvents.class))
                .contains("forgottenAreEndedRowsOfEveryKindUpToTheLimitAndTheirEvents");
    }

    static class KeepsEvents extends ApprovalStoreTck {
        @Override
        protected ApprovalStore newStore() {
            return new ModelStore() {
                private final Map<String, List<AuditEvent>> kept = new HashMap<>();

                @Override
                public List<AuditEvent> events(String id) {
                    List<AuditEvent> now = super.events(id);
                    return locked(() -> now.isEmpty() ? kept.getOrDefault(id, now) : remembered(id, now));
                }

                private List<AuditEvent> remembered(String id, List<AuditEvent> now) {
                    kept.put(id, now);
                    return now;
                }

                @Override
                public int forget(Instant before, int limit) {
                    locked(() -> model.ended().stream().map(this::events).toList());
                    return super.forget(before, limit);
                }
            };
        }
    }

    @Test
    void rowsThatAppearBehindTheReaderAreFound() {
        assertThat(Kits.failures(NumbersDrawnEarly.class)).contains("whoeverReadsOnWhileOthersCreateMissesNothing");
    }

    /** As a sequence in a database does: numbers are drawn in one order and committed in another. */
    static class NumbersDrawnEarly extends ApprovalStoreTck {
        @Override
        protected ApprovalStore newStore() {
            return new ModelStore() {
                private final AtomicInteger numbers = new AtomicInteger();
                private final Map<String, Integer> drawn = new ConcurrentHashMap<>();

                @Override
                public StoredRow createOrFind(StoredRow row, List<AuditEvent> events) {
                    int number = drawn.computeIfAbsent(row.id(), id -> numbers.incrementAndGet());
                    LockSupport.parkNanos(number % 3 * 1_000_000L);
                    return super.createOrFind(row, events);
                }

                @Override
                public List<StoredRow> list(Filter filter, String after, int limit) {
                    int last = after.isEmpty() ? 0 : drawn.getOrDefault(after, Integer.MAX_VALUE);
                    return super.list(filter, "", Integer.MAX_VALUE).stream()
                            .filter(row -> drawn.getOrDefault(row.id(), 0) > last)
                            .sorted(Comparator.comparing(row -> drawn.getOrDefault(row.id(), 0)))
                            .limit(limit)
                            .toList();
                }
            };
        }
    }

    @Test
    void aClockThatGoesBackIsFound() {
        assertThat(Kits.failures(GoesBack.class)).contains("itsClockNeverGoesBack");
    }

    static class GoesBack extends ApprovalStoreTck {
        @Override
        protected ApprovalStore newStore() {
            return new ModelStore() {
                private final AtomicInteger readings = new AtomicInteger();

                @Override
                public Instant now() {
                    return super.now().plusNanos(readings.incrementAndGet() % 100);
                }
            };
        }
    }
}
