package dev.approvals.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.jdbc.PostgresJournal;
import dev.approvals.journal.Durability;
import dev.approvals.journal.Journal;
import dev.approvals.journal.JournalOptions;
import dev.approvals.journal.home.Folder;
import dev.approvals.journal.line.LineFormat;
import dev.approvals.journal.note.KeyFile;
import dev.approvals.journal.payload.LocalCipher;
import dev.approvals.journal.tree.Frontier;
import dev.approvals.journal.tree.Hash;
import dev.approvals.journal.tree.Hasher;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One event appended to a journal. Where several threads append, each of their calls counts as one of so many at once: the time
 * is that from one event to the next.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1_000, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 1_000, timeUnit = TimeUnit.MILLISECONDS)
public class JournalCalls {

    static final String SYNCS = "syncsEachThousand";

    private static final int SOME = 16;
    private static final int MANY = 64;
    private static final double THOUSAND = 1_000;

    /** A journal in a folder. */
    @State(Scope.Benchmark)
    public static class InFolder {
        final CountedHome home = new CountedHome(new Folder(Samples.newFolder().resolve("audit")));
        final Journal onDisk = Journal.open(home, JournalOptions.standard().durability(event -> Durability.DISK));

        /** Closes it. */
        @TearDown
        public void close() {
            onDisk.close();
        }
    }

    /** Options under which nothing is put on disk: neither for an event nor, once a second, for a checkpoint. */
    static JournalOptions notSynced() {
        return JournalOptions.standard()
                .segmentBytes(1L << 40)
                .timer(delay -> task -> {})
                .durability(event -> Durability.OS);
    }

    /** The same, where nothing is put on disk. */
    @State(Scope.Benchmark)
    public static class NotSynced {
        final Journal journal = Journal.open(Samples.newFolder().resolve("audit"), notSynced());

        /** Warms it up. */
        public NotSynced() {
            WarmUp.with(() -> taken(journal));
        }

        /** Closes it. */
        @TearDown
        public void close() {
            journal.close();
        }
    }

    /** A journal in PostgreSQL. */
    @State(Scope.Benchmark)
    public static class InPostgres {
        private final EmbeddedPostgres server = Databases.postgres();
        private final HikariDataSource pool = Databases.pool(Databases.url(server), 2, true);
        final Journal journal = Journal.open(PostgresJournal.of(pool, "gate-1"), keys());

        private static JournalOptions keys() {
            try {
                Path folder = Samples.newFolder();
                return JournalOptions.standard()
                        .durability(event -> Durability.DISK)
                        .signer(KeyFile.openOrCreate(folder.resolve("key"), "benchmark"))
                        .cipher(LocalCipher.openOrCreate(folder.resolve("payload-key"), new SecureRandom()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Closes all. */
        @TearDown
        public void close() throws IOException {
            journal.close();
            pool.close();
            server.close();
        }
    }

    /** A chain and the tree over it. */
    @State(Scope.Thread)
    public static class Tree {
        private final Hasher hasher = new Hasher();
        private final Frontier tree = Frontier.empty();
        private Hash last = Hash.NONE;

        /** Warms it up. */
        public Tree() {
            byte[] line = Samples.line();
            WarmUp.with(() -> add(line));
        }

        Hash add(byte[] line) {
            byte[] prefix = LineFormat.prefix(tree.size(), last);
            System.arraycopy(prefix, 0, line, 0, prefix.length);
            last = hasher.leaf(line, 0, line.length);
            tree.add(last);
            return last;
        }
    }

    /** What is counted. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Counts {
        /** How often the disk is waited for in a thousand events. */
        public double syncsEachThousand;
    }

    /** On disk, by one thread. */
    @Benchmark
    public AuditEvent onDisk(InFolder on) {
        return taken(on.onDisk);
    }

    /** On disk, by sixteen. */
    @Benchmark
    @Threads(SOME)
    @OperationsPerInvocation(SOME)
    public AuditEvent onDiskBySome(InFolder on) {
        return taken(on.onDisk);
    }

    /** On disk, by sixty-four. */
    @Benchmark
    @Threads(MANY)
    @OperationsPerInvocation(MANY)
    public AuditEvent onDiskByMany(InFolder on, Counts counts) {
        AuditEvent event = taken(on.onDisk);
        // Each thread's part of what all of them count together.
        counts.syncsEachThousand =
                on.home.syncs() * THOUSAND / on.onDisk.head().orElseThrow().size() / MANY;
        return event;
    }

    /** With the operating system, by one thread. */
    @Benchmark
    public AuditEvent notSynced(NotSynced on) {
        return taken(on.journal);
    }

    /** In PostgreSQL, by one thread. */
    @Benchmark
    public AuditEvent postgres(InPostgres on) {
        return taken(on.journal);
    }

    /** In PostgreSQL, by sixteen. */
    @Benchmark
    @Threads(SOME)
    @OperationsPerInvocation(SOME)
    public AuditEvent postgresBySome(InPostgres on) {
        return taken(on.journal);
    }

    /** The hashes of one line. */
    @Benchmark
    public Hash chainAndTree(Tree tree, JournalPeers.Line line) {
        return tree.add(line.bytes);
    }

    private static AuditEvent taken(Journal journal) {
        AuditEvent event = Samples.event(AuditEventType.APPROVAL_DECIDED);
        journal.append(event);
        return event;
    }
}
