package dev.approvals.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.audit.AuditEvent;
import dev.approvals.store.ApprovalStore;
import dev.approvals.store.StoredRow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Stores that say they are durable or shared and are not: the kits find them. */
class DurableDefectsTest {

    private static final Map<String, StoreModel> MODELS = new ConcurrentHashMap<>();

    /** Says it is durable and shared; its rows are those of a place, for as long as this process lasts. */
    private static class OfAPlace extends ModelStore {
        OfAPlace(StoreModel model) {
            super(model);
        }

        @Override
        public Capabilities capabilities() {
            return new Capabilities(true, true, true);
        }
    }

    abstract static class Places extends SharedStoreTck {
        private static final AtomicInteger PLACES = new AtomicInteger();

        @Override
        protected String newPlace() {
            return "place " + PLACES.incrementAndGet();
        }

        @Override
        protected int kills() {
            return 1;
        }

        @Override
        protected Duration longestHint() {
            return Duration.ofMillis(100);
        }
    }

    @Test
    void rowsThatEndWithTheProcessAreFound() {
        assertThat(Kits.failures(InMemory.class))
                .containsExactlyInAnyOrder(
                        "nothingThatWasAcknowledgedIsLostWhenTheWriterIsKilled",
                        "ofSeveralProcessesThatReplaceOneRowNoneLosesAChange",
                        "aWatcherHearsOfWhatOthersChange");
    }

    static class InMemory extends Places {
        @Override
        protected Class<? extends StoreOpener> opener() {
            return InMemoryOpener.class;
        }
    }

    /** Shares rows within the process, and tells other handles nothing. */
    public static final class InMemoryOpener implements StoreOpener {
        @Override
        public ApprovalStore open(String place) {
            return new OfAPlace(MODELS.computeIfAbsent(place, any -> new StoreModel()));
        }
    }

    @Test
    void rowsThatEndWithTheStoreAreFound() {
        assertThat(Kits.failures(Forgetful.class))
                .contains(
                        "whatWasWrittenIsThereWhenTheStoreIsOpenedAgain",
                        "whatOneWritesTheOtherReadsAtOnce",
                        "nothingThatWasAcknowledgedIsLostWhenTheWriterIsKilled");
    }

    static class Forgetful extends Places {
        @Override
        protected Class<? extends StoreOpener> opener() {
            return ForgetfulOpener.class;
        }
    }

    /** Always empty. */
    public static final class ForgetfulOpener implements StoreOpener {
        @Override
        public ApprovalStore open(String place) {
            return new OfAPlace(new StoreModel());
        }
    }

    @Test
    void aRowReadFromAStaleCopyIsFound() {
        assertThat(Kits.failures(Stale.class)).contains("whatOneWritesTheOtherReadsAtOnce");
    }

    static class Stale extends Places {
        @Override
        protected Class<? extends StoreOpener> opener() {
            return StaleOpener.class;
        }
    }

    /** Remembers what it wrote and looks no further. */
    public static final class StaleOpener implements StoreOpener {
        @Override
        public ApprovalStore open(String place) {
            return new OfAPlace(MODELS.computeIfAbsent(place, any -> new StoreModel())) {
                private final Map<String, StoredRow> copies = new ConcurrentHashMap<>();

                @Override
                public StoredRow createOrFind(StoredRow row, List<AuditEvent> events) {
                    StoredRow there = super.createOrFind(row, events);
                    copies.put(there.id(), there);
                    return there;
                }

                @Override
                public Optional<StoredRow> get(String id) {
                    return Optional.ofNullable(copies.get(id)).or(() -> super.get(id));
                }
            };
        }
    }
}
