package dev.approvals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StoreClockTest {

    private static final Instant NINE = Instant.parse("2026-01-05T09:00:00Z");
    private static final StoreClock.Rhythm RHYTHM =
            new StoreClock.Rhythm(Duration.ofSeconds(1), Duration.ofSeconds(60));

    private Instant source = NINE;
    private Instant mark = Instant.EPOCH;
    private boolean away;
    private int readings;
    private long nanos = 77;
    private final StoreClock clock = new StoreClock(this::read, RHYTHM, () -> nanos);

    private StoreClock.Times read() {
        readings++;
        if (away) {
            throw new JdbcStoreException("away");
        }
        return new StoreClock.Times(source, mark);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
        source = source.plus(time);
    }

    @Test
    void timeIsCarriedOnBetweenReadings() {
        pass(Duration.ofMillis(900));
        assertThat(clock.now()).isEqualTo(NINE.plusMillis(900));
        assertThat(readings).isEqualTo(1);

        pass(Duration.ofMillis(200));
        assertThat(clock.now()).isEqualTo(NINE.plusMillis(1_100));
        assertThat(readings).isEqualTo(2);
    }

    @Test
    void aSourceThatFellBackALittleIsWaitedFor() {
        nanos += Duration.ofMillis(1_100).toNanos();
        assertThat(clock.now()).isEqualTo(NINE);
        pass(Duration.ofMillis(500));
        assertThat(clock.now()).isEqualTo(NINE.plusMillis(500));

        source = NINE.plusMillis(300);
        nanos += Duration.ofSeconds(1).toNanos();
        assertThat(clock.now()).isEqualTo(NINE.plusMillis(500));
        pass(Duration.ofMillis(150));
        assertThat(clock.now()).isEqualTo(NINE.plusMillis(500));
        pass(Duration.ofMillis(100));
        assertThat(clock.now()).isEqualTo(NINE.plusMillis(550));
    }

    @Test
    void aSourceThatWasSetBackIsToldOnFromWhereItStood() {
        pass(Duration.ofSeconds(10));
        assertThat(clock.now()).isEqualTo(NINE.plusSeconds(10));

        source = source.minusSeconds(3_600);
        pass(Duration.ofSeconds(1));
        assertThat(clock.now()).isEqualTo(NINE.plusSeconds(10));
        pass(Duration.ofSeconds(30));
        assertThat(clock.now()).as("it goes on").isEqualTo(NINE.plusSeconds(40));

        source = source.plusSeconds(3_600);
        pass(Duration.ofSeconds(1));
        assertThat(clock.now()).as("set right again").isEqualTo(NINE.plusSeconds(42));
    }

    @Test
    void aTimeThatWasWrittenDownIsNeverGoneBefore() {
        mark = NINE.plusSeconds(600);
        pass(Duration.ofSeconds(1));

        assertThat(clock.now()).isEqualTo(NINE.plusSeconds(600));
        pass(Duration.ofSeconds(5));
        assertThat(clock.now()).isEqualTo(NINE.plusSeconds(605));
    }

    @Test
    void ownWritesDoNotDriveItOn() {
        clock.now();
        source = NINE.minusSeconds(3_600);
        pass(Duration.ofSeconds(1));
        for (int second = 0; second < 100; second++) {
            mark = clock.now();
            pass(Duration.ofSeconds(1));
        }

        assertThat(clock.now()).isBetween(NINE.plusSeconds(99), NINE.plusSeconds(101));
    }

    @Test
    void aSourceThatIsAwayIsDoneWithoutForAMinuteAndNotLonger() {
        away = true;
        pass(Duration.ofSeconds(59));
        assertThat(clock.now()).isEqualTo(NINE.plusSeconds(59));
        pass(Duration.ofMillis(500));
        assertThat(clock.now()).isEqualTo(NINE.plusMillis(59_500));
        assertThat(readings).as("tried once a second").isEqualTo(2);

        pass(Duration.ofSeconds(2));
        assertThatThrownBy(clock::now)
                .isInstanceOf(JdbcStoreException.class)
                .hasMessageContaining("could not be read for 61 s")
                .hasMessageContaining("reached");

        away = false;
        pass(Duration.ofSeconds(1));
        assertThat(clock.now()).isEqualTo(NINE.plusMillis(62_500));
    }
}
