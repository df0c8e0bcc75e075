package dev.approvals.cli;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads moments as people write them: {@code 2026-01-31T09:00Z} or with an offset, a day of UTC such as {@code 2026-01-31}, or
 * so long ago, such as {@code 90m}, {@code 24h} or {@code 7d}.
 */
final class Moments {

    private static final Pattern AGO = Pattern.compile("(\\d{1,6})([mhd])");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private final Clock clock;

    Moments(Clock clock) {
        this.clock = clock;
    }

    /** The first moment wanted; of a day its beginning. */
    Instant from(String text) {
        return read("--from", text, 0);
    }

    /** The first moment that is too late; of a day its end. */
    Instant until(String text) {
        return read("--until", text, 1);
    }

    private Instant read(String option, String text, int daysLater) {
        try {
            Matcher ago = AGO.matcher(text);
            if (ago.matches()) {
                return clock.instant().minus(duration(Long.parseLong(ago.group(1)), ago.group(2)));
            }
            if (DAY.matcher(text).matches()) {
                return LocalDate.parse(text)
                        .plusDays(daysLater)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant();
            }
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new Trouble(option + " " + text + " is no time: write 2026-01-31T09:00Z, 2026-01-31 for a day of UTC,"
                    + " or 24h for so long ago.");
        }
    }

    private static Duration duration(long count, String unit) {
        return switch (unit) {
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }
}
