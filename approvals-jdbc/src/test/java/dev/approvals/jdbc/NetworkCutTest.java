package dev.approvals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.approvals.review.RequestStatus;
import dev.approvals.store.ApprovalStore;
import dev.approvals.store.StoredRow;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A network that breaks between a node and PostgreSQL, and comes back. */
class NetworkCutTest {

    private static final String UPDATE = "UPDATE";
    private static final String INSERT = "INSERT";
    private static final String ANYTHING = "";

    private final JdbcOptions options = TestPostgres.newSchema();
    private TcpProxy proxy;
    private HikariDataSource pool;
    private JdbcApprovalStore store;
    private JdbcApprovalStore elsewhere;

    @BeforeEach
    void open() throws IOException {
        proxy = new TcpProxy(TestPostgres.port());
        pool = Pools.of(TestPostgres.url().replace(":" + TestPostgres.port(), ":" + proxy.port()));
        pool.getHikariConfigMXBean().setConnectionTimeout(1_000);
        store = PostgresStores.open(pool, options, Duration.ofSeconds(2));
        elsewhere = JdbcApprovalStore.postgres(TestPostgres.dataSource(), options);
    }

    @AfterEach
    void close() throws IOException {
        proxy.becomeSound();
        store.close();
        elsewhere.close();
        pool.close();
        proxy.close();
    }

    private void networkIsBack() {
        proxy.becomeSound();
        proxy.breakAll();
        Eventually.holds("the store works again", () -> {
            try {
                return store.get("id").isPresent();
            } catch (JdbcStoreException stillBroken) {
                return false;
            }
        });
    }

    @Test
    void aRequestThatDoesNotArriveFailsAndChangesNothing() {
        StoredRow first = TestRows.create(store, TestRows.row("id"));
        StoredRow next = TestRows.next(first, RequestStatus.APPROVED);
        proxy.become(TcpProxy.Network.CUT_BEFORE_REQUEST, UPDATE);

        assertThatThrownBy(() -> TestRows.replace(store, next))
                .isInstanceOf(JdbcStoreException.class)
                .hasMessageContaining("could not replace a row");

        assertThat(elsewhere.get("id")).contains(first);
        networkIsBack();
        assertThat(TestRows.replace(store, next)).isTrue();
        assertThat(store.events("id")).hasSize(2);
    }

    @Test
    void aCommitWhoseAnswerIsLostFailsAndIsFoundByReadingAgain() {
        StoredRow first = TestRows.create(store, TestRows.row("id"));
        StoredRow next = TestRows.next(first, RequestStatus.APPROVED);
        proxy.become(TcpProxy.Network.CUT_BEFORE_ANSWER, UPDATE);

        assertThatThrownBy(() -> TestRows.replace(store, next))
                .isInstanceOf(JdbcStoreException.class)
                .hasMessageContaining("Nobody knows whether a write was done")
                .hasMessageContaining("read again");

        Eventually.holds("the database has done it", () -> elsewhere.get("id").equals(Optional.of(next)));
        networkIsBack();
        assertThat(store.get("id")).contains(next);
        assertThat(store.events("id")).hasSize(2);
        assertThat(TestRows.replace(store, next)).isFalse();
    }

    @Test
    void aNewRowWhoseAnswerIsLostIsFoundWhenItIsMadeAgain() {
        TestRows.create(store, TestRows.row("id"));
        StoredRow row = TestRows.row("new", new StoredRow.Keys("call", "join"));
        proxy.become(TcpProxy.Network.CUT_BEFORE_ANSWER, INSERT);
        assertThatThrownBy(() -> TestRows.create(store, row)).isInstanceOf(JdbcStoreException.class);

        networkIsBack();

        assertThat(TestRows.create(store, TestRows.row("newer", row.keys())))
                .isIn(row, TestRows.row("newer", row.keys()));
        Eventually.holds(
                "one row has the key",
                () -> elsewhere.versions(List.of("new", "newer")).size() == 1);
    }

    @Test
    void anAnswerThatNeverComesIsNotWaitedForLong() {
        StoredRow first = TestRows.create(store, TestRows.row("id"));
        proxy.become(TcpProxy.Network.SILENT, UPDATE);
        long begun = System.nanoTime();

        assertThatThrownBy(() -> TestRows.replace(store, TestRows.next(first, RequestStatus.APPROVED)))
                .isInstanceOf(JdbcStoreException.class);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(15));
        networkIsBack();
    }

    @Test
    void whileTheDatabaseIsAwayTheClockGoesOnAndTheEpochIsNotGuessed() {
        TestRows.create(store, TestRows.row("id"));
        Instant before = store.now();
        proxy.become(TcpProxy.Network.CUT_BEFORE_REQUEST, ANYTHING);
        assertThatThrownBy(() -> store.get("id")).isInstanceOf(JdbcStoreException.class);

        assertThat(store.now()).isAfter(before);
        assertThatThrownBy(store::epoch).isInstanceOf(JdbcStoreException.class);

        networkIsBack();
        assertThat(store.epoch()).isZero();
    }

    @Test
    void aWatcherHearsAgainOnceTheNetworkIsBackAndOfWhatItMissed() {
        TestRows.create(store, TestRows.row("id"));
        Set<String> told = ConcurrentHashMap.newKeySet();
        store.watch(told::add);
        proxy.become(TcpProxy.Network.CUT_BEFORE_REQUEST, ANYTHING);
        proxy.breakAll();
        TestRows.create(elsewhere, TestRows.row("missed"));

        networkIsBack();

        Eventually.holds("what was missed is found", () -> told.contains("missed"));
        TestRows.create(elsewhere, TestRows.row("later"));
        Eventually.holds("what comes is heard of", () -> told.contains("later"));
    }

    @Test
    void aNodeThatVanishesWithALockHoldsUpTheOthersForAWhileOnly() {
        TestRows.create(store, TestRows.row("id"));
        proxy.become(TcpProxy.Network.SILENT, "row_number()");
        assertThatThrownBy(() -> store.list(ApprovalStore.Filter.of(StoredRow.Kind.REQUEST), "", 10))
                .isInstanceOf(JdbcStoreException.class);

        Eventually.holds("the others list again", () -> {
            try {
                return elsewhere
                                .list(ApprovalStore.Filter.of(StoredRow.Kind.REQUEST), "", 10)
                                .size()
                        == 1;
            } catch (JdbcStoreException stillLocked) {
                return false;
            }
        });
        networkIsBack();
    }
}
