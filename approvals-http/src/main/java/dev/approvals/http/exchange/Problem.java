package dev.approvals.http.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Objects;

/**
 * Why a request was not done, in the form of RFC 9457.
 *
 * @param status the status code
 * @param code what is wrong, for programs: upper case, stable across versions
 * @param title what is wrong, the same for every problem of this code
 * @param detail what is wrong this time; empty where the title says it all
 * @param cure what to do about it; empty where nothing helps
 */
public record Problem(int status, String code, String title, String detail, String cure) {

    /** Checks the components. */
    public Problem {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(cure, "cure");
    }

    /**
     * A problem of which there is nothing more to say.
     *
     * @param status the status code
     * @param code what is wrong, for programs
     * @param title what is wrong
     * @return the problem
     */
    public static Problem of(int status, String code, String title) {
        return new Problem(status, code, title, "", "");
    }

    /**
     * Says what is wrong this time.
     *
     * @param words a sentence
     * @return a copy
     */
    public Problem saying(String words) {
        return new Problem(status, code, title, words, cure);
    }

    /**
     * Says what to do about it.
     *
     * @param words a sentence
     * @return a copy
     */
    public Problem curedBy(String words) {
        return new Problem(status, code, title, detail, words);
    }

    /** {@return the problem to be thrown} */
    public ProblemException toException() {
        return new ProblemException(this, Headers.NONE);
    }

    /** {@return the type's name: a name, not an address} */
    public String type() {
        return "urn:approvals:problem:" + code.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@return the problem as RFC 9457 has it} */
    public ObjectNode json() {
        ObjectNode json = Json.object()
                .put("type", type())
                .put("title", title)
                .put("status", status)
                .put("code", code);
        if (!detail.isEmpty()) {
            json.put("detail", detail);
        }
        if (!cure.isEmpty()) {
            json.put("cure", cure);
        }
        return json;
    }
}
