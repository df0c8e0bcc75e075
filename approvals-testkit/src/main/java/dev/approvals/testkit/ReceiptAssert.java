package dev.approvals.testkit;

import dev.approvals.outcome.RefusalCode;
import dev.approvals.review.Receipt;
import dev.approvals.review.RequestStatus;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;

/** Asserts what a desk answered to a decision. */
public final class ReceiptAssert extends AbstractAssert<ReceiptAssert, Receipt> {

    ReceiptAssert(Receipt receipt) {
        super(receipt, ReceiptAssert.class);
    }

    /**
     * Asserts that the decision counted, now or when it was first made.
     *
     * @return this
     */
    public ReceiptAssert counted() {
        if (!actual.counted()) {
            failWithMessage("%nExpected the decision to count, and the desk answered%n  %s", actual);
        }
        return this;
    }

    /**
     * Asserts that the decision did not count.
     *
     * @param code why not
     * @return this
     */
    public ReceiptAssert wasRefused(RefusalCode code) {
        if (!actual.refusal().equals(Optional.of(code))) {
            failWithMessage("%nExpected the decision to be refused as %s, and the desk answered%n  %s", code, actual);
        }
        return this;
    }

    /**
     * Asserts where the request stands after the decision.
     *
     * @param status where
     * @return this
     */
    public ReceiptAssert leaves(RequestStatus status) {
        if (actual.status() != status) {
            failWithMessage("%nExpected the request to be %s, and the desk answered%n  %s", status, actual);
        }
        return this;
    }

    /**
     * Asserts what the person is told.
     *
     * @param words a part of it
     * @return this
     */
    public ReceiptAssert says(String words) {
        if (!actual.message().contains(words)) {
            failWithMessage("%nExpected the person to be told \"%s\", and the desk answered%n  %s", words, actual);
        }
        return this;
    }
}
