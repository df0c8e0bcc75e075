package dev.approvals.slack.web;

import java.io.IOException;

/** Slack did not do what it was asked to. The message names the method and Slack's own code, and says how to mend it. */
public final class SlackException extends IOException {

    private static final long serialVersionUID = 1L;

    /** The method of the Web API. */
    private final String method;

    /** Slack's code. */
    private final String code;

    SlackException(String method, String code, String message) {
        super(message);
        this.method = method;
        this.code = code;
    }

    SlackException(String method, String code, String message, Throwable cause) {
        super(message, cause);
        this.method = method;
        this.code = code;
    }

    /** {@return the method of the Web API, such as {@code chat.postMessage}} */
    public String method() {
        return method;
    }

    /** {@return Slack's code, such as {@code not_in_channel}; {@code unreachable} where Slack was not reached} */
    public String code() {
        return code;
    }

    /** {@return whether the set-up is at fault, so that trying again leads to nothing before somebody mends it} */
    public boolean needsMending() {
        return Remedies.known(code);
    }
}
