package dev.approvals.core.judge;

import dev.approvals.core.capture.Payload;
import dev.approvals.core.ledger.Steps;
import dev.approvals.core.request.FrozenCall;
import dev.approvals.outcome.Outcome;

/** A call that was frozen and judged. */
public sealed interface Judged {

    /**
     * It is refused.
     *
     * @param outcome why
     */
    record Over(Outcome outcome) implements Judged {}

    /**
     * It may run.
     *
     * @param allowed what may run
     * @param steps records it
     */
    record Passes(Allowed allowed, Steps steps) implements Judged {}

    /**
     * A person is to be asked.
     *
     * @param tool the tool
     * @param call the call as people see it
     * @param payload the real arguments
     * @param salt the salt of the digest
     * @param ruling who is to be asked
     * @param steps records it
     */
    record Asks(Tool tool, FrozenCall call, Payload payload, String salt, Ruling ruling, Steps steps)
            implements Judged {
        /** {@return whose call it is} */
        public Outcome.Subject subject() {
            return new Outcome.Subject(call.id(), tool.spec().name(), call.requester());
        }
    }
}
