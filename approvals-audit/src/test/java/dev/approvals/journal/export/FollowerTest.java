package dev.approvals.journal.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.journal.Journal;
import dev.approvals.journal.Journals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowerTest {

    @TempDir
    Path temp;

    private final List<Exported> taken = new ArrayList<>();

    private Path folder() {
        return temp.resolve("audit");
    }

    private Path place() {
        return temp.resolve("place");
    }

    private Follower follower() {
        return Follower.of(folder(), place());
    }

    private int handOn() throws Exception {
        return follower().handOn(taken::addAll);
    }

    private List<Long> places() {
        return taken.stream().map(event -> event.entry().seq()).toList();
    }

    private static List<Long> upTo(long size) {
        return LongStream.range(0, size).boxed().toList();
    }

    @Test
    void itGoesOnWhereItWasWithWhateverCameSince() throws Exception {
        Sample.usual(folder());
        assertThat(handOn()).isEqualTo(4);
        assertThat(handOn()).isZero();

        Journals.open(folder()).close();

        assertThat(handOn()).isEqualTo(2);
        assertThat(places()).isEqualTo(upTo(6));
        assertThat(taken).extracting(Exported::journal).containsOnly("journal.test");
        assertThat(taken.get(1).event().type().name()).isEqualTo("action.started");
        assertThat(follower().next()).isEqualTo(6);
    }

    @Test
    void onlyWhatACheckpointCoversIsHandedOn() throws Exception {
        try (Journal journal = Journals.open(folder())) {
            journal.checkpoint();
            journal.append(Journals.event(1));

            assertThat(handOn()).isOne();
            assertThat(handOn()).isZero();
            journal.checkpoint();
            assertThat(handOn()).isOne();
        }
    }

    @Test
    void whatAReceiverDidNotTakeIsHandedOnAgain() throws Exception {
        Sample.usual(folder());
        List<String> first = new ArrayList<>();

        assertThatThrownBy(() -> follower().batch(3).handOn(events -> {
                    events.forEach(event -> first.add(event.id()));
                    throw new IOException("the collector is down");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("the collector is down");

        assertThat(handOn()).isEqualTo(4);
        assertThat(taken).extracting(Exported::id).startsWith(first.toArray(String[]::new));
    }

    @Test
    void batchesEndWhereTheyAreToldToAndCrossSegments() throws Exception {
        try (Journal journal = Journal.open(folder(), Journals.options().segmentBytes(4_096))) {
            LongStream.rangeClosed(1, 40).mapToObj(Journals::event).forEach(journal::append);
        }
        assertThat(Journals.segments(folder())).hasSizeGreaterThan(3);

        for (int count = follower().batch(7).handOn(taken::addAll);
                count > 0;
                count = follower().batch(7).handOn(taken::addAll)) {
            assertThat(count).isLessThanOrEqualTo(7);
        }

        assertThat(places()).isEqualTo(upTo(Journals.lines(folder()).size()));
        assertThatIllegalArgumentException().isThrownBy(() -> follower().batch(0));
    }

    /** As pruning leaves it. */
    private void prune(int segments) throws IOException {
        for (Path segment : Journals.segments(folder()).subList(0, segments)) {
            Files.delete(segment);
        }
    }

    private void writeSegments() {
        try (Journal journal = Journal.open(folder(), Journals.options().segmentBytes(4_096))) {
            LongStream.rangeClosed(1, 40).mapToObj(Journals::event).forEach(journal::append);
        }
    }

    @Test
    void pruningWhatWasHandedOnIsNotNoticed() throws Exception {
        writeSegments();
        int all = handOn();
        prune(Journals.segments(folder()).size() - 1);
        Journals.open(folder()).close();

        assertThat(handOn()).isEqualTo(2);
        assertThat(places()).isEqualTo(upTo(all + 2L));
    }

    @Test
    void pruningWhatWasNotHandedOnIsSaid() throws Exception {
        writeSegments();
        follower().batch(2).handOn(taken::addAll);
        prune(2);

        assertThatThrownBy(this::handOn)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Line 2 of " + folder() + " is not there")
                .hasMessageContaining("pruned before they were handed on")
                .hasMessageContaining("moveTo");

        long first = Journals.entries(folder()).get(0).seq();
        follower().moveTo(first);
        assertThat(handOn()).isPositive();
        assertThat(places()).startsWith(0L, 1L, first);
    }

    @Test
    void aJournalThatWasPrunedBeforeAnybodyFollowedItIsFollowedFromWhereItBegins() throws Exception {
        writeSegments();
        prune(2);

        assertThat(handOn()).isPositive();
        assertThat(places()).first().isEqualTo(Journals.entries(folder()).get(0).seq());
    }

    @Test
    void anotherJournalInItsFolderIsNotFollowed() throws Exception {
        Sample.usual(folder());
        handOn();
        Files.delete(folder().resolve("checkpoint"));
        prune(1);
        Sample.hostile(folder());

        assertThatThrownBy(this::handOn)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Line 3 of " + folder() + " is not the one that was handed on")
                .hasMessageContaining("remove " + place());
    }

    @Test
    void aFileThatHoldsNoPlaceIsLeftAlone() throws Exception {
        Sample.usual(folder());
        Files.writeString(place(), "shopping list");

        assertThatThrownBy(this::handOn)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(place() + " does not hold the place of a follower");
        assertThat(place()).hasContent("shopping list");
    }

    @Test
    void itFollowsUntilItIsInterruptedAndTriesAgainWhatFailed() throws Exception {
        Sample.usual(folder());
        CountDownLatch all = new CountDownLatch(6);
        List<Integer> failures = new ArrayList<>();
        Thread follows = new Thread(() -> follower().follow(Duration.ofMillis(1), events -> {
            if (failures.size() < 2) {
                failures.add(events.size());
                throw new IllegalStateException("the collector is down");
            }
            taken.addAll(events);
            events.forEach(event -> all.countDown());
        }));
        follows.start();
        Journals.open(folder()).close();

        assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();
        follows.interrupt();
        follows.join(TimeUnit.SECONDS.toMillis(30));
        assertThat(follows.isAlive()).isFalse();
        assertThat(failures).hasSize(2);
        assertThat(places()).isEqualTo(upTo(6));
    }
}
