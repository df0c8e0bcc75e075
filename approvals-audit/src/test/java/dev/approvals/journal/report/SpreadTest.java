package dev.approvals.journal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Quantiles in bounded memory, the parts of a period, and scales of plots. */
class SpreadTest {

    @Test
    void aQuantileIsOffByAPartInSixteenAtMost() {
        long seed = new Random().nextInt(100_000);
        Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            Spread spread = new Spread();
            List<Long> all = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(300); i++) {
                long millis = (long) Math.pow(10, random.nextDouble() * 10) - 1;
                all.add(millis);
                spread.add(Duration.ofMillis(millis));
            }
            all.sort(null);
            for (int percent : List.of(1, 50, 90, 100)) {
                long exact = all.get((all.size() * percent + 99) / 100 - 1);
                assertThat(spread.percent(percent).orElseThrow().toMillis())
                        .as("%d percent of %s, seed %d", percent, all, seed)
                        .isBetween(exact, exact + exact / 16);
            }
        }
        assertThat(new Spread().percent(50)).isEmpty();
    }

    @Test
    void aPeriodOfAnyLengthHasFewParts() {
        Instant begin = Instant.parse("2026-03-02T06:30:00Z");
        for (Duration length : List.of(
                Duration.ZERO,
                Duration.ofHours(5),
                Duration.ofDays(3),
                Duration.ofDays(40),
                Duration.ofDays(4_000),
                Duration.ofDays(400_000))) {
            Grid grid = Grid.over(begin, begin.plus(length));

            assertThat(grid.parts()).as("parts of %s", length).isBetween(1, 32);
            assertThat(grid.begin()).isBeforeOrEqualTo(begin);
            assertThat(grid.place(begin)).isZero();
            assertThat(grid.place(begin.plus(length))).isEqualTo(grid.parts() - 1);
        }
    }

    @Test
    void durationsAreSaidInTheUnitThatSuitsThem() {
        assertThat(List.of(0L, 999L, 1_500L, 59_000L, 90_000L, 3_600_000L, 90_000_000L, 400_000_000L).stream()
                        .map(millis -> Text.duration(Duration.ofMillis(millis))))
                .containsExactly("0 ms", "999 ms", "1.5 s", "59 s", "1.5 min", "1 h", "25 h", "4.6 days");
    }

    @Test
    void scalesHaveRoundNumbersAndFewOfThem() {
        for (long highest : List.of(1L, 4L, 9L, 44L, 123L, 99_999L)) {
            long rung = Plots.rung(highest);
            assertThat((highest + rung - 1) / rung).isBetween(1L, 5L);
            assertThat(String.valueOf(rung)).matches("[125]0*");
        }
    }
}
