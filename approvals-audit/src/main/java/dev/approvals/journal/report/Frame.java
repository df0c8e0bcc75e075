package dev.approvals.journal.report;

import dev.approvals.journal.report.Findings.Level;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What stands around the sections of a page. */
final class Frame {

    private static final String STYLE = style();

    private static final Map<String, String> CONTENTS = new LinkedHashMap<>();

    static {
        CONTENTS.put("answers", "Answers first");
        CONTENTS.put("integrity", "Integrity of the record");
        CONTENTS.put("decisions", "Decisions");
        CONTENTS.put("timeToReview", "Time to review");
        CONTENTS.put("refusals", "Refusals by reason");
        CONTENTS.put("open", "Expired and pending");
        CONTENTS.put("emergencies", "Break-glass");
        CONTENTS.put("grants", "Grants");
        CONTENTS.put("gate", "The gate and its record");
        CONTENTS.put("controls", "Control map");
        CONTENTS.put("evidence", "The events behind each figure");
        CONTENTS.put("events-list", "Events");
    }

    private Frame() {}

    private static String style() {
        try (InputStream in = Frame.class.getResourceAsStream("report.css")) {
            if (in == null) {
                throw new IllegalStateException("The resource report.css is missing from the jar of "
                        + Frame.class.getName() + ": repackage it with its resources");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing may be loaded or run; the one style is known by its hash. */
    static void head(Html html) {
        String policy =
                "default-src 'none'; style-src 'sha256-" + hash(STYLE) + "'; base-uri 'none'; form-action 'none'";
        html.open("head").line().raw("<meta charset=\"utf-8\">\n");
        html.open("meta", "http-equiv", "Content-Security-Policy", "content", policy)
                .line();
        html.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .line();
        html.open("meta", "name", "referrer", "content", "no-referrer").line();
        html.open("meta", "name", "color-scheme", "content", "light dark").line();
        html.leaf("title", "Approvals: audit report").line();
        html.raw("<style>" + STYLE + "</style>\n").close("head").line();
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    static void contents(Html html) {
        html.open("nav", "aria-label", "Contents").open("ul");
        CONTENTS.forEach((id, title) -> html.open("li").link(id, title).close("li"));
        html.close("ul").close("nav").line();
    }

    static String mark(Level level) {
        return switch (level) {
            case GOOD -> "\u2713 in order";
            case PLAIN -> "\u00b7 for the record";
            case LOOK -> "\u25b2 look into it";
            case BAD -> "\u2715 not in order";
        };
    }

    static String period(Findings findings) {
        Optional<Instant> from = findings.scope().from();
        Optional<Instant> until = findings.scope().until();
        if (from.isEmpty() && until.isEmpty()) {
            return "all that is on record";
        }
        return from.map(begin -> "from " + Text.minute(begin)).orElse("from the beginning")
                + until.map(end -> " to before " + Text.minute(end)).orElse(" to the end");
    }

    /** What shows all events of the period. */
    static String command(Findings findings) {
        return "approvals show DIR"
                + findings.scope().from().map(from -> " --from " + from).orElse("")
                + findings.scope().until().map(until -> " --until " + until).orElse("");
    }

    static void foot(Html html, Findings findings) {
        html.open("footer");
        html.leaf(
                "p",
                "How this was made: each journal was verified from its first line to its last, then exactly the verified"
                        + " lines were counted, on "
                        + Text.minute(findings.scope().madeAt()) + ". All times are UTC. Times to review"
                        + " are known to one part in sixteen. Texts from events are shown as they are; characters that cannot be seen"
                        + " appear as escapes such as \\u202E in braces. Facts that the journal keeps apart are not in this file.");
        html.leaf(
                "p",
                "This file runs nothing and loads nothing. The same journal gives the same file. JSON and CSV with the"
                        + " same figures belong beside it.");
        html.close("footer").line();
    }
}
