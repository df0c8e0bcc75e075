package dev.approvals.testkit;

import dev.approvals.review.ApprovalRequest;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Asserts what a reviewer was shown. */
public final class RequestAssert extends AbstractAssert<RequestAssert, ApprovalRequest> {

    RequestAssert(ApprovalRequest request) {
        super(request, RequestAssert.class);
    }

    /**
     * Asserts which tool the request is about.
     *
     * @param tool the tool's name
     * @return this
     */
    public RequestAssert isAbout(String tool) {
        if (!actual.call().tool().name().equals(tool)) {
            failWithMessage("%nExpected a request about %s, and it is about%n  %s", tool, actual.call());
        }
        return this;
    }

    /**
     * Asserts that an argument was shown as it is.
     *
     * @param name the argument
     * @param value its value as plain data
     * @return this
     */
    public RequestAssert shows(String name, @Nullable Object value) {
        if (!arguments().containsKey(name) || !Objects.equals(arguments().get(name), value)) {
            failWithMessage("%nExpected the reviewer to see %s = %s%nbut they see%n  %s", name, value, arguments());
        }
        return this;
    }

    /**
     * Asserts that an argument was shown, and that its value was not.
     *
     * @param name the argument
     * @param value the value that only the tool may see
     * @return this
     */
    public RequestAssert masks(String name, String value) {
        if (!arguments().containsKey(name)) {
            failWithMessage("%nExpected the reviewer to see that there is a %s%nbut they see%n  %s", name, arguments());
        }
        return neverMentions(value);
    }

    /**
     * Asserts that a text, such as a password, is nowhere in the request.
     *
     * @param text the text
     * @return this
     */
    public RequestAssert neverMentions(String text) {
        String all = actual
                + actual.call().arguments().json()
                + arguments()
                + actual.call().summary()
                + actual.call().context()
                + actual.call().requester();
        if (all.contains(text)) {
            failWithMessage("%nExpected the reviewer never to see \"%s\"%nbut they see%n  %s", text, all);
        }
        return this;
    }

    /**
     * Asserts the summary.
     *
     * @param words a part of it
     * @return this
     */
    public RequestAssert hasSummary(String words) {
        if (!actual.call().summary().contains(words)) {
            failWithMessage(
                    "%nExpected the summary to say \"%s\", and it says%n  %s",
                    words, actual.call().summary());
        }
        return this;
    }

    /**
     * Asserts the reason that the agent gave.
     *
     * @param text the reason
     * @return this
     */
    public RequestAssert claims(String text) {
        if (!actual.briefing().claim().equals(Optional.of(text))) {
            failWithMessage(
                    "%nExpected the agent's reason \"%s\", and it is%n  %s",
                    text, actual.briefing().claim().orElse("not there"));
        }
        return this;
    }

    private Map<String, @Nullable Object> arguments() {
        return actual.call().arguments().asMap();
    }
}
