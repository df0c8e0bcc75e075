package dev.approvals.core.render;

import dev.approvals.core.text.VisibleText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/** How single things are written on every card. */
final class Texts {

    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,63}");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Texts() {}

    /** A name as it is where it cannot be mistaken for anything else, otherwise quoted and cut to a bearable length. */
    static String name(String name, int most) {
        return PLAIN_NAME.matcher(name).matches()
                ? name
                : "\"" + VisibleText.cut(name, most).told().replace("\"", "\\u{22 QUOTE}") + "\"";
    }

    /** A text on one line, cut to a length. */
    static String brief(String text, int most) {
        return VisibleText.cut(text, most).told();
    }

    static String time(Instant at) {
        return TIME.format(at);
    }

    static String duration(Duration duration) {
        StringBuilder out = new StringBuilder();
        part(duration.toDays(), "d", out);
        part(duration.toHoursPart(), "h", out);
        part(duration.toMinutesPart(), "min", out);
        part(duration.toSecondsPart(), "s", out);
        return out.isEmpty() ? "0 s" : out.toString();
    }

    private static void part(long amount, String unit, StringBuilder out) {
        if (amount > 0) {
            out.append(out.isEmpty() ? "" : " ").append(amount).append(' ').append(unit);
        }
    }

    static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
