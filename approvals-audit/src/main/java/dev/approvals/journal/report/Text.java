package dev.approvals.journal.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers and times as people read them; always in English and UTC, whatever machine it is. */
final class Text {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final long SECONDS = 1_000;
    private static final long MINUTES = 60 * SECONDS;
    private static final long HOURS = 60 * MINUTES;
    private static final long DAYS = 24 * HOURS;

    private Text() {}

    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String minute(Instant at) {
        return MINUTE.format(at) + " UTC";
    }

    static String second(Instant at) {
        return SECOND.format(at);
    }

    static String day(Instant at) {
        return DAY.format(at);
    }

    /** A duration to two places, in the unit that suits it. */
    static String duration(Duration duration) {
        long millis = duration.toMillis();
        if (millis < SECONDS) {
            return millis + " ms";
        }
        if (millis < MINUTES) {
            return in(millis, SECONDS, "s");
        }
        if (millis < HOURS) {
            return in(millis, MINUTES, "min");
        }
        return millis < 2 * DAYS ? in(millis, HOURS, "h") : in(millis, DAYS, "days");
    }

    private static String in(long millis, long unit, String name) {
        long tenths = (millis * 10 + unit / 2) / unit;
        return (tenths < 100 && tenths % 10 != 0 ? tenths / 10 + "." + tenths % 10 : String.valueOf((tenths + 5) / 10))
                + " " + name;
    }
}
