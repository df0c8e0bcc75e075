package dev.approvals.testkit.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.audit.AuditEvent;
import dev.approvals.core.store.InMemoryApprovalStore;
import dev.approvals.store.ApprovalStore;
import dev.approvals.store.StoredRow;
import dev.approvals.testkit.ManualTimekeeper;
import dev.approvals.testkit.tck.ForwardingStore;
import dev.approvals.testkit.tck.Kits;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stores with one fault each: the kit finds every one of them. */
class StoreLifeDefectsTest {

    /** What a faulty store does in place of one of its methods. */
    @FunctionalInterface
    private interface Fault {
        boolean compareAndSet(ApprovalStore store, StoredRow next, List<AuditEvent> events);
    }

    private static ApprovalStore with(Fault fault) {
        ApprovalStore sound = new InMemoryApprovalStore(ManualTimekeeper.create());
        return new ForwardingStore(sound) {
            @Override
            public boolean compareAndSet(StoredRow next, List<AuditEvent> events) {
                return fault.compareAndSet(sound, next, events);
            }
        };
    }

    @Test
    void aStoreThatSaysYesAndKeepsWhatItHadIsFound() {
        assertThat(Kits.failures(SaysYes.class))
                .contains(
                        "everyStoryComesToTheSameAsWithoutAStore",
                        "ofManyNodesThatClaimAnApprovalOneStartsIt",
                        "ofAClaimAndAWithdrawalAtOnceOneCounts",
                        "votesThatComeAtOnceAllCount");
    }

    static class SaysYes extends StoreLifeTck {
        @Override
        protected ApprovalStore newStore() {
            return with((store, next, events) -> store.compareAndSet(next, events) || true);
        }
    }

    @Test
    void aStoreThatLosesEventsIsFound() {
        assertThat(Kits.failures(LosesEvents.class)).contains("everyStoryComesToTheSameAsWithoutAStore");
    }

    static class LosesEvents extends StoreLifeTck {
        @Override
        protected ApprovalStore newStore() {
            return with((store, next, events) -> store.compareAndSet(next, next.version() == 3 ? List.of() : events));
        }
    }

    @Test
    void aStoreThatKeepsItsDueTimeIsFound() {
        assertThat(Kits.failures(KeepsDueTime.class)).contains("everyStoryComesToTheSameAsWithoutAStore");
    }

    static class KeepsDueTime extends StoreLifeTck {
        @Override
        protected ApprovalStore newStore() {
            return with((store, next, events) -> store.compareAndSet(
                    new StoredRow(
                            next.id(),
                            next.kind(),
                            next.version(),
                            next.keys(),
                            next.status(),
                            store.get(next.id()).orElseThrow().dueAt(),
                            next.content(),
                            next.state()),
                    events));
        }
    }
}
