package dev.approvals.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DenialsTest {

    private static final Instant START = Instant.parse("2026-01-05T09:00:00Z");
    private static final Denials.Limit THREE_IN_TEN_MINUTES =
            new Denials.Limit(3, Duration.ofMinutes(10), Duration.ofHours(1));

    private static Instant minute(int minutes) {
        return START.plus(Duration.ofMinutes(minutes));
    }

    private static Denials at(int... minutes) {
        Denials denials = Denials.NONE;
        for (int minute : minutes) {
            denials = denials.add(minute(minute), THREE_IN_TEN_MINUTES);
        }
        return denials;
    }

    @Test
    void enoughDenialsInAShortTimeLockTheTool() {
        assertThat(at(0, 4).locked(minute(4))).isFalse();

        Denials locked = at(0, 4, 9);

        assertThat(locked.lockedUntil()).contains(minute(69));
        assertThat(locked.locked(minute(9))).isTrue();
        assertThat(locked.locked(minute(69).minusNanos(1))).isTrue();
        assertThat(locked.locked(minute(69))).isFalse();
    }

    @Test
    void denialsThatAreLongPastDoNotCount() {
        assertThat(at(0, 4, 10).locked(minute(10))).isFalse();
        assertThat(at(0, 4, 10).at()).containsExactly(minute(4), minute(10));
        assertThat(at(0, 4, 10, 13).locked(minute(13))).isTrue();
    }

    @Test
    void onceUnlockedTheCountBeginsAnew() {
        Denials again = at(0, 1, 2, 63, 64);

        assertThat(again.locked(minute(64))).isFalse();
        assertThat(again.add(minute(65), THREE_IN_TEN_MINUTES).locked(minute(65)))
                .isTrue();
    }

    @Test
    void aClockThatIsSetBackDoesNotShortenALock() {
        Denials locked = at(60, 60, 60);

        assertThat(locked.add(minute(0), THREE_IN_TEN_MINUTES)
                        .add(minute(0), THREE_IN_TEN_MINUTES)
                        .add(minute(0), THREE_IN_TEN_MINUTES)
                        .lockedUntil())
                .contains(minute(120));
    }

    @Test
    void theyAreForgottenOnceTheySayNothing() {
        assertOverFrom(at(0, 4), minute(14));
        assertOverFrom(at(0, 1, 2), minute(62));
        assertOverFrom(at(0, 1, 2, 55), minute(65));
        assertOverFrom(at(0, 1, 2, 45), minute(62));
        assertThat(Denials.NONE.over(START, THREE_IN_TEN_MINUTES)).isTrue();
        assertThat(Denials.NONE.dueAt(THREE_IN_TEN_MINUTES)).isEmpty();
    }

    private static void assertOverFrom(Denials denials, Instant moment) {
        assertThat(denials.dueAt(THREE_IN_TEN_MINUTES)).contains(moment);
        assertThat(denials.over(moment.minusNanos(1), THREE_IN_TEN_MINUTES)).isFalse();
        assertThat(denials.over(moment, THREE_IN_TEN_MINUTES)).isTrue();
    }

    @Test
    void aLimitThatLocksAtOnceOrForNoTimeIsRefused() {
        Duration day = Duration.ofDays(1);
        List<Runnable> wrong = List.of(
                () -> new Denials.Limit(0, day, day),
                () -> new Denials.Limit(1, Duration.ZERO, day),
                () -> new Denials.Limit(1, day, Duration.ofSeconds(-1)));

        assertThat(wrong)
                .allSatisfy(limit -> assertThatThrownBy(limit::run)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("at least 1 denial"));
    }
}
