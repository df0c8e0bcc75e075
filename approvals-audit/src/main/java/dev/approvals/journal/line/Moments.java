package dev.approvals.journal.line;

import java.time.Instant;

/** Texts of instants, as {@link Instant#toString} gives them; many fall into one second. Thread-safe. */
final class Moments {

    private static final int MILLI = 1_000_000;
    private static final int MICRO = 1_000;

    private volatile Second last = Second.of(0);

    /** A second, and its text up to where a fraction follows. */
    private record Second(long number, String text) {
        static Second of(long number) {
            String whole = Instant.ofEpochSecond(number).toString();
            return new Second(number, whole.substring(0, whole.length() - 1));
        }
    }

    String text(Instant at) {
        Second second = last;
        if (second.number != at.getEpochSecond()) {
            second = Second.of(at.getEpochSecond());
            last = second;
        }
        int nano = at.getNano();
        if (nano == 0) {
            return second.text + "Z";
        }
        if (nano % MILLI == 0) {
            return second.text + "." + digits(nano / MILLI, 3) + "Z";
        }
        return second.text + "." + (nano % MICRO == 0 ? digits(nano / MICRO, 6) : digits(nano, 9)) + "Z";
    }

    private static String digits(int number, int count) {
        String digits = Integer.toString(number);
        return "0".repeat(count - digits.length()) + digits;
    }
}
