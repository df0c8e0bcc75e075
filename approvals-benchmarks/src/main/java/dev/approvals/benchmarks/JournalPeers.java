package dev.approvals.benchmarks;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.FileAppender;
import com.zaxxer.hikari.HikariDataSource;
import dev.approvals.journal.tree.Hasher;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
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

/** The bytes of the same line, kept by what others would keep them with: they make no line, no chain and no tree. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1_000, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 1_000, timeUnit = TimeUnit.MILLISECONDS)
public class JournalPeers {

    private static final int SOME = 16;
    private static final int MANY = 64;

    /** A line. */
    @State(Scope.Thread)
    public static class Line {
        final byte[] bytes = Samples.line();
        final String text = new String(bytes, 0, bytes.length - 1, StandardCharsets.US_ASCII);
        final MessageDigest sha256 = Hasher.sha256();
    }

    /** What a journal holds of one call that is allowed. */
    @State(Scope.Thread)
    public static class OneCall {
        final List<String> lines = JournaledCalls.linesOfOneCall();
    }

    /** A file. */
    @State(Scope.Thread)
    public static class Raw {
        private final RandomAccessFile file = open();

        private static RandomAccessFile open() {
            try {
                return new RandomAccessFile(Samples.newFolder().resolve("raw").toFile(), "rw");
            } catch (IOException e) {
                throw new IllegalStateException("No file to write to", e);
            }
        }

        /** Closes it. */
        @TearDown
        public void close() throws IOException {
            file.close();
        }
    }

    /** A logger of Logback, each line handed to the operating system; the line tells its own time. */
    @State(Scope.Thread)
    public static class Logback {
        private final LoggerContext context = new LoggerContext();
        private final Logger logger = context.getLogger("audit");

        /** Starts it. */
        public Logback() {
            // A context made by hand has none, and then every line fails and none is written.
            context.setMDCAdapter(new LogbackMDCAdapter());
            PatternLayoutEncoder encoder = new PatternLayoutEncoder();
            encoder.setContext(context);
            encoder.setPattern("%msg%n");
            encoder.start();
            FileAppender<ILoggingEvent> appender = new FileAppender<>();
            appender.setContext(context);
            appender.setEncoder(encoder);
            appender.setFile(Samples.newFolder().resolve("log").toString());
            appender.setImmediateFlush(true);
            appender.start();
            logger.addAppender(appender);
            String line = new Line().text;
            logger.info(line);
            if (new File(appender.getFile()).length() == 0) {
                throw new IllegalStateException(
                        "Logback writes nothing: " + context.getStatusManager().getCopyOfStatusList());
            }
            WarmUp.with(() -> logger.info(line));
        }

        /** Stops it. */
        @TearDown
        public void close() {
            context.stop();
        }
    }

    /** A table, and a row for each line. */
    private static final class Table {
        private final DataSource pool;
        private final AtomicLong next = new AtomicLong();

        Table(DataSource pool) {
            this.pool = pool;
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE line (seq BIGINT PRIMARY KEY, line TEXT NOT NULL)");
            } catch (SQLException e) {
                throw new IllegalStateException("The peer's table could not be made", e);
            }
        }

        int add(String line) throws SQLException {
            try (Connection connection = pool.getConnection();
                    PreparedStatement insert = connection.prepareStatement("INSERT INTO line VALUES (?, ?)")) {
                insert.setLong(1, next.incrementAndGet());
                insert.setString(2, line);
                return insert.executeUpdate();
            }
        }
    }

    /** A table in PostgreSQL. */
    @State(Scope.Benchmark)
    public static class Postgres {
        private final EmbeddedPostgres server = Databases.postgres();
        private final HikariDataSource pool = Databases.pool(Databases.url(server), MANY, true);
        private final Table table = new Table(pool);

        /** Closes all. */
        @TearDown
        public void close() throws IOException {
            pool.close();
            server.close();
        }
    }

    /** A table in SQLite. */
    @State(Scope.Benchmark)
    public static class Sqlite {
        private final HikariDataSource pool = Databases.pool(
                "jdbc:sqlite:" + Samples.newFolder().resolve("lines.db") + "?journal_mode=WAL&synchronous=FULL",
                1,
                true);
        private final Table table = new Table(pool);

        /** Closes it. */
        @TearDown
        public void close() {
            pool.close();
        }
    }

    /** A write, and what puts it on disk. */
    @Benchmark
    public byte[] rawOnDisk(Raw raw, Line line) throws IOException {
        raw.file.write(line.bytes);
        raw.file.getChannel().force(false);
        return line.bytes;
    }

    /** A write. */
    @Benchmark
    public byte[] raw(Raw raw, Line line) throws IOException {
        raw.file.write(line.bytes);
        return line.bytes;
    }

    /** A line of a log. */
    @Benchmark
    public String logback(Logback log, Line line) {
        log.logger.info(line.text);
        return line.text;
    }

    /** As many lines of a log, and the same bytes, as a journal gets for an allowed call. */
    @Benchmark
    public List<String> logbackOfACall(Logback log, OneCall call) {
        call.lines.forEach(log.logger::info);
        return call.lines;
    }

    /** A row in PostgreSQL, by one thread. */
    @Benchmark
    public int postgres(Postgres on, Line line) throws SQLException {
        return on.table.add(line.text);
    }

    /** A row in PostgreSQL, by sixteen. */
    @Benchmark
    @Threads(SOME)
    @OperationsPerInvocation(SOME)
    public int postgresBySome(Postgres on, Line line) throws SQLException {
        return on.table.add(line.text);
    }

    /** A row in PostgreSQL, by sixty-four. */
    @Benchmark
    @Threads(MANY)
    @OperationsPerInvocation(MANY)
    public int postgresByMany(Postgres on, Line line) throws SQLException {
        return on.table.add(line.text);
    }

    /** A row in SQLite, by sixteen. */
    @Benchmark
    @Threads(SOME)
    @OperationsPerInvocation(SOME)
    public int sqliteBySome(Sqlite on, Line line) throws SQLException {
        return on.table.add(line.text);
    }

    /** A row in SQLite, by sixty-four. */
    @Benchmark
    @Threads(MANY)
    @OperationsPerInvocation(MANY)
    public int sqliteByMany(Sqlite on, Line line) throws SQLException {
        return on.table.add(line.text);
    }

    /** A row in SQLite. */
    @Benchmark
    public int sqlite(Sqlite on, Line line) throws SQLException {
        return on.table.add(line.text);
    }

    /** The hash of the line's bytes. */
    @Benchmark
    public byte[] sha256(Line line) {
        return line.sha256.digest(line.bytes);
    }
}
