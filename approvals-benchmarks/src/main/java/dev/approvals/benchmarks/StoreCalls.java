package dev.approvals.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import dev.approvals.jdbc.JdbcApprovalStore;
import dev.approvals.store.ApprovalStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A request created and decided: two transactions of a durable store, and the same two written by hand. By the clock, for
 * most of the work is the database's.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 2_000, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 2_000, timeUnit = TimeUnit.MILLISECONDS)
public class StoreCalls {

    private static final int THREADS = 16;
    /** One more than threads, for what the store itself listens and tells on. */
    private static final int CONNECTIONS = THREADS + 2;

    /** A store on PostgreSQL that somebody watches, as a gate does. */
    @State(Scope.Benchmark)
    public static class OnPostgres {
        private final EmbeddedPostgres server = Databases.postgres();
        private final HikariDataSource pool = Databases.pool(Databases.url(server), CONNECTIONS, true);
        final ApprovalStore store = JdbcApprovalStore.postgres(pool);
        private final ApprovalStore.Watch watch = store.watch(id -> {});

        /** Closes all. */
        @TearDown
        public void close() throws IOException {
            watch.close();
            store.close();
            pool.close();
            server.close();
        }
    }

    /** The same tables, written by hand. */
    @State(Scope.Benchmark)
    public static class OnPostgresByHand {
        private final EmbeddedPostgres server = Databases.postgres();
        private final HikariDataSource pool = Databases.pool(Databases.url(server), CONNECTIONS, false);
        final HandWritten writes = new HandWritten(pool, "approvals.", false);

        /** Has the store make its tables. */
        public OnPostgresByHand() {
            JdbcApprovalStore.postgres(pool).close();
        }

        /** Closes all. */
        @TearDown
        public void close() throws IOException {
            pool.close();
            server.close();
        }
    }

    /** A store on SQLite. */
    @State(Scope.Benchmark)
    public static class OnSqlite {
        final ApprovalStore store = JdbcApprovalStore.sqlite(newFile());

        /** Closes it. */
        @TearDown
        public void close() {
            store.close();
        }
    }

    /** The same file, written by hand. */
    @State(Scope.Benchmark)
    public static class OnSqliteByHand {
        private final Path file = newFile();
        private final HikariDataSource pool;
        final HandWritten writes;

        /** Has the store make its tables. */
        public OnSqliteByHand() {
            JdbcApprovalStore.sqlite(file).close();
            pool = Databases.pool("jdbc:sqlite:" + file + "?journal_mode=WAL&synchronous=FULL", 1, false);
            writes = new HandWritten(pool, "", true);
        }

        /** Closes it. */
        @TearDown
        public void close() {
            pool.close();
        }
    }

    private static Path newFile() {
        try {
            return Files.createTempDirectory("approvals-benchmarks").resolve("store.db");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A pair on PostgreSQL. */
    @Benchmark
    @Threads(THREADS)
    public SampleRow postgres(OnPostgres on) {
        return pair(on.store);
    }

    /** The same by hand. */
    @Benchmark
    @Threads(THREADS)
    public SampleRow postgresByHand(OnPostgresByHand on) {
        SampleRow sample = SampleRow.next();
        on.writes.pair(sample);
        return sample;
    }

    /** A pair on SQLite. */
    @Benchmark
    public SampleRow sqlite(OnSqlite on) {
        return pair(on.store);
    }

    /** The same by hand. */
    @Benchmark
    public SampleRow sqliteByHand(OnSqliteByHand on) {
        SampleRow sample = SampleRow.next();
        on.writes.pair(sample);
        return sample;
    }

    private static SampleRow pair(ApprovalStore store) {
        SampleRow sample = SampleRow.next();
        boolean created = store.createOrFind(sample.first(), sample.told()).equals(sample.first());
        if (!created || !store.compareAndSet(sample.decided(), List.of(sample.decision()))) {
            throw new IllegalStateException("A new row was to be created and replaced");
        }
        return sample;
    }
}
