package dev.approvals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.review.RequestStatus;
import dev.approvals.store.StoredRow;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteFileTest {

    private static final Instant NINE = Instant.parse("2026-01-05T09:00:00Z");

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("approvals.db");
    }

    /** A process that has the store of a file open until it is told to end. */
    static final class Holder {
        public static void main(String[] arguments) throws Exception {
            try (JdbcApprovalStore store = JdbcApprovalStore.sqlite(Path.of(arguments[0]))) {
                System.out.println("open at epoch " + store.epoch());
                System.in.read();
            }
        }
    }

    private static Process holder(Path file) throws Exception {
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8));
        assertThat(said.readLine()).isEqualTo("open at epoch 0");
        return holder;
    }

    @Test
    void aSecondProcessIsRefusedUntilTheFirstHasEndedHoweverItEnds() throws Exception {
        Process holder = holder(file());

        assertThatThrownBy(() -> JdbcApprovalStore.sqlite(file()))
                .isInstanceOf(JdbcStoreException.class)
                .hasMessageContaining("in use by another process")
                .hasMessageContaining("approvals.db")
                .hasMessageContaining("PostgreSQL");

        holder.destroyForcibly().waitFor();
        JdbcApprovalStore.sqlite(file()).close();
    }

    @Test
    void aSecondStoreOfTheSameProcessIsRefusedByWhateverNameItComes() throws Exception {
        try (JdbcApprovalStore first = JdbcApprovalStore.sqlite(file())) {
            Path link = Files.createSymbolicLink(folder.resolve("link.db"), file());
            for (Path name : List.of(file(), link)) {
                assertThatThrownBy(() -> JdbcApprovalStore.sqlite(name))
                        .isInstanceOf(JdbcStoreException.class)
                        .hasMessageContaining("in use by another store of this process");
            }
            assertThat(TestRows.create(first, TestRows.row("id")).id()).isEqualTo("id");
        }
        JdbcApprovalStore.sqlite(file()).close();
    }

    @Test
    void aSecondProcessIsRefusedStillAfterAStoreOfTheFirstWasRefused() throws Exception {
        try (JdbcApprovalStore first = JdbcApprovalStore.sqlite(file())) {
            assertThatThrownBy(() -> JdbcApprovalStore.sqlite(file())).isInstanceOf(JdbcStoreException.class);

            Process other = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Holder.class.getName(),
                            file().toString())
                    .redirectErrorStream(true)
                    .start();
            assertThat(new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("in use by another process");
            assertThat(first.epoch()).isZero();
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsSaid() throws Exception {
        Files.writeString(file(), "no database, but a text that is long enough to be taken for one\n".repeat(50));

        assertThatThrownBy(() -> JdbcApprovalStore.sqlite(file()))
                .isInstanceOf(JdbcStoreException.class)
                .hasMessageContaining("approvals.db")
                .hasMessageContaining("not a database");
        assertThat(Files.readString(file())).startsWith("no database");
    }

    @Test
    void aFolderThatIsNotThereIsSaid() {
        assertThatThrownBy(() -> JdbcApprovalStore.sqlite(folder.resolve("absent/approvals.db")))
                .isInstanceOf(JdbcStoreException.class)
                .hasMessageContaining("absent")
                .hasMessageContaining("folder must exist");
    }

    @Test
    void aPathThatTheDriverWouldReadSettingsFromIsRefused() {
        assertThatThrownBy(() -> JdbcApprovalStore.sqlite(folder.resolve("a.db?journal_mode=off")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("question mark");
    }

    @Test
    void aNewFileIsForItsOwnersEyes() throws Exception {
        JdbcApprovalStore.sqlite(file()).close();

        assertThat(Files.getPosixFilePermissions(file()))
                .extracting(Enum::name)
                .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE");
    }

    @Test
    void aClosedStoreSaysSo() {
        JdbcApprovalStore store = JdbcApprovalStore.sqlite(file());
        store.close();

        assertThatThrownBy(() -> store.get("id"))
                .isInstanceOf(JdbcStoreException.class)
                .hasMessageContaining("could not read a row")
                .hasMessageContaining("closed");
    }

    @Test
    void theHostsClockMayBeSetBackAndTheStoresGoesOn() {
        Instant latest;
        try (JdbcApprovalStore store = open(InstantSource.fixed(NINE))) {
            StoredRow row = TestRows.create(store, TestRows.row("id"));
            // Before the last change: what was told after it was written down nowhere.
            latest = store.now();
            TestRows.replace(store, TestRows.next(row, RequestStatus.ENDED));
            assertThat(latest).isBetween(NINE, NINE.plusSeconds(1));
        }
        try (JdbcApprovalStore store = open(InstantSource.fixed(NINE.minusSeconds(3_600)))) {
            assertThat(store.now()).isAfterOrEqualTo(latest);
            assertThat(store.forget(store.now().plusSeconds(1), 10)).isEqualTo(1);
        }
        try (JdbcApprovalStore store = open(InstantSource.fixed(NINE.minusSeconds(7_200)))) {
            assertThat(store.now()).as("the row is gone, the mark is not").isAfterOrEqualTo(latest);
        }
    }

    private JdbcApprovalStore open(InstantSource clock) {
        return SqliteStores.open(file(), JdbcOptions.defaults(), clock);
    }

    @Test
    void aRaisedEpochStays() {
        try (JdbcApprovalStore store = JdbcApprovalStore.sqlite(file())) {
            assertThat(store.epoch()).isZero();
            assertThat(store.raiseEpoch()).isEqualTo(1);
            assertThat(store.epoch()).isEqualTo(1);
        }
        try (JdbcApprovalStore store = JdbcApprovalStore.sqlite(file())) {
            assertThat(store.epoch()).isEqualTo(1);
            assertThat(store.raiseEpoch()).isEqualTo(2);
        }
    }

    @Test
    void itTellsWhatItIs() {
        try (JdbcApprovalStore store = JdbcApprovalStore.sqlite(file())) {
            assertThat(store.capabilities().durable()).isTrue();
            assertThat(store.capabilities().shared()).isFalse();
            assertThat(store.describe())
                    .containsEntry("product", "SQLite")
                    .containsKey("version")
                    .extractingByKey("durability")
                    .asString()
                    .contains("synchronous=FULL");
        }
    }

    @Test
    void whoStillWaitsForAConnectionWhenTheStoreIsClosedIsToldSo() throws Exception {
        SqliteConnections connections = SqliteConnections.open(file());
        CountDownLatch atWork = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        FutureTask<String> first = started(() -> connections.whole("work", connection -> {
            atWork.countDown();
            await(done);
            return "worked";
        }));
        await(atWork);
        FutureTask<String> second = new FutureTask<>(() -> connections.whole("wait", connection -> "worked, too"));
        awaitParked(thread(second));
        Thread closing = thread(new FutureTask<>(connections::close, ""));
        awaitParked(closing);

        done.countDown();

        assertThat(first.get(60, TimeUnit.SECONDS)).isEqualTo("worked");
        assertThatThrownBy(() -> second.get(60, TimeUnit.SECONDS)).hasMessageContaining("could not wait: it is closed");
        closing.join(60_000);
        assertThat(closing.isAlive()).isFalse();
    }

    private static FutureTask<String> started(Callable<String> work) {
        FutureTask<String> task = new FutureTask<>(work);
        thread(task);
        return task;
    }

    private static Thread thread(FutureTask<String> task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void awaitParked(Thread thread) {
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            assertThat(thread.isAlive()).isTrue();
            Thread.onSpinWait();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
