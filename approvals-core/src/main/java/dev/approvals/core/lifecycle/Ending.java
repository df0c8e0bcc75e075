package dev.approvals.core.lifecycle;

import dev.approvals.outcome.RefusalCode;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * How a call ended, in a form that can be kept.
 *
 * @param kind what happened
 * @param code the refusal's code; empty unless refused
 * @param text for a refusal its detail, for a throw the message, for what nobody knew the note of a person who looked;
 *     otherwise empty
 * @param result for a return the value as JSON, for a throw the exception's type, otherwise empty
 * @param at when, by the store's clock; empty before the lifecycle took it, and for what was stored before that was kept
 */
public record Ending(Kind kind, String code, String text, String result, Optional<Instant> at) {

    /** What happened. */
    public enum Kind {
        /** The tool returned. */
        RETURNED,
        /** The tool threw. */
        THREW,
        /** The tool did not run. */
        REFUSED,
        /** Nobody knows. */
        UNKNOWN
    }

    /** Nobody knows whether the tool finished. */
    public static final Ending LOST = new Ending(Kind.UNKNOWN, "", "", "", Optional.empty());

    /**
     * The tool did not run.
     *
     * @param code why
     * @param detail why, in words
     * @return the ending
     */
    public static Ending refused(RefusalCode code, String detail) {
        return new Ending(Kind.REFUSED, code.name(), detail, "", Optional.empty());
    }

    /**
     * The tool returned.
     *
     * @param json the result as JSON
     * @return the ending
     */
    public static Ending returned(String json) {
        return new Ending(Kind.RETURNED, "", "", json, Optional.empty());
    }

    /**
     * The tool threw.
     *
     * @param type the exception's type
     * @param message its message
     * @return the ending
     */
    public static Ending threw(String type, String message) {
        return new Ending(Kind.THREW, "", message, type, Optional.empty());
    }

    /** What nobody knew, and what a person found out. */
    Ending noted(String note) {
        return new Ending(kind, code, note, result, at);
    }

    /** The same, and when; what has ended once does so never again. */
    Ending at(Instant now) {
        return at.isPresent() ? this : new Ending(kind, code, text, result, Optional.of(now));
    }

    /** {@return the refusal's code} */
    public RefusalCode refusal() {
        return RefusalCode.of(code);
    }

    /** {@return how it ended in a word: the refusal's code, or the kind} */
    public String word() {
        return kind == Kind.REFUSED ? code : kind.name().toLowerCase(Locale.ROOT);
    }
}
