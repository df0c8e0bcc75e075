package dev.approvals.slack.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.approvals.slack.web.Pacer.Rate;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacerTest {

    private static final Rate RATE = new Rate(3, Duration.ofSeconds(1));
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private long now = 42;
    private final List<Duration> pauses = new ArrayList<>();
    private final Pacer pacer = new Pacer(() -> now, nanos -> {
        pauses.add(Duration.ofNanos(nanos));
        now += nanos;
    });

    @Test
    void someGoAtOnceAndTheOthersOneAfterTheOther() throws InterruptedIOException {
        for (int i = 0; i < 6; i++) {
            assertThat(pacer.await("C1", RATE, MINUTE)).isTrue();
        }

        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1));
    }

    @Test
    void whatGoesToOneChannelKeepsNobodyWaitingInAnother() throws InterruptedIOException {
        for (int i = 0; i < 3; i++) {
            pacer.await("C1", RATE, MINUTE);
        }

        assertThat(pacer.await("C2", RATE, Duration.ZERO)).isTrue();
        assertThat(pauses).isEmpty();
    }

    @Test
    void whoWouldHaveToWaitTooLongGivesUpAtOnceAndTakesNoTurn() throws InterruptedIOException {
        pacer.hold("C1", RATE, Duration.ofSeconds(30));

        assertThat(pacer.await("C1", RATE, Duration.ofSeconds(29))).isFalse();
        assertThat(pacer.await("C1", RATE, Duration.ofSeconds(30))).isTrue();
        assertThat(pauses).containsExactly(Duration.ofSeconds(30));
    }

    @Test
    void afterARestSomeGoAtOnceAgain() throws InterruptedIOException {
        for (int i = 0; i < 4; i++) {
            pacer.await("C1", RATE, MINUTE);
        }
        now += MINUTE.toNanos();
        pauses.clear();

        for (int i = 0; i < 3; i++) {
            pacer.await("C1", RATE, Duration.ZERO);
        }

        assertThat(pauses).isEmpty();
    }

    @Test
    void whoeverIsInterruptedWhileWaitingStaysSo() {
        Pacer real = Pacer.usual();
        real.hold("C1", RATE, MINUTE);
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(InterruptedIOException.class).isThrownBy(() -> real.await("C1", RATE, MINUTE));
        assertThat(Thread.interrupted()).isTrue();
    }
}
