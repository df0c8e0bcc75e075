package dev.approvals.journal.report;

import java.time.Duration;

/**
 * How long decisions took since the question was put, to one part in sixteen.
 *
 * @param label whose, or from when on; empty for all
 * @param decisions how many; the times are 0 where there are none
 * @param half what half of them took at most
 * @param nineTenths what nine of ten took at most
 */
public record Pace(String label, long decisions, Duration half, Duration nineTenths) {

    static Pace of(String label, Spread spread) {
        return new Pace(
                label,
                spread.count(),
                spread.percent(50).orElse(Duration.ZERO),
                spread.percent(90).orElse(Duration.ZERO));
    }
}
