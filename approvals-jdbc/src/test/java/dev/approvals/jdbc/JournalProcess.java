package dev.approvals.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.approvals.journal.Journal;
import dev.approvals.journal.JournalOptions;
import dev.approvals.journal.note.KeyFile;
import dev.approvals.journal.payload.LocalCipher;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;

/**
 * A process of its own that appends to a journal in PostgreSQL as fast as it can from several threads, and prints the id of
 * each call whose start was taken, with a full stop.
 */
final class JournalProcess {

    private static final int THREADS = 8;

    private JournalProcess() {}

    static Process start(String schema, Path keys, String begin) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        JournalProcess.class.getName(),
                        TestPostgres.url(),
                        schema,
                        keys.toString(),
                        begin)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Arguments: the database, the schema, a folder with keys, and a word that begins the ids. */
    public static void main(String[] args) throws IOException {
        HikariDataSource pool = Pools.of(args[0]);
        Path keys = Path.of(args[2]);
        Journal journal = Journal.open(
                PostgresJournal.of(
                        pool, PostgresJournals.NAME, JdbcOptions.defaults().inSchema(args[1])),
                JournalOptions.standard()
                        .signer(KeyFile.open(keys.resolve("audit.key")))
                        .cipher(LocalCipher.openOrCreate(keys.resolve("audit.payload-key"), new SecureRandom())));
        for (int t = 0; t < THREADS; t++) {
            String begin = args[3] + "-" + t + "-";
            new Thread(() -> append(journal, begin)).start();
        }
    }

    private static void append(Journal journal, String begin) {
        for (int n = 0; ; n++) {
            journal.append(PostgresJournals.started(begin + n));
            System.out.println(begin + n + ".");
        }
    }
}
