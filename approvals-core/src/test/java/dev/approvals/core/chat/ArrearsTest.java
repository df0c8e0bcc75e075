package dev.approvals.core.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.core.time.Timekeeper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArrearsTest {

    private static final Place OPS = new Place("C1");
    private static final Runnable NOBODY = () -> {};

    private final Clock clock = new Clock();
    private final Arrears arrears = new Arrears(clock);
    private final List<String> tried = new ArrayList<>();

    /** A clock that stands still, and notes when it is to ring. */
    private static final class Clock implements Timekeeper {

        final List<Duration> alarms = new ArrayList<>();

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public Alarm at(Instant when, Runnable task) {
            alarms.add(Duration.between(Instant.EPOCH, when));
            return () -> {};
        }
    }

    private static Arrears.Debt posting(int round) {
        return new Arrears.Debt(Optional.of(new Arrears.Missing(round, Set.of(OPS))), 0);
    }

    private Optional<Arrears.Debt> inVain(String id, Arrears.Debt debt) {
        tried.add(id);
        return Optional.of(debt);
    }

    private List<Integer> rounds() {
        List<Integer> rounds = new ArrayList<>();
        arrears.pay(
                (id, debt) -> {
                    rounds.add(debt.post().orElseThrow().round());
                    return Optional.empty();
                },
                NOBODY);
        return rounds;
    }

    @Test
    void aRequestThatMovesOnWhileItsOldRoundIsTriedInVainIsPostedInItsNewOne() {
        arrears.owe("r", posting(0), NOBODY);
        arrears.pay(
                (id, debt) -> {
                    arrears.owe("r", posting(1), NOBODY);
                    return Optional.of(debt);
                },
                NOBODY);

        assertThat(rounds()).containsExactly(1);
    }

    @Test
    void toBeRewrittenAsWellDoesNotMakeItForgetToPost() {
        arrears.owe("r", posting(2), NOBODY);
        arrears.owe("r", new Arrears.Debt(Optional.empty(), 0), NOBODY);

        assertThat(rounds()).containsExactly(2);
    }

    @Test
    void aPlatformThatIsAwayIsAskedThreeTimesAtATimeAndLessAndLessOften() {
        for (int i = 0; i < 10; i++) {
            arrears.owe("r" + i, posting(0), NOBODY);
        }
        for (int i = 0; i < 6; i++) {
            arrears.pay(this::inVain, NOBODY);
        }

        assertThat(tried)
                .hasSize(18)
                .startsWith("r0", "r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8", "r9", "r0", "r1");
        assertThat(clock.alarms).extracting(Duration::toSeconds).containsExactly(5L, 10L, 20L, 40L, 60L, 60L, 60L);
    }

    @Test
    void whatIsPaidIsPaidOnceAndThenNothingIsWaitedFor() {
        arrears.owe("r", posting(0), NOBODY);

        assertThat(rounds()).containsExactly(0);
        assertThat(rounds()).isEmpty();
        assertThat(clock.alarms).hasSize(1);
    }

    @Test
    void whatBreaksOneTryKeepsNobodyFromTheNext() {
        arrears.owe("r", posting(0), NOBODY);
        arrears.owe("s", posting(0), NOBODY);
        Arrears.Payer broken = (id, debt) -> {
            throw new StackOverflowError("a card without end");
        };

        assertThatThrownBy(() -> arrears.pay(broken, NOBODY)).isInstanceOf(StackOverflowError.class);

        assertThat(clock.alarms).extracting(Duration::toSeconds).containsExactly(5L, 10L);
        assertThat(rounds()).containsExactly(0);
    }

    @Test
    void whatIsOverIsForgottenAndOnlySoMuchIsKept() {
        for (int i = 0; i <= Arrears.MOST; i++) {
            arrears.owe("r" + i, posting(0), NOBODY);
        }
        arrears.forget("r1");

        assertThat(rounds()).hasSize(Arrears.MOST - 1);
    }

    @Test
    void aClosedOneWaitsForNothing() {
        arrears.close();
        arrears.owe("r", posting(0), NOBODY);

        assertThat(clock.alarms).isEmpty();
    }
}
