package dev.approvals.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.core.time.Timekeeper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ManualTimekeeperTest {

    private final ManualTimekeeper clock = ManualTimekeeper.create();
    private final Instant start = clock.now();
    private final List<String> rung = new ArrayList<>();

    @Test
    void standsStillUntilItIsMoved() {
        assertThat(clock.now()).isEqualTo(start).isEqualTo(ManualTimekeeper.START);

        clock.advance(Duration.ofMinutes(3));

        assertThat(clock.now()).isEqualTo(start.plusSeconds(180));
    }

    @Test
    void whatBecomesDueRunsInOrderAtItsOwnTimeInTheMovingThread() {
        ring("late", 20);
        ring("first of two", 10);
        ring("second of two", 10);
        ring("not yet", 31);

        clock.advance(Duration.ofSeconds(30));

        String here = " in " + Thread.currentThread().getName();
        assertThat(rung)
                .containsExactly("first of two at 10" + here, "second of two at 10" + here, "late at 20" + here);
        assertThat(clock.alarms()).isEqualTo(1);
        assertThat(clock.now()).isEqualTo(start.plusSeconds(30));
    }

    @Test
    void anAlarmSetByAnAlarmRingsInTheSameMove() {
        clock.at(start.plusSeconds(1), () -> {
            ring("next", 2);
            ring("at once", 0);
        });

        clock.advance(Duration.ofSeconds(5));

        assertThat(rung).hasSize(2);
        assertThat(rung.get(0)).startsWith("at once at 1 ");
        assertThat(rung.get(1)).startsWith("next at 2 ");
    }

    @Test
    void aCancelledAlarmDoesNotRing() {
        Timekeeper.Alarm alarm = ring("cancelled", 5);

        alarm.cancel();
        clock.advance(Duration.ofSeconds(9));

        assertThat(rung).isEmpty();
    }

    @Test
    void whatIsDueAlreadyRunsAtOnceInAnotherThread() throws Exception {
        CompletableFuture<Thread> ran = new CompletableFuture<>();

        clock.at(start, () -> ran.complete(Thread.currentThread()));

        assertThat(ran.get(10, TimeUnit.SECONDS)).isNotEqualTo(Thread.currentThread());
    }

    @Test
    void aClockSetBackRingsNothingAndKeepsItsAlarms() {
        ring("in ten seconds", 10);

        clock.set(start.minus(Duration.ofHours(1)));
        assertThat(clock.now()).isEqualTo(start.minus(Duration.ofHours(1)));
        assertThat(rung).isEmpty();

        clock.advance(Duration.ofHours(1).plusSeconds(10));
        assertThat(rung).hasSize(1);
    }

    @Test
    void anAlarmThatThrowsIsSeenByTheTestAndTheClockGoesOn() {
        clock.at(start.plusSeconds(1), () -> {
            throw new IllegalStateException("a fault in the code under test");
        });
        ring("after it", 2);

        assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(5))).hasMessage("a fault in the code under test");
        clock.advance(Duration.ofSeconds(5));

        assertThat(rung).hasSize(1);
    }

    @Test
    void whoeverWaitsForAlarmsOfOtherThreadsGoesOnWhenTheyAreSet() {
        CompletableFuture<Void> waiter = CompletableFuture.runAsync(() -> clock.awaitAlarms(2));

        ring("one", 1);
        assertThat(waiter).isNotDone();
        ring("two", 2);

        assertThat(waiter).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void advancingBackwardsIsRefused() {
        assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("set(Instant)");
    }

    private Timekeeper.Alarm ring(String name, long seconds) {
        return clock.at(
                start.plusSeconds(seconds),
                () -> rung.add(
                        name + " at " + Duration.between(start, clock.now()).toSeconds() + " in "
                                + Thread.currentThread().getName()));
    }
}
