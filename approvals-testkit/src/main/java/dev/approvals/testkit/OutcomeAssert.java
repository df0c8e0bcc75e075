package dev.approvals.testkit;

import dev.approvals.outcome.Outcome;
import dev.approvals.outcome.RefusalCode;
import java.util.Objects;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Asserts how a call ended. */
public final class OutcomeAssert extends AbstractAssert<OutcomeAssert, Outcome> {

    OutcomeAssert(Outcome outcome) {
        super(outcome, OutcomeAssert.class);
    }

    /**
     * Asserts that the tool ran and returned a value.
     *
     * @param value the value
     * @return this
     */
    public OutcomeAssert returned(@Nullable Object value) {
        if (!(actual instanceof Outcome.Returned returned) || !Objects.equals(returned.value(), value)) {
            failWithMessage("%nExpected the call to return%n  %s%nbut it ended with%n  %s", value, describe());
        }
        return this;
    }

    /**
     * Asserts that the tool ran and threw.
     *
     * @param type the type of what it threw
     * @return this
     */
    public OutcomeAssert threw(Class<? extends Throwable> type) {
        if (!(actual instanceof Outcome.Threw threw) || !type.isInstance(threw.cause())) {
            failWithMessage(
                    "%nExpected the tool to throw %s%nbut the call ended with%n  %s", type.getName(), describe());
        }
        return this;
    }

    /**
     * Asserts that the tool did not run.
     *
     * @param code why not
     * @return this
     */
    public OutcomeAssert wasRefused(RefusalCode code) {
        if (!(actual instanceof Outcome.Refused refused) || !refused.code().equals(code)) {
            failWithMessage("%nExpected the call to be refused as %s%nbut it ended with%n  %s", code, describe());
        }
        return this;
    }

    /**
     * Asserts what people are told of the refusal.
     *
     * @param words a part of it
     * @return this
     */
    public OutcomeAssert because(String words) {
        if (!(actual instanceof Outcome.Refused refused) || !refused.detail().contains(words)) {
            failWithMessage(
                    "%nExpected a refusal with the words \"%s\"%nbut the call ended with%n  %s", words, describe());
        }
        return this;
    }

    /**
     * Asserts that the tool was started and nobody knows whether it finished.
     *
     * @return this
     */
    public OutcomeAssert isUnknown() {
        if (!(actual instanceof Outcome.Unknown)) {
            failWithMessage("%nExpected an unknown outcome%nbut the call ended with%n  %s", describe());
        }
        return this;
    }

    /**
     * Asserts what the model is told.
     *
     * @param words a part of it
     * @return this
     */
    public OutcomeAssert tellsTheModel(String words) {
        if (!actual.forModel().contains(words)) {
            failWithMessage("%nExpected the model to be told \"%s\"%nbut it is told%n  %s", words, actual.forModel());
        }
        return this;
    }

    /**
     * Asserts that the model is not told something, such as a reviewer's name.
     *
     * @param words what it must not be told
     * @return this
     */
    public OutcomeAssert hidesFromTheModel(String words) {
        if (actual.forModel().contains(words)) {
            failWithMessage(
                    "%nExpected the model not to be told \"%s\"%nbut it is told%n  %s", words, actual.forModel());
        }
        return this;
    }

    private String describe() {
        return String.valueOf(actual);
    }
}
