package dev.approvals.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.journal.line.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Appending: by many at once, under interrupts, at each durability, and after a failure. */
class AppendTest {

    @TempDir
    Path temp;

    private Path folder() {
        return temp.resolve("audit");
    }

    private static AuditEvent started(int thread, int n) {
        return Journals.event("call-" + thread + "-" + n, 1, AuditEventType.ACTION_STARTED, Map.of("verdict", "ask"));
    }

    @Test
    void whatManyThreadsAppendUnderAStormOfInterruptsIsAllThere() throws Exception {
        int threads = 8;
        int each = 150;
        AtomicInteger interrupted = new AtomicInteger();
        List<Thread> workers = new ArrayList<>();
        try (Journal journal = Journal.open(folder(), Journals.options().segmentBytes(60_000))) {
            for (int t = 0; t < threads; t++) {
                int thread = t;
                workers.add(new Thread(() -> {
                    for (int n = 0; n < each; n++) {
                        journal.append(started(thread, n));
                        interrupted.addAndGet(Thread.interrupted() ? 1 : 0);
                    }
                }));
            }
            workers.forEach(Thread::start);
            while (workers.stream().anyMatch(Thread::isAlive)) {
                workers.forEach(Thread::interrupt);
                Thread.onSpinWait();
            }
        }

        assertThat(interrupted.get()).as("interrupts that came through").isGreaterThan(threads);
        assertThat(Journals.entries(folder()))
                .filteredOn(entry -> entry.event().type().equals(AuditEventType.ACTION_STARTED))
                .extracting(entry -> entry.event().callId())
                .doesNotHaveDuplicates()
                .hasSize(threads * each);
        assertThat(Journals.segments(folder())).hasSizeGreaterThan(3);
    }

    @Test
    void anEventThatMayWaitIsWrittenWithTheNextThatMayNot() throws IOException {
        JournalOptions options =
                Journals.options().durability(event -> event.sequence() == 1 ? Durability.ASYNC : Durability.OS);
        try (Journal journal = Journal.open(folder(), options)) {
            journal.append(Journals.event(1));
            assertThat(Journals.types(folder())).containsExactly("log.opened");
            assertThat(journal.head().orElseThrow().size()).isEqualTo(1);

            journal.append(Journals.event(2));
            assertThat(Journals.types(folder()))
                    .containsExactly("log.opened", "approval.notified", "approval.notified");
        }
    }

    @Test
    void eventsThatMayWaitAreWrittenOnceAMegabyteWaits() throws IOException {
        JournalOptions options = Journals.options().durability(event -> Durability.ASYNC);
        Map<String, String> facts = Map.of("arguments", "x".repeat(50_000));
        try (Journal journal = Journal.open(folder(), options)) {
            for (int i = 0; i < 20; i++) {
                journal.append(Journals.event("call", 1, AuditEventType.ACTION_REQUESTED, facts));
            }
            assertThat(Journals.lines(folder())).hasSize(1);

            for (int i = 0; i < 5; i++) {
                journal.append(Journals.event("call", 1, AuditEventType.ACTION_REQUESTED, facts));
            }
            assertThat(Journals.lines(folder())).hasSizeGreaterThan(20);
        }
    }

    @Test
    void theStartOfAnAskedCallIsOnDiskWhateverTheOptionsSay() throws IOException {
        try (Journal journal = Journal.open(folder(), Journals.options().durability(event -> Durability.ASYNC))) {
            journal.append(started(1, 1));

            assertThat(Journals.types(folder())).containsExactly("log.opened", "action.started");
            // Only a sync looks at the file's key.
            Files.move(Journals.segments(folder()).get(0), temp.resolve("elsewhere"));
            assertThatThrownBy(() -> journal.append(started(1, 2))).isInstanceOf(JournalException.class);
        }
    }

    @Test
    void aFileRemovedFromUnderItIsAFailureAndNothingIsTakenAfterwards() throws IOException {
        try (Journal journal = Journals.open(folder())) {
            Files.delete(Journals.segments(folder()).get(0));

            assertThatThrownBy(() -> journal.append(started(1, 1)))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("was removed while it was being written");
            assertThatThrownBy(() -> journal.append(Journals.event(1)))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("takes no more events")
                    .hasMessageContaining("Mend the cause, then open it again");
            assertThat(journal.failure()).isPresent();
            assertThatThrownBy(journal::checkpoint).isInstanceOf(JournalException.class);
        }
    }

    @Test
    void anotherFileInItsPlaceIsAFailure() throws IOException {
        try (Journal journal = Journals.open(folder())) {
            Path segment = Journals.segments(folder()).get(0);
            Path copy = Files.copy(segment, temp.resolve("copy"));
            Files.delete(segment);
            Files.move(copy, segment);

            assertThatThrownBy(() -> journal.append(started(1, 1)))
                    .hasMessageContaining("Another file was put in the place of " + segment);
        }
    }

    @Test
    void whatOneThreadCouldNotWriteIsRefusedToAllThatWait() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        CountDownLatch removed = new CountDownLatch(1);
        try (Journal journal = Journals.open(folder())) {
            List<Future<?>> waiting = new ArrayList<>();
            for (int t = 0; t < 8; t++) {
                int thread = t;
                waiting.add(threads.submit(() -> {
                    removed.await();
                    journal.append(started(thread, 1));
                    return thread;
                }));
            }
            Files.delete(Journals.segments(folder()).get(0));
            removed.countDown();

            assertThat(waiting)
                    .allSatisfy(append -> assertThatThrownBy(() -> append.get(30, TimeUnit.SECONDS))
                            .hasCauseInstanceOf(JournalException.class));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aCheckpointFollowsASecondAfterAnEventAndOnlyOne() throws IOException {
        List<Duration> delays = new ArrayList<>();
        List<Runnable> tasks = new ArrayList<>();
        JournalOptions options = Journals.options().timer(delay -> task -> {
            delays.add(delay);
            tasks.add(task);
        });
        try (Journal journal = Journal.open(folder(), options)) {
            journal.append(Journals.event(1));
            journal.append(Journals.event(2));
            assertThat(delays).containsExactly(Duration.ofSeconds(1));

            tasks.get(0).run();
            assertThat(Files.readString(folder().resolve("checkpoint"))).startsWith("journal.test\n3\n");
            journal.append(Journals.event(3));
            assertThat(delays).hasSize(2);
        }
        assertThat(Files.readString(folder().resolve("checkpoint"))).startsWith("journal.test\n5\n");
        tasks.get(1).run();
        assertThat(Journals.entries(folder())).extracting(Entry::seq).hasSize(5);
    }
}
