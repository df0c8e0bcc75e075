package dev.approvals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.approvals.journal.Journal;
import dev.approvals.journal.JournalException;
import dev.approvals.journal.line.Entry;
import dev.approvals.journal.verify.Verifier;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many threads, processes that are killed, and networks that break. */
class PostgresJournalLoadTest {

    @TempDir
    Path temp;

    private PostgresJournals journals = new PostgresJournals(Path.of(""));

    @BeforeEach
    void begin() {
        journals = new PostgresJournals(temp);
    }

    private Set<String> started() throws IOException {
        Set<String> calls = new HashSet<>();
        journals.entries().stream()
                .map(Entry::event)
                .filter(event -> event.type().name().equals("action.started"))
                .forEach(event -> calls.add(event.callId()));
        return calls;
    }

    @Test
    void sixteenThreadsShareTransactionsAndAllTheirEventsAreThere() throws Exception {
        int threads = 16;
        int each = 40;
        List<Thread> workers = new ArrayList<>();
        try (Journal journal = journals.open()) {
            for (int t = 0; t < threads; t++) {
                String begin = "call-" + t + "-";
                workers.add(new Thread(() -> {
                    for (int n = 0; n < each; n++) {
                        journal.append(PostgresJournals.started(begin + n));
                    }
                }));
            }
            workers.forEach(Thread::start);
            for (Thread worker : workers) {
                worker.join();
            }
        }

        assertThat(started()).hasSize(threads * each);
        assertThat(transactions()).isLessThan(threads * each / 2);
        assertThat(Verifier.of(journals.copy()).verify().flaw()).isEmpty();
    }

    private int transactions() throws SQLException {
        try (Connection connection = TestPostgres.dataSource().getConnection()) {
            return Sql.first(
                            connection,
                            "SELECT count(DISTINCT CAST(xmin AS text)) FROM " + journals.lines(),
                            row -> row.getInt(1))
                    .orElseThrow();
        }
    }

    /** Where there are virtual threads it is they that are interrupted: theirs would close a socket. */
    @Test
    void aStormOfInterruptsBreaksNothing() throws Exception {
        int each = 40;
        AtomicInteger interrupted = new AtomicInteger();
        List<Thread> workers = new ArrayList<>();
        try (Journal journal = journals.open()) {
            for (int t = 0; t < 4; t++) {
                String begin = "call-" + t + "-";
                workers.add(start(() -> {
                    for (int n = 0; n < each; n++) {
                        journal.append(PostgresJournals.started(begin + n));
                        interrupted.addAndGet(Thread.interrupted() ? 1 : 0);
                    }
                }));
            }
            while (workers.stream().anyMatch(Thread::isAlive)) {
                workers.forEach(Thread::interrupt);
                Thread.onSpinWait();
            }
            assertThat(journal.failure()).isEmpty();
        }

        assertThat(interrupted.get()).isPositive();
        assertThat(started()).hasSize(4 * each);
    }

    private static Thread start(Runnable work) throws ReflectiveOperationException {
        if (Runtime.version().feature() >= 21) {
            return (Thread)
                    Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, work);
        }
        Thread thread = new Thread(work);
        thread.start();
        return thread;
    }

    @Test
    void noEventThatWasTakenIsLostWhenTheProcessIsKilled() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Set<String> taken = new HashSet<>();
        journals.open().close();
        for (int round = 0; round < Integer.getInteger("approvals.kills", 3); round++) {
            Process child = JournalProcess.start(journals.options().schema(), temp, "round" + round);
            int enough = taken.size() + 20 + random.nextInt(200);
            try (BufferedReader said = child.inputReader()) {
                for (String line = said.readLine(); line != null; line = said.readLine()) {
                    // The last line that it printed may be half of one.
                    if (line.endsWith(".")) {
                        taken.add(line.substring(0, line.length() - 1));
                    }
                    if (taken.size() >= enough) {
                        child.toHandle().destroyForcibly();
                    }
                }
            }
            child.waitFor();
            int now = round;
            Eventually.holds("the server sees that round " + now + " is gone", this::canBeOpened);
            assertThat(started()).as("seed %d, round %d", seed, round).containsAll(taken);
        }
        assertThat(taken).hasSizeGreaterThan(40);
        assertThat(Verifier.of(journals.copy()).verify().flaw()).isEmpty();
    }

    private boolean canBeOpened() {
        try {
            journals.open().close();
            return true;
        } catch (JournalException e) {
            assertThat(e).hasMessageContaining("is being written by another process");
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = TcpProxy.Network.class,
            names = {"CUT_BEFORE_REQUEST", "CUT_BEFORE_ANSWER", "SILENT"})
    void aNetworkThatBreaksIsAFailureAndWhatWasTakenIsThereAfterwards(TcpProxy.Network network) throws Exception {
        try (TcpProxy proxy = new TcpProxy(TestPostgres.port());
                HikariDataSource pool =
                        Pools.of(TestPostgres.url().replace(":" + TestPostgres.port(), ":" + proxy.port()))) {
            Journal journal = journals.open(
                    PostgresJournal.of(pool, PostgresJournals.NAME, journals.options(), Duration.ofSeconds(2)));
            journal.append(PostgresJournals.started("before"));
            proxy.become(network, "");

            assertThatThrownBy(() -> journal.append(PostgresJournals.started("cut")))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("takes no more events");

            proxy.becomeSound();
            proxy.breakAll();
            assertThatThrownBy(() -> journal.append(PostgresJournals.started("after")))
                    .as("it does not come back by itself")
                    .hasMessageContaining("Mend the cause, then open it again");
            Eventually.holds("the lock is free", this::canBeOpened);
            assertThat(started()).contains("before").doesNotContain("after");
            assertThat(journals.types()).contains("action.outcome_unknown");
            assertThat(Verifier.of(journals.copy()).verify().flaw()).isEmpty();
            journal.close();
        }
    }
}
